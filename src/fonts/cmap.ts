import type { FontTable } from './sfnt.js';

/** Maps a code point to a glyph index, 0 if the font has no glyph for it. */
type CharacterMap = (codePoint: number) => number;

/**
 * Reads the character map of a "cmap" table. Uses the first full Unicode subtable (format 12), else the first subtable of
 * the Basic Multilingual Plane (format 4). Returns null if the table has neither.
 */
export function readCmap(cmap: FontTable): CharacterMap | null {
  let bmpSubtable: number | null = null;
  const count = cmap.u16(2);
  for (let i = 0; i < count; i++) {
    const record = 4 + 8 * i;
    const platform = cmap.u16(record);
    const encoding = cmap.u16(record + 2);
    if (platform !== 0 && !(platform === 3 && (encoding === 1 || encoding === 10))) continue;
    const at = cmap.u32(record + 4);
    const format = cmap.u16(at);
    if (format === 12) return readFormat12(cmap, at);
    if (format === 4) bmpSubtable ??= at;
  }
  return bmpSubtable === null ? null : readFormat4(cmap, bmpSubtable);
}

function readFormat4(cmap: FontTable, at: number): CharacterMap {
  const segments = cmap.u16(at + 6) >> 1;
  const endCodes = at + 14;
  const startCodes = endCodes + 2 * segments + 2;
  const idDeltas = startCodes + 2 * segments;
  const idRangeOffsets = idDeltas + 2 * segments;
  return (codePoint) => {
    const segment = cmap.lowerBound(codePoint, segments, endCodes, 2);
    if (segment === segments) return 0;
    const startCode = cmap.u16(startCodes + 2 * segment);
    if (codePoint < startCode) return 0;
    const idDelta = cmap.u16(idDeltas + 2 * segment);
    const idRangeOffset = idRangeOffsets + 2 * segment;
    const offset = cmap.u16(idRangeOffset);
    if (offset === 0) return (codePoint + idDelta) & 0xffff;
    const glyph = cmap.u16(idRangeOffset + offset + 2 * (codePoint - startCode));
    return glyph === 0 ? 0 : (glyph + idDelta) & 0xffff;
  };
}

function readFormat12(cmap: FontTable, at: number): CharacterMap {
  const groups = cmap.u32(at + 12);
  return (codePoint) => {
    const group = cmap.lowerBound(codePoint, groups, at + 20, 12, 4);
    if (group === groups) return 0;
    const record = at + 16 + 12 * group;
    const startCode = cmap.u32(record);
    return codePoint < startCode ? 0 : cmap.u32(record + 8) + codePoint - startCode;
  };
}
