import type { Point } from './path-data.js';
import type { Table } from './sfnt.js';

/** A glyph that is part of another: turned by `matrix`, then moved. */
export interface Part {
  readonly glyph: number;
  /** x' = xx x + xy y, y' = yx x + yy y */
  readonly matrix: readonly [xx: number, yx: number, xy: number, yy: number];
  /** By how much it is moved; or if `matched`, the number of a point of the parts before it, and of its own point that goes there. */
  readonly arguments: readonly [number, number];
  readonly matched: boolean;
}

const WORDS = 0x1;
const OFFSETS = 0x2;
const SCALE = 0x8;
const MORE = 0x20;
const TWO_SCALES = 0x40;
const MATRIX = 0x80;

/** The parts of a composite glyph, in order; `start` is where its description goes on after its header. */
export function* partsOf(glyf: Table, start: number): Generator<Part> {
  let at = start;
  let flags = MORE;
  const fraction = () => glyf.i16((at += 2) - 2) / 0x4000;
  while (flags & MORE) {
    flags = glyf.u16(at);
    const glyph = glyf.u16(at + 2);
    const matched = !(flags & OFFSETS);
    const size = flags & WORDS ? 2 : 1;
    const pair = [
      argument(glyf, at + 4, size, matched),
      argument(glyf, at + 4 + size, size, matched),
    ] as const;
    at += 4 + 2 * size;
    let matrix: Part['matrix'] = [1, 0, 0, 1];
    if (flags & SCALE) {
      const scale = fraction();
      matrix = [scale, 0, 0, scale];
    } else if (flags & TWO_SCALES) matrix = [fraction(), 0, 0, fraction()];
    else if (flags & MATRIX) matrix = [fraction(), fraction(), fraction(), fraction()];
    yield { glyph, matrix, arguments: pair, matched };
  }
}

function argument(glyf: Table, at: number, size: 1 | 2, unsigned: boolean): number {
  if (size === 2) return unsigned ? glyf.u16(at) : glyf.i16(at);
  return unsigned ? glyf.u8(at) : glyf.i8(at);
}

/** The part's `own` points where the part has its place behind the points of the parts `before` it. */
export function placed(glyf: Table, part: Part, own: readonly Point[], before: readonly Point[]): Point[] {
  const [xx, yx, xy, yy] = part.matrix;
  const turned = own.map((p) => ({ ...p, x: xx * p.x + xy * p.y, y: yx * p.x + yy * p.y }));
  let [dx, dy] = part.arguments;
  if (part.matched) {
    const target = before[dx];
    const anchor = turned[dy];
    if (!target || !anchor) return glyf.damaged('places part of a glyph by a point that is not there');
    dx = target.x - anchor.x;
    dy = target.y - anchor.y;
  }
  return turned.map((p) => ({ ...p, x: p.x + dx, y: p.y + dy }));
}
