import { remembering } from '../memoize.js';
import type { Table } from './sfnt.js';

/** Far beyond what fonts have; it bounds the time that a hostile one can take. */
const MOST = 1000;

const PAIR = 2;
const EXTENSION = 9;
const X_ADVANCE = 4;

/**
 * What the "kern" feature of a "GPOS" table adds to the advance of a glyph before another, in font units:
 * the pair adjustments (formats 1 and 2) of Latin script, else of the default script. Null where the font
 * has no such feature.
 */
export function pairPositioning(gpos: Table): ((left: number, right: number) => number) | null {
  const feature = kernFeature(gpos);
  if (feature === null) return null;
  const lookups = pairLookups(gpos, feature).map((subtables) => subtables.map((at) => pairsAt(gpos, at)));
  return (left, right) => {
    let sum = 0;
    for (const subtables of lookups) {
      for (const pairs of subtables) {
        const adjustment = pairAdjustment(gpos, pairs, left, right);
        if (adjustment === null) continue;
        sum += adjustment;
        break;
      }
    }
    return sum;
  };
}

function kernFeature(gpos: Table): number | null {
  const scripts = gpos.u16(4);
  const features = gpos.u16(6);
  const script =
    tagged(gpos, scripts, 'latn') ?? tagged(gpos, scripts, 'DFLT') ?? tagged(gpos, scripts, 'dflt');
  if (script === null) return null;
  const language = gpos.u16(script);
  if (language === 0) return null;
  const at = script + language;
  const count = gpos.u16(at + 4);
  for (let i = 0; i < count; i++) {
    const record = features + 2 + 6 * gpos.u16(at + 6 + 2 * i);
    if (gpos.text(record, 4) === 'kern') return features + gpos.u16(record + 4);
  }
  return null;
}

/** Where the thing called `tag` stands, in a list of tags with offsets from the start of the list. */
function tagged(gpos: Table, list: number, tag: string): number | null {
  const count = gpos.u16(list);
  for (let i = 0; i < count; i++) {
    const record = list + 2 + 6 * i;
    if (gpos.text(record, 4) === tag) return list + gpos.u16(record + 4);
  }
  return null;
}

/** Where the subtables of each lookup of the feature stand, in the order in which lookups apply. */
function pairLookups(gpos: Table, feature: number): number[][] {
  const list = gpos.u16(8);
  const count = few(gpos, gpos.u16(feature + 2));
  const indices = new Set(Array.from({ length: count }, (_, i) => gpos.u16(feature + 4 + 2 * i)));
  let total = 0;
  return [...indices]
    .sort((a, b) => a - b)
    .map((index) => {
      const lookup = list + gpos.u16(list + 2 + 2 * index);
      const type = gpos.u16(lookup);
      const length = gpos.u16(lookup + 4);
      few(gpos, (total += length));
      return Array.from({ length }, (_, i) => lookup + gpos.u16(lookup + 6 + 2 * i)).flatMap((at) => {
        if (type === PAIR) return at;
        return type === EXTENSION && gpos.u16(at + 2) === PAIR ? at + gpos.u32(at + 4) : [];
      });
    });
}

function few(gpos: Table, count: number): number {
  return count > MOST ? gpos.damaged(`holds more than ${MOST} lists of kerning pairs`) : count;
}

/** A subtable of pairs. What it says of a glyph is remembered: that is searched for, and texts have few of them. */
interface Pairs {
  readonly at: number;
  /** The number of a glyph among those that begin its pairs; null if it begins none. */
  readonly covered: (left: number) => number | null;
  /** Of format 2. */
  readonly leftClass: (left: number) => number;
  readonly rightClass: (right: number) => number;
}

function pairsAt(gpos: Table, at: number): Pairs {
  return {
    at,
    covered: remembering((left) => coverage(gpos, at + gpos.u16(at + 2), left)),
    leftClass: remembering((left) => glyphClass(gpos, at + gpos.u16(at + 8), left)),
    rightClass: remembering((right) => glyphClass(gpos, at + gpos.u16(at + 10), right)),
  };
}

/** Null where the subtable has nothing to say of this pair, so that the next one is asked. */
function pairAdjustment(gpos: Table, pairs: Pairs, left: number, right: number): number | null {
  const { at } = pairs;
  const covered = pairs.covered(left);
  if (covered === null) return null;
  const format = gpos.u16(at);
  const first = gpos.u16(at + 4);
  const values = valueSize(first) + valueSize(gpos.u16(at + 6));

  if (format === 1) {
    const set = at + gpos.u16(at + 10 + 2 * covered);
    const size = 2 + values;
    const count = gpos.u16(set);
    const index = gpos.search(right, count, set + 2, size);
    const record = set + 2 + size * index;
    if (index === count || gpos.u16(record) !== right) return null;
    return advance(gpos, record + 2, first);
  }
  if (format === 2) {
    const leftClass = pairs.leftClass(left);
    const rightClass = pairs.rightClass(right);
    const rightClasses = gpos.u16(at + 14);
    if (leftClass >= gpos.u16(at + 12) || rightClass >= rightClasses) return null;
    return advance(gpos, at + 16 + values * (leftClass * rightClasses + rightClass), first);
  }
  return null;
}

/** The bytes of a value record: two for each bit that is set in its format. */
function valueSize(format: number): number {
  let size = 0;
  for (let bits = format; bits > 0; bits >>= 1) size += 2 * (bits & 1);
  return size;
}

function advance(gpos: Table, record: number, format: number): number {
  return format & X_ADVANCE ? gpos.i16(record + valueSize(format & (X_ADVANCE - 1))) : 0;
}

function coverage(gpos: Table, at: number, glyph: number): number | null {
  const count = gpos.u16(at + 2);
  if (gpos.u16(at) === 1) {
    const index = gpos.search(glyph, count, at + 4, 2);
    return index < count && gpos.u16(at + 4 + 2 * index) === glyph ? index : null;
  }
  const range = rangeOf(gpos, at + 4, count, glyph);
  return range === null ? null : gpos.u16(range + 4) + glyph - gpos.u16(range);
}

function glyphClass(gpos: Table, at: number, glyph: number): number {
  if (gpos.u16(at) === 1) {
    const index = glyph - gpos.u16(at + 2);
    return index >= 0 && index < gpos.u16(at + 4) ? gpos.u16(at + 6 + 2 * index) : 0;
  }
  const range = rangeOf(gpos, at + 4, gpos.u16(at + 2), glyph);
  return range === null ? 0 : gpos.u16(range + 4);
}

/** Where the range (first glyph, last glyph, a number) with `glyph` in it stands. */
function rangeOf(gpos: Table, ranges: number, count: number, glyph: number): number | null {
  const index = gpos.search(glyph, count, ranges + 2, 6);
  const range = ranges + 6 * index;
  return index < count && gpos.u16(range) <= glyph ? range : null;
}
