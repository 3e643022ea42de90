import { remembering } from '../memoize.js';
import { pairPositioning } from './gpos.js';
import type { Table, Tables } from './sfnt.js';

/** What is added to the advance of the glyph `left` before the glyph `right`, in font units. */
export type Kerning = (left: number, right: number) => number;

const MOST_SUBTABLES = 1000;

/** The kerning of a font: by its "GPOS" table if that has a "kern" feature, else by its "kern" table. */
export function readKerning(tables: Tables): Kerning {
  const gpos = tables.find('GPOS');
  const kern = tables.find('kern');
  const kerning = (gpos && pairPositioning(gpos)) ?? (kern && tableKerning(kern));
  if (!kerning) return () => 0;
  const ofPair = remembering((pair: number) => kerning(pair >>> 16, pair & 0xffff));
  return (left, right) => ofPair(left * 0x10000 + right);
}

/** Horizontal pairs (format 0) of a "kern" table as Windows has it; Apple's own version of it kerns nothing. */
function tableKerning(kern: Table): Kerning {
  const subtables: number[] = [];
  const count = kern.u16(0) === 0 ? Math.min(kern.u16(2), MOST_SUBTABLES) : 0;
  let at = 4;
  for (let i = 0; i < count; i++) {
    if (kern.u16(at + 4) === HORIZONTAL_PAIRS) subtables.push(at);
    at += kern.u16(at + 2);
  }
  return (left, right) =>
    subtables.reduce((sum, subtable) => sum + pairValue(kern, subtable, left * 0x10000 + right), 0);
}

/** Format 0 in the high byte; of the flags only "horizontal". */
const HORIZONTAL_PAIRS = 1;

function pairValue(kern: Table, at: number, pair: number): number {
  const count = kern.u16(at + 6);
  const index = kern.search(pair, count, at + 14, 6, 4);
  const record = at + 14 + 6 * index;
  return index < count && kern.u32(record) === pair ? kern.i16(record + 4) : 0;
}
