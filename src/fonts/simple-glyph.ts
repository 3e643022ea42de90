import type { OutlinePoint } from './path-data.js';
import type { FontTable } from './sfnt.js';

const ON_CURVE = 1;
const REPEAT = 8;
const X_FLAGS = { isShort: 2, isSameOrPositive: 16 };
const Y_FLAGS = { isShort: 4, isSameOrPositive: 32 };

/** Reads the points of a simple glyph. `at` is the offset after its header. */
export function readSimpleGlyph(glyf: FontTable, at: number, contours: number): OutlinePoint[] {
  if (contours === 0) return [];
  const contourEnds = new Set<number>();
  let count = 0;
  for (let i = 0; i < contours; i++) {
    const end = glyf.u16(at + 2 * i);
    if (end < count - 1) glyf.failDamaged('has contours out of order');
    contourEnds.add(end);
    count = end + 1;
  }
  const instructions = at + 2 * contours;
  let cursor = instructions + 2 + glyf.u16(instructions);

  const flags: number[] = [];
  while (flags.length < count) {
    const flag = glyf.u8(cursor++);
    const repeats = flag & REPEAT ? glyf.u8(cursor++) : 0;
    for (let i = 0; i <= repeats && flags.length < count; i++) flags.push(flag);
  }

  function readCoordinates({ isShort, isSameOrPositive }: typeof X_FLAGS): number[] {
    let value = 0;
    return flags.map((flag) => {
      if (flag & isShort) {
        const distance = glyf.u8(cursor++);
        value += flag & isSameOrPositive ? distance : -distance;
      } else if (!(flag & isSameOrPositive)) {
        value += glyf.i16(cursor);
        cursor += 2;
      }
      return value;
    });
  }

  const xs = readCoordinates(X_FLAGS);
  const ys = readCoordinates(Y_FLAGS);
  return flags.map((flag, i) => ({
    x: xs[i],
    y: ys[i],
    onCurve: (flag & ON_CURVE) !== 0,
    endsContour: contourEnds.has(i),
  }));
}
