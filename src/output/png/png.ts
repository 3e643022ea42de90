import { fail } from '../../diagnostics.js';
import type { FontSet } from '../../fonts/font-set.js';
import { toDevicePixels } from '../../scene/device.js';
import type { Scene } from '../../scene/scene.js';
import { MAX_PIXELS } from '../pixels.js';
import type { Writer } from '../writer.js';
import { attachmentChunk, readPngAttachment } from './attachment.js';
import { decodePng } from './decode.js';
import { encodePng, PNG_SIGNATURE } from './encode.js';
import { paint } from './paint.js';

/** Only pixels are the same everywhere, because deflate differs between versions of Node. */
export const pngWriter: Writer = {
  extension: 'png',
  mediaType: 'image/png',
  vector: false,
  text: false,
  accessible: false,
  reproduces: 'pixels',
  write: writePng,
  readPixels: decodePng,
  attachment: {
    hasSignature: (start) => PNG_SIGNATURE.every((byte, i) => start[i] === byte),
    read: (bytes, file) => readPngAttachment(bytes, file),
  },
};

/** The scanlines of the last figure. Figures of a batch often have one size, and new memory costs more than painting. */
let spareBuffer: Uint8Array | null = null;
const MAX_SPARE_BYTES = 2 ** 24;

/** Returns a PNG of width × pixelRatio by height × pixelRatio pixels. */
function writePng(scene: Scene, fonts: FontSet): Uint8Array {
  const device = toDevicePixels(scene);
  const { width, height } = device;
  if (width * height > MAX_PIXELS) {
    fail(
      'png-too-large',
      `the PNG would have ${width} × ${height} pixels, more than ${MAX_PIXELS / 1e6} million`,
      undefined,
      'use a smaller size, a lower size.dpi or a smaller --zoom, or write an SVG',
    );
  }
  const canvas = paint(device, fonts, spareBuffer);
  const chunks = scene.attachment === undefined ? [] : [attachmentChunk(scene.attachment)];
  const png = encodePng(canvas, scene.dpi, chunks);
  spareBuffer = canvas.scanlines.length <= MAX_SPARE_BYTES ? canvas.scanlines : null;
  return png;
}
