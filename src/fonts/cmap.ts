import type { Table } from './sfnt.js';

type CharacterMap = (codePoint: number) => number;

/**
 * From code points to glyphs, 0 where there is none: the first full Unicode map of the font's "cmap" table
 * (format 12), else its first map of the basic plane (format 4), else null.
 */
export function characterMap(cmap: Table): CharacterMap | null {
  let basic: number | null = null;
  const count = cmap.u16(2);
  for (let i = 0; i < count; i++) {
    const record = 4 + 8 * i;
    const platform = cmap.u16(record);
    const encoding = cmap.u16(record + 2);
    if (platform !== 0 && !(platform === 3 && (encoding === 1 || encoding === 10))) continue;
    const at = cmap.u32(record + 4);
    const format = cmap.u16(at);
    if (format === 12) return groupedMap(cmap, at);
    if (format === 4) basic ??= at;
  }
  return basic === null ? null : segmentedMap(cmap, basic);
}

function segmentedMap(cmap: Table, at: number): CharacterMap {
  const segments = cmap.u16(at + 6) >> 1;
  const ends = at + 14;
  const starts = ends + 2 * segments + 2;
  const deltas = starts + 2 * segments;
  const ranges = deltas + 2 * segments;
  return (codePoint) => {
    const segment = cmap.search(codePoint, segments, ends, 2);
    if (segment === segments) return 0;
    const start = cmap.u16(starts + 2 * segment);
    if (codePoint < start) return 0;
    const delta = cmap.u16(deltas + 2 * segment);
    const range = ranges + 2 * segment;
    const offset = cmap.u16(range);
    if (offset === 0) return (codePoint + delta) & 0xffff;
    const glyph = cmap.u16(range + offset + 2 * (codePoint - start));
    return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
  };
}

function groupedMap(cmap: Table, at: number): CharacterMap {
  const groups = cmap.u32(at + 12);
  return (codePoint) => {
    const group = cmap.search(codePoint, groups, at + 20, 12, 4);
    if (group === groups) return 0;
    const record = at + 16 + 12 * group;
    const start = cmap.u32(record);
    return codePoint < start ? 0 : cmap.u32(record + 8) + codePoint - start;
  };
}
