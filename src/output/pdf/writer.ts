import type { Writer } from '../writer.js';
import { readPdfAttachment } from './attachment.js';
import { writePdf } from './pdf.js';

export const pdfWriter: Writer = {
  extension: 'pdf',
  mediaType: 'application/pdf',
  vector: true,
  text: false,
  accessible: true,
  reproduces: 'bytes',
  write: (scene, fonts) => writePdf(scene, fonts),
  readPixels: null,
  attachment: {
    hasSignature: (start) => Buffer.from(start.subarray(0, 5)).toString('latin1') === '%PDF-',
    read: (bytes, file) => readPdfAttachment(bytes, file),
  },
};
