import { fail } from '../../diagnostics.js';
import type { FontSet } from '../../fonts/font-set.js';
import { toDevicePixels } from '../../scene/device.js';
import type { Scene } from '../../scene/scene.js';
import { MAX_PIXELS } from '../pixels.js';
import type { Writer } from '../writer.js';
import { attachmentChunk, readPngAttachment } from './attachment.js';
import type { Canvas } from './canvas.js';
import { decodePng } from './decode.js';
import { encodePng, encodePngInBackground, type PngChunk } from './encode.js';
import { paint } from './paint.js';
import { PNG_SIGNATURE } from './signature.js';

/** Only pixels are the same everywhere, because deflate differs between versions of Node. */
export const pngWriter: Writer = {
  extension: 'png',
  mediaType: 'image/png',
  vector: false,
  text: false,
  accessible: false,
  reproduces: 'pixels',
  write: writePng,
  writeInBackground: writePngInBackground,
  readPixels: decodePng,
  attachment: {
    hasSignature: (start) => PNG_SIGNATURE.every((byte, i) => start[i] === byte),
    read: (bytes, file) => readPngAttachment(bytes, file),
  },
};

/** The scanlines of earlier figures. Figures of a batch often have one size, and new memory costs more than painting. */
const spareBuffers: Uint8Array[] = [];
const MAX_SPARE_BUFFERS = 4;
const MAX_SPARE_BYTES = 2 ** 24;
/** A batch deflates up to four canvases at a time. Larger ones would take too much memory. */
const MAX_BACKGROUND_BYTES = 2 ** 26;

/** Returns a PNG of width × pixelRatio by height × pixelRatio pixels. */
function writePng(scene: Scene, fonts: FontSet): Uint8Array {
  const { canvas, chunks } = paintScene(scene, fonts);
  const png = encodePng(canvas, scene.dpi, chunks);
  keepBuffer(canvas);
  return png;
}

async function writePngInBackground(scene: Scene, fonts: FontSet): Promise<Uint8Array> {
  const { canvas, chunks } = paintScene(scene, fonts);
  const encode = canvas.scanlines.length > MAX_BACKGROUND_BYTES ? encodePng : encodePngInBackground;
  const png = await encode(canvas, scene.dpi, chunks);
  keepBuffer(canvas);
  return png;
}

interface PaintedScene {
  readonly canvas: Canvas;
  readonly chunks: readonly PngChunk[];
}

function paintScene(scene: Scene, fonts: FontSet): PaintedScene {
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
  const canvas = paint(device, fonts, spareBuffers.pop());
  const chunks = scene.attachment === undefined ? [] : [attachmentChunk(scene.attachment)];
  return { canvas, chunks };
}

function keepBuffer({ scanlines }: Canvas): void {
  if (scanlines.length <= MAX_SPARE_BYTES && spareBuffers.length < MAX_SPARE_BUFFERS)
    spareBuffers.push(scanlines);
}
