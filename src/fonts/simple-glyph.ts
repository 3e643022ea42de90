import type { Point } from './path-data.js';
import type { Table } from './sfnt.js';

const ON_CURVE = 1;
const REPEAT = 8;
const X = { short: 2, sameOrPositive: 16 };
const Y = { short: 4, sameOrPositive: 32 };

/** The points of a glyph that is drawn by itself; `at` is where its description goes on after its header. */
export function simplePoints(glyf: Table, at: number, contours: number): Point[] {
  if (contours === 0) return [];
  const lasts = new Set<number>();
  let count = 0;
  for (let i = 0; i < contours; i++) {
    const last = glyf.u16(at + 2 * i);
    if (last < count - 1) glyf.damaged('has contours out of order');
    lasts.add(last);
    count = last + 1;
  }
  const instructions = at + 2 * contours;
  let cursor = instructions + 2 + glyf.u16(instructions);

  const flags: number[] = [];
  while (flags.length < count) {
    const flag = glyf.u8(cursor++);
    const repeats = flag & REPEAT ? glyf.u8(cursor++) : 0;
    for (let i = 0; i <= repeats && flags.length < count; i++) flags.push(flag);
  }

  function coordinates({ short, sameOrPositive }: typeof X): number[] {
    let value = 0;
    return flags.map((flag) => {
      if (flag & short) {
        const distance = glyf.u8(cursor++);
        value += flag & sameOrPositive ? distance : -distance;
      } else if (!(flag & sameOrPositive)) {
        value += glyf.i16(cursor);
        cursor += 2;
      }
      return value;
    });
  }

  const xs = coordinates(X);
  const ys = coordinates(Y);
  return flags.map((flag, i) => ({ x: xs[i], y: ys[i], on: (flag & ON_CURVE) !== 0, last: lasts.has(i) }));
}
