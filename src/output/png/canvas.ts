import { type Hex, hexToRgb } from '../../color/color.js';
import type { Box } from '../../scene/box.js';
import { type CellsItem, NOT_DRAWN } from '../../scene/scene.js';
import type { Mask } from './mask.js';

function contains({ left, top, right, bottom }: Box, x: number, y: number): boolean {
  return x >= left && x < right && y >= top && y < bottom;
}

/** The pixels of a picture, painted with opaque colours. Painting outside of it has no effect. */
export class Canvas {
  /** 3 for RGB on a background; 4 for premultiplied RGBA without one. */
  readonly bytesPerPixel: 3 | 4;
  /** The bytes of a scanline: the filter type 0, then its pixels. */
  readonly stride: number;
  /** All scanlines, as in an unfiltered PNG. */
  readonly scanlines: Uint8Array;

  /** `buffer` is reused for the scanlines if it has the right size. */
  constructor(
    readonly width: number,
    readonly height: number,
    background: Hex | null,
    buffer: Uint8Array | null = null,
  ) {
    this.bytesPerPixel = background ? 3 : 4;
    this.stride = 1 + width * this.bytesPerPixel;
    const size = this.stride * height;
    this.scanlines = buffer?.length === size ? buffer : new Uint8Array(size);
    if (!background) {
      if (buffer) this.scanlines.fill(0);
      return;
    }
    const color = this.pixelBytes(background);
    for (let i = 1; i < this.stride; i++) this.scanlines[i] = color[(i - 1) % 3];
    for (let done = this.stride; done < this.scanlines.length; done *= 2)
      this.scanlines.copyWithin(done, 0, done);
  }

  /** The offset of a pixel's first byte in `scanlines`. */
  offset(x: number, y: number): number {
    return y * this.stride + 1 + x * this.bytesPerPixel;
  }

  /** Fills cells whose edges are whole pixels. */
  fillCells({ indices, palette, ...edges }: CellsItem): void {
    const { scanlines, bytesPerPixel } = this;
    const clamp = (values: readonly number[], max: number) =>
      values.map((value) => Math.min(max, Math.max(0, value)));
    const [left, right] = [clamp(edges.left, this.width), clamp(edges.right, this.width)];
    const [top, bottom] = [clamp(edges.top, this.height), clamp(edges.bottom, this.height)];
    const columns = left.length;
    const colors = new Uint8Array(palette.length * bytesPerPixel);
    palette.forEach((hex, i) => {
      colors.set(this.pixelBytes(hex), i * bytesPerPixel);
    });
    const isContiguous = left.every((x, j) => j === 0 || x === right[j - 1]);
    for (let i = 0; i < top.length; i++) {
      let hasHoles = false;
      for (let y = top[i]; y < bottom[i]; y++) {
        if (y > top[i] && isContiguous && !hasHoles) {
          const source = this.offset(left[0], y - 1);
          const end = this.offset(right[columns - 1], y - 1);
          scanlines.copyWithin(this.offset(left[0], y), source, end);
          continue;
        }
        for (let j = 0; j < columns; j++) {
          const index = indices[i * columns + j];
          if (index === NOT_DRAWN) {
            hasHoles = true;
            continue;
          }
          const end = this.offset(right[j], y);
          for (let offset = this.offset(left[j], y); offset < end; )
            for (let c = 0; c < bytesPerPixel; c++) scanlines[offset++] = colors[index * bytesPerPixel + c];
        }
      }
    }
  }

  /** Fills rectangles of whole pixels as one shape, so that overlaps are not painted twice. `coverage`: 0 to 255. */
  fillRectangles(rectangles: readonly Box[], fill: Hex, coverage: number): void {
    const color = this.pixelBytes(fill);
    rectangles.forEach(({ left, top, right, bottom }, i) => {
      // Painting a pixel twice changes it only if it is partly covered.
      const earlier = coverage < 255 ? rectangles.slice(0, i) : [];
      const endX = Math.min(this.width, right);
      const endY = Math.min(this.height, bottom);
      for (let y = Math.max(0, top); y < endY; y++)
        for (let x = Math.max(0, left); x < endX; x++)
          if (!earlier.some((other) => contains(other, x, y))) this.blend(this.offset(x, y), color, coverage);
    });
  }

  /** Fills a mask, with the shape's origin at the top left corner of pixel (x, y). */
  fillMask({ coverage, ...box }: Mask, x: number, y: number, fill: Hex): void {
    const { bytesPerPixel } = this;
    const color = this.pixelBytes(fill);
    const left = x + box.left;
    const top = y + box.top;
    const startX = Math.max(0, left);
    const endX = Math.min(this.width, left + box.width);
    const endY = Math.min(this.height, top + box.height);
    for (let v = Math.max(0, top); v < endY; v++) {
      let i = (v - top) * box.width + startX - left;
      const end = this.offset(endX, v);
      for (let offset = this.offset(startX, v); offset < end; offset += bytesPerPixel, i++)
        if (coverage[i] !== 0) this.blend(offset, color, coverage[i]);
    }
  }

  private blend(offset: number, color: readonly number[], coverage: number): void {
    const { scanlines, bytesPerPixel } = this;
    for (let c = 0; c < bytesPerPixel; c++) {
      // (sum + (sum >> 8)) >> 8 divides by 255 and rounds.
      const sum = color[c] * coverage + scanlines[offset + c] * (255 - coverage) + 128;
      scanlines[offset + c] = (sum + (sum >> 8)) >> 8;
    }
  }

  private pixelBytes(hex: Hex): readonly number[] {
    const rgb = hexToRgb(hex);
    return this.bytesPerPixel === 3 ? rgb : [...rgb, 255];
  }
}
