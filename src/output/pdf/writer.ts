import type { Writer } from '../writer.js';
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
};
