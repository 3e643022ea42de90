import { readSvgAttachment } from '../svg/attachment.js';
import type { Writer } from '../writer.js';
import { writeHtml } from './html.js';

/** The beginning of each page that this writer makes. */
const SIGNATURE =
  '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy"';

export const htmlWriter: Writer = {
  extension: 'html',
  mediaType: 'text/html',
  vector: true,
  text: true,
  accessible: true,
  reproduces: 'bytes',
  write: (scene, fonts) => writeHtml(scene, fonts),
  readPixels: null,
  attachment: {
    hasSignature: (start) =>
      Buffer.from(start.subarray(0, SIGNATURE.length)).toString('latin1') === SIGNATURE,
    read: (bytes, file) => readSvgAttachment(bytes, file),
  },
};
