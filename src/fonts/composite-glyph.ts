import type { OutlinePoint } from './path-data.js';
import type { FontTable } from './sfnt.js';

/** A glyph inside a composite glyph: transformed by `matrix`, then moved. */
export interface Component {
  readonly glyph: number;
  /** x' = xx x + xy y, y' = yx x + yy y */
  readonly matrix: readonly [xx: number, yx: number, xy: number, yy: number];
  /**
   * The offset in x and y. If `alignsPoints`, two point numbers instead: a point of the previous components, and the
   * component's own point to place there.
   */
  readonly arguments: readonly [number, number];
  readonly alignsPoints: boolean;
  readonly flags: number;
  /** The offset after its record. */
  readonly end: number;
}

const ARGS_ARE_WORDS = 0x1;
const ARGS_ARE_OFFSETS = 0x2;
const HAS_SCALE = 0x8;
const MORE_COMPONENTS = 0x20;
const HAS_X_AND_Y_SCALE = 0x40;
const HAS_MATRIX = 0x80;

/** Reads the components of a composite glyph in order. `start` is the offset after its header. */
export function* readComponents(glyf: FontTable, start: number): Generator<Component> {
  let at = start;
  let flags = MORE_COMPONENTS;
  const readFraction = () => glyf.i16((at += 2) - 2) / 0x4000;
  while (flags & MORE_COMPONENTS) {
    flags = glyf.u16(at);
    const glyph = glyf.u16(at + 2);
    const alignsPoints = !(flags & ARGS_ARE_OFFSETS);
    const size = flags & ARGS_ARE_WORDS ? 2 : 1;
    const args = [
      readArgument(glyf, at + 4, size, alignsPoints),
      readArgument(glyf, at + 4 + size, size, alignsPoints),
    ] as const;
    at += 4 + 2 * size;
    let matrix: Component['matrix'] = [1, 0, 0, 1];
    if (flags & HAS_SCALE) {
      const scale = readFraction();
      matrix = [scale, 0, 0, scale];
    } else if (flags & HAS_X_AND_Y_SCALE) {
      matrix = [readFraction(), 0, 0, readFraction()];
    } else if (flags & HAS_MATRIX) {
      matrix = [readFraction(), readFraction(), readFraction(), readFraction()];
    }
    yield { glyph, matrix, arguments: args, alignsPoints, flags, end: at };
  }
}

function readArgument(glyf: FontTable, at: number, size: 1 | 2, isUnsigned: boolean): number {
  if (size === 2) return isUnsigned ? glyf.u16(at) : glyf.i16(at);
  return isUnsigned ? glyf.u8(at) : glyf.i8(at);
}

/** Transforms the points `own` of a component and moves them. `previous` are the points of the components before it. */
export function placeComponent(
  glyf: FontTable,
  component: Component,
  own: readonly OutlinePoint[],
  previous: readonly OutlinePoint[],
): OutlinePoint[] {
  const [xx, yx, xy, yy] = component.matrix;
  const transformed = own.map((p) => ({ ...p, x: xx * p.x + xy * p.y, y: yx * p.x + yy * p.y }));
  let [dx, dy] = component.arguments;
  if (component.alignsPoints) {
    const target = previous[dx];
    const anchor = transformed[dy];
    if (!target || !anchor) return glyf.failDamaged('aligns a component with a point that does not exist');
    dx = target.x - anchor.x;
    dy = target.y - anchor.y;
  }
  return transformed.map((p) => ({ ...p, x: p.x + dx, y: p.y + dy }));
}
