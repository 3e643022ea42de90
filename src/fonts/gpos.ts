import { memoize } from '../memoize.js';
import type { FontTable } from './sfnt.js';

/** A limit on the time that a malicious font can take. Real fonts are far below it. */
const MAX_SUBTABLES = 1000;

const PAIR_ADJUSTMENT = 2;
const EXTENSION = 9;
const X_ADVANCE = 4;

/**
 * Reads the "kern" feature of a "GPOS" table: pair adjustments (formats 1 and 2) for Latin script, else for the default
 * script. The result returns the adjustment to the advance of `left` before `right`, in font units. Null if the font has
 * no such feature.
 */
export function readGposKerning(gpos: FontTable): ((left: number, right: number) => number) | null {
  const feature = findKernFeature(gpos);
  if (feature === null) return null;
  const lookups = pairLookups(gpos, feature).map((offsets) => offsets.map((at) => pairSubtable(gpos, at)));
  return (left, right) => {
    let sum = 0;
    for (const subtables of lookups) {
      for (const subtable of subtables) {
        const adjustment = pairAdjustment(gpos, subtable, left, right);
        if (adjustment === null) continue;
        sum += adjustment;
        break;
      }
    }
    return sum;
  };
}

function findKernFeature(gpos: FontTable): number | null {
  const scripts = gpos.u16(4);
  const features = gpos.u16(6);
  const script =
    findByTag(gpos, scripts, 'latn') ?? findByTag(gpos, scripts, 'DFLT') ?? findByTag(gpos, scripts, 'dflt');
  if (script === null) return null;
  const defaultLanguage = gpos.u16(script);
  if (defaultLanguage === 0) return null;
  const at = script + defaultLanguage;
  const count = gpos.u16(at + 4);
  for (let i = 0; i < count; i++) {
    const record = features + 2 + 6 * gpos.u16(at + 6 + 2 * i);
    if (gpos.text(record, 4) === 'kern') return features + gpos.u16(record + 4);
  }
  return null;
}

/** Returns the offset of the entry with that tag in a list whose offsets are relative to the list, or null. */
function findByTag(gpos: FontTable, list: number, tag: string): number | null {
  const count = gpos.u16(list);
  for (let i = 0; i < count; i++) {
    const record = list + 2 + 6 * i;
    if (gpos.text(record, 4) === tag) return list + gpos.u16(record + 4);
  }
  return null;
}

/** Returns the offsets of the pair subtables of each lookup of the feature, in the order in which lookups apply. */
function pairLookups(gpos: FontTable, feature: number): number[][] {
  const list = gpos.u16(8);
  const count = checkCount(gpos, gpos.u16(feature + 2));
  const indices = new Set(Array.from({ length: count }, (_, i) => gpos.u16(feature + 4 + 2 * i)));
  let total = 0;
  return [...indices]
    .sort((a, b) => a - b)
    .map((index) => {
      const lookup = list + gpos.u16(list + 2 + 2 * index);
      const type = gpos.u16(lookup);
      const length = gpos.u16(lookup + 4);
      checkCount(gpos, (total += length));
      return Array.from({ length }, (_, i) => lookup + gpos.u16(lookup + 6 + 2 * i)).flatMap((at) => {
        if (type === PAIR_ADJUSTMENT) return at;
        return type === EXTENSION && gpos.u16(at + 2) === PAIR_ADJUSTMENT ? at + gpos.u32(at + 4) : [];
      });
    });
}

function checkCount(gpos: FontTable, count: number): number {
  return count > MAX_SUBTABLES
    ? gpos.failDamaged(`has more than ${MAX_SUBTABLES} lists of kerning pairs`)
    : count;
}

/** A pair adjustment subtable. Searches are memoized per glyph, because a text has few different glyphs. */
interface PairSubtable {
  readonly at: number;
  /** Returns the coverage index of the left glyph; null if no pair starts with it. */
  readonly coverageIndex: (left: number) => number | null;
  /** The glyph classes of format 2. */
  readonly leftClass: (left: number) => number;
  readonly rightClass: (right: number) => number;
}

