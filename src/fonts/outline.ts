import { remembering } from '../memoize.js';
import { partsOf, placed } from './composite-glyph.js';
import { type Point, pathData, type Writing } from './path-data.js';
import type { Tables } from './sfnt.js';
import { simplePoints } from './simple-glyph.js';

/** The shapes of a font's glyphs (its "glyf" table), in font units with y upwards. */
export interface Outlines {
  /** SVG path data, "" for a glyph without ink. */
  path(glyph: number, write?: Writing): string;
  /** Between which heights the font says a glyph's ink lies; null for a glyph without ink. */
  extent(glyph: number): { readonly top: number; readonly bottom: number } | null;
}

/** No real glyph comes near these; they bound the time and memory that a hostile font can take. */
const MOST_POINTS = 0xffff;
const MOST_PARTS = 1000;
const DEEPEST = 8;
/** Glyphs. */
const MOST_REMEMBERED = 200;

export function readOutlines(tables: Tables): Outlines {
  const loca = tables.need('loca');
  const glyf = tables.need('glyf');
  const longOffsets = tables.need('head').i16(50) !== 0;

  /** Where the glyph's description begins; null where there is none, as for a space. */
  function place(glyph: number): number | null {
    const from = longOffsets ? loca.u32(4 * glyph) : 2 * loca.u16(2 * glyph);
    const to = longOffsets ? loca.u32(4 * glyph + 4) : 2 * loca.u16(2 * glyph + 2);
    return from < to ? from : null;
  }

  function pointsOf(glyph: number, depth: number, budget: { parts: number }): Point[] {
    if (depth > DEEPEST) glyf.damaged(`nests the parts of glyphs more than ${DEEPEST} deep`);
    if (budget.parts-- === 0) glyf.damaged(`makes a glyph of more than ${MOST_PARTS} parts`);
    const at = place(glyph);
    if (at === null) return [];
    const contours = glyf.i16(at);
    if (contours >= 0) return simplePoints(glyf, at + 10, contours);
    const points: Point[] = [];
    for (const part of partsOf(glyf, at + 10)) {
      const own = pointsOf(part.glyph, depth + 1, budget);
      if (points.length + own.length > MOST_POINTS)
        glyf.damaged(`makes a glyph of more than ${MOST_POINTS} points`);
      for (const point of placed(glyf, part, own, points)) points.push(point);
    }
    return points;
  }

  const points = remembering((glyph: number) => pointsOf(glyph, 0, { parts: MOST_PARTS }), MOST_REMEMBERED);

  return {
    path: (glyph, write) => pathData(points(glyph), write),
    extent(glyph) {
      const at = place(glyph);
      return at === null ? null : { top: glyf.i16(at + 8), bottom: glyf.i16(at + 4) };
    },
  };
}
