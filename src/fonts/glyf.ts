import { memoize } from '../memoize.js';
import { placeComponent, readComponents } from './composite-glyph.js';
import { type OutlinePoint, type PointFormatter, pathData } from './path-data.js';
import type { Tables } from './sfnt.js';
import { readSimpleGlyph } from './simple-glyph.js';

/** The outlines in the "glyf" table of a font, in font units with y pointing up. */
export interface Outlines {
  /** Returns SVG path data, "" for a glyph without ink. */
  path(glyph: number, formatPoint?: PointFormatter): string;
  /** Returns the top and bottom of the glyph's bounding box in the font, or null for a glyph without ink. */
  inkExtent(glyph: number): { readonly top: number; readonly bottom: number } | null;
}

/** Limits on the time and memory that a malicious font can take. Real glyphs are far below them. */
const MAX_POINTS = 0xffff;
const MAX_COMPONENTS = 1000;
const MAX_DEPTH = 8;
const MAX_CACHED_GLYPHS = 200;

export function readOutlines(tables: Tables): Outlines {
  const loca = tables.require('loca');
  const glyf = tables.require('glyf');
  const hasLongOffsets = tables.require('head').i16(50) !== 0;

  /** Returns the offset of the glyph in the table, or null for a glyph without ink, such as a space. */
  function glyphOffset(glyph: number): number | null {
    const start = hasLongOffsets ? loca.u32(4 * glyph) : 2 * loca.u16(2 * glyph);
    const end = hasLongOffsets ? loca.u32(4 * glyph + 4) : 2 * loca.u16(2 * glyph + 2);
    return start < end ? start : null;
  }

  function readPoints(glyph: number, depth: number, budget: { components: number }): OutlinePoint[] {
    if (depth > MAX_DEPTH) glyf.failDamaged(`nests components more than ${MAX_DEPTH} deep`);
    if (budget.components-- === 0)
      glyf.failDamaged(`has a glyph with more than ${MAX_COMPONENTS} components`);
    const at = glyphOffset(glyph);
    if (at === null) return [];
    const contours = glyf.i16(at);
    if (contours >= 0) return readSimpleGlyph(glyf, at + 10, contours);
    const points: OutlinePoint[] = [];
    for (const component of readComponents(glyf, at + 10)) {
      const own = readPoints(component.glyph, depth + 1, budget);
      if (points.length + own.length > MAX_POINTS) {
        glyf.failDamaged(`has a glyph with more than ${MAX_POINTS} points`);
      }
      for (const point of placeComponent(glyf, component, own, points)) points.push(point);
    }
    return points;
  }

  const pointsOf = memoize(
    (glyph: number) => readPoints(glyph, 0, { components: MAX_COMPONENTS }),
    MAX_CACHED_GLYPHS,
  );

  return {
    path: (glyph, formatPoint) => pathData(pointsOf(glyph), formatPoint),
    inkExtent(glyph) {
      const at = glyphOffset(glyph);
      return at === null ? null : { top: glyf.i16(at + 8), bottom: glyf.i16(at + 4) };
    },
  };
}
