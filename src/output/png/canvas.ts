import { channels, type Hex } from '../../color/color.js';
import type { Box } from '../../scene/box.js';
import { type CellsItem, NOT_DRAWN } from '../../scene/scene.js';
import type { Mask } from './mask.js';

function isIn({ left, top, right, bottom }: Box, x: number, y: number): boolean {
  return x >= left && x < right && y >= top && y < bottom;
}

/** Pixels onto which opaque colours are painted. What lies outside of it is not. */
export class Canvas {
  /** Bytes of a pixel: RGB, or premultiplied RGBA where there is no background. */
  readonly depth: 3 | 4;
  /** A row's bytes: a zero, then its pixels. */
  readonly stride: number;
  /** Row after row, as a PNG has them when none is filtered. */
  readonly rows: Uint8Array;

  /** `memory` is used for its rows if it has the right size. */
  constructor(
    readonly width: number,
    readonly height: number,
    background: Hex | null,
    memory: Uint8Array | null = null,
  ) {
    this.depth = background ? 3 : 4;
    this.stride = 1 + width * this.depth;
    const size = this.stride * height;
    this.rows = memory?.length === size ? memory : new Uint8Array(size);
    if (!background) {
      if (memory) this.rows.fill(0);
      return;
    }
    const color = this.bytesOf(background);
    for (let at = 1; at < this.stride; at++) this.rows[at] = color[(at - 1) % 3];
    for (let done = this.stride; done < this.rows.length; done *= 2) this.rows.copyWithin(done, 0, done);
  }

  /** Where a pixel begins in `rows`. */
  at(x: number, y: number): number {
    return y * this.stride + 1 + x * this.depth;
  }

  /** Cells, whose edges are whole pixels. */
  cells({ indices, palette, ...edges }: CellsItem): void {
    const { rows, depth } = this;
    const within = (all: readonly number[], most: number) =>
      all.map((edge) => Math.min(most, Math.max(0, edge)));
    const [left, right] = [within(edges.left, this.width), within(edges.right, this.width)];
    const [top, bottom] = [within(edges.top, this.height), within(edges.bottom, this.height)];
    const columns = left.length;
    const colors = new Uint8Array(palette.length * depth);
    palette.forEach((hex, i) => {
      colors.set(this.bytesOf(hex), i * depth);
    });
    const isWhole = left.every((x, j) => j === 0 || x === right[j - 1]);
    for (let i = 0; i < top.length; i++) {
      let holes = false;
      for (let y = top[i]; y < bottom[i]; y++) {
        if (y > top[i] && isWhole && !holes) {
          const above = y - 1;
          rows.copyWithin(this.at(left[0], y), this.at(left[0], above), this.at(right[columns - 1], above));
          continue;
        }
        for (let j = 0; j < columns; j++) {
          const index = indices[i * columns + j];
          if (index === NOT_DRAWN) {
            holes = true;
            continue;
          }
          const end = this.at(right[j], y);
          for (let at = this.at(left[j], y); at < end; )
            for (let c = 0; c < depth; c++) rows[at++] = colors[index * depth + c];
        }
      }
    }
  }

  /** Rectangles of whole pixels as one shape, `covered` of 255 parts of each of its pixels in a colour. */
  rectangles(all: readonly Box[], fill: Hex, covered: number): void {
    const color = this.bytesOf(fill);
    all.forEach(({ left, top, right, bottom }, i) => {
      // What is wholly covered may be painted twice.
      const before = covered < 255 ? all.slice(0, i) : [];
      const toX = Math.min(this.width, right);
      const toY = Math.min(this.height, bottom);
      for (let y = Math.max(0, top); y < toY; y++)
        for (let x = Math.max(0, left); x < toX; x++)
          if (!before.some((other) => isIn(other, x, y))) this.blend(this.at(x, y), color, covered);
    });
  }

  /** A shape whose origin lies at the corner (x, y) of pixels. */
  stamp({ covered, ...box }: Mask, x: number, y: number, fill: Hex): void {
    const { depth } = this;
    const color = this.bytesOf(fill);
    const left = x + box.left;
    const top = y + box.top;
    const fromX = Math.max(0, left);
    const toX = Math.min(this.width, left + box.width);
    const toY = Math.min(this.height, top + box.height);
    for (let v = Math.max(0, top); v < toY; v++) {
      let from = (v - top) * box.width + fromX - left;
      const end = this.at(toX, v);
      for (let at = this.at(fromX, v); at < end; at += depth, from++)
        if (covered[from] !== 0) this.blend(at, color, covered[from]);
    }
  }

  /** `covered` of 255 parts of the pixel at `at` in a colour. */
  private blend(at: number, color: readonly number[], covered: number): void {
    const { rows, depth } = this;
    for (let c = 0; c < depth; c++) {
      const sum = color[c] * covered + rows[at + c] * (255 - covered) + 128;
      rows[at + c] = (sum + (sum >> 8)) >> 8;
    }
  }

  private bytesOf(hex: Hex): readonly number[] {
    const rgb = channels(hex);
    return this.depth === 3 ? rgb : [...rgb, 255];
  }
}
