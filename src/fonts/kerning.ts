import { memoize } from '../memoize.js';
import { readGposKerning } from './gpos.js';
import type { FontTable, Tables } from './sfnt.js';

/** Returns the adjustment to the advance of `left` if `right` follows it, in font units. */
export type Kerning = (left: number, right: number) => number;

/** A limit on the time that a malicious font can take. */
const MAX_SUBTABLES = 1000;

/** Reads the "kern" feature of the "GPOS" table, or the "kern" table of a font without that feature. */
export function readKerning(tables: Tables): Kerning {
  const gpos = tables.find('GPOS');
  const kern = tables.find('kern');
  const kerning = (gpos && readGposKerning(gpos)) ?? (kern && readKernTable(kern));
  if (!kerning) return () => 0;
  const kernPair = memoize((pair: number) => kerning(pair >>> 16, pair & 0xffff));
  return (left, right) => kernPair(left * 0x10000 + right);
}

/** Reads the horizontal pairs (format 0) of a "kern" table in the format of Windows. Apple's format is ignored. */
function readKernTable(kern: FontTable): Kerning {
  const subtables: number[] = [];
  const count = kern.u16(0) === 0 ? Math.min(kern.u16(2), MAX_SUBTABLES) : 0;
  let at = 4;
  for (let i = 0; i < count; i++) {
    if (kern.u16(at + 4) === HORIZONTAL_PAIRS) subtables.push(at);
    at += kern.u16(at + 2);
  }
  return (left, right) =>
    subtables.reduce((sum, subtable) => sum + findPair(kern, subtable, left * 0x10000 + right), 0);
}

/** The coverage field of a subtable with format 0 in the high byte and the flag "horizontal" alone. */
const HORIZONTAL_PAIRS = 1;

function findPair(kern: FontTable, at: number, pair: number): number {
  const count = kern.u16(at + 6);
  const index = kern.lowerBound(pair, count, at + 14, 6, 4);
  const record = at + 14 + 6 * index;
  return index < count && kern.u32(record) === pair ? kern.i16(record + 4) : 0;
}