function pairSubtable(gpos: FontTable, at: number): PairSubtable {
  return {
    at,
    coverageIndex: memoize((left) => findCoverageIndex(gpos, at + gpos.u16(at + 2), left)),
    leftClass: memoize((left) => findClass(gpos, at + gpos.u16(at + 8), left)),
    rightClass: memoize((right) => findClass(gpos, at + gpos.u16(at + 10), right)),
  };
}

/** Returns null if the subtable does not apply to this pair, so that the next subtable is used. */
function pairAdjustment(gpos: FontTable, subtable: PairSubtable, left: number, right: number): number | null {
  const { at } = subtable;
  const coverageIndex = subtable.coverageIndex(left);
  if (coverageIndex === null) return null;
  const format = gpos.u16(at);
  const leftFormat = gpos.u16(at + 4);
  const valuesSize = valueRecordSize(leftFormat) + valueRecordSize(gpos.u16(at + 6));

  if (format === 1) {
    const pairSet = at + gpos.u16(at + 10 + 2 * coverageIndex);
    const recordSize = 2 + valuesSize;
    const count = gpos.u16(pairSet);
    const index = gpos.lowerBound(right, count, pairSet + 2, recordSize);
    const record = pairSet + 2 + recordSize * index;
    if (index === count || gpos.u16(record) !== right) return null;
    return xAdvance(gpos, record + 2, leftFormat);
  }
  if (format === 2) {
    const leftClass = subtable.leftClass(left);
    const rightClass = subtable.rightClass(right);
    const rightClassCount = gpos.u16(at + 14);
    if (leftClass >= gpos.u16(at + 12) || rightClass >= rightClassCount) return null;
    return xAdvance(gpos, at + 16 + valuesSize * (leftClass * rightClassCount + rightClass), leftFormat);
  }
  return null;
}

/** Returns the size of a value record in bytes: two for each bit that is set in its format. */
function valueRecordSize(format: number): number {
  let size = 0;
  for (let bits = format; bits > 0; bits >>= 1) size += 2 * (bits & 1);
  return size;
}

function xAdvance(gpos: FontTable, record: number, format: number): number {
  return format & X_ADVANCE ? gpos.i16(record + valueRecordSize(format & (X_ADVANCE - 1))) : 0;
}

/** Returns the index of `glyph` in the coverage table at `at`, or null. */
function findCoverageIndex(gpos: FontTable, at: number, glyph: number): number | null {
  const count = gpos.u16(at + 2);
  if (gpos.u16(at) === 1) {
    const index = gpos.lowerBound(glyph, count, at + 4, 2);
    return index < count && gpos.u16(at + 4 + 2 * index) === glyph ? index : null;
  }
  const range = findRange(gpos, at + 4, count, glyph);
  return range === null ? null : gpos.u16(range + 4) + glyph - gpos.u16(range);
}

/** Returns the class of `glyph` in the class definition table at `at`; 0 if it is not listed. */
function findClass(gpos: FontTable, at: number, glyph: number): number {
  if (gpos.u16(at) === 1) {
    const index = glyph - gpos.u16(at + 2);
    return index >= 0 && index < gpos.u16(at + 4) ? gpos.u16(at + 6 + 2 * index) : 0;
  }
  const range = findRange(gpos, at + 4, gpos.u16(at + 2), glyph);
  return range === null ? 0 : gpos.u16(range + 4);
}

/** Returns the offset of the range record (first glyph, last glyph, a number) that includes `glyph`, or null. */
function findRange(gpos: FontTable, ranges: number, count: number, glyph: number): number | null {
  const index = gpos.lowerBound(glyph, count, ranges + 2, 6);
  const range = ranges + 6 * index;
  return index < count && gpos.u16(range) <= glyph ? range : null;
}
