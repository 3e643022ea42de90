import { compressText, decompressText, failDamaged } from '../attachment.js';
import { element } from '../xml.js';

/** The element with the text. Its content is base64, so it can end no element of the page around it. */
const TAG = 'heatmap:embedded';
const NAMESPACE = 'urn:heatmap-cli:embedded';

/** Returns the `<metadata>` element with an embedded text. */
export function attachmentMarkup(text: string): string {
  const data = Buffer.from(compressText(text)).toString('base64');
  return element('metadata', {}, element(TAG, { 'xmlns:heatmap': NAMESPACE, encoding: 'zlib base64' }, data));
}

/**
 * Returns the embedded text of an SVG file, or of an HTML file with an SVG in it; null if it has none.
 *
 * Errors: `embedded-damaged`, `embedded-too-large`.
 */
export function readSvgAttachment(bytes: Uint8Array, file: string): string | null {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const start = buffer.indexOf(`<${TAG}`);
  if (start < 0) return null;
  const from = buffer.indexOf('>', start);
  const to = buffer.indexOf(`</${TAG}>`, start);
  if (from < 0 || to < from) failDamaged(file, 'its element has no end');
  const data = buffer.toString('latin1', from + 1, to).replace(/\s+/g, '');
  if (!/^[A-Za-z0-9+/]+=*$/.test(data)) failDamaged(file, 'its element has other content than base64');
  return decompressText(Buffer.from(data, 'base64'), file);
}
