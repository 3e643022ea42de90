import type { FontSet } from '../../fonts/font-set.js';
import type { Font } from '../../fonts/truetype.js';
import type { TextItem } from '../../scene/scene.js';
import { placeGlyphs } from '../glyphs.js';
import { type Mask, type MaskShape, rasterizeShapes, SUBPIXELS } from './mask.js';
import { storedMasks } from './stored-masks.js';

/** Glyphs start at quarters of a pixel, so that each is rasterized only a few times however often it is used. */
const POSITIONS_PER_PIXEL = 4;

/**
 * Returns how many positions within a pixel a glyph may have. Horizontal text has only one vertical position, and
 * vertical text only one horizontal position, so that all labels of an axis are equally sharp.
 */
export function subpixelPositions(angle: number): readonly [horizontal: number, vertical: number] {
  return [
    angle % 180 === 0 || angle % 90 !== 0 ? POSITIONS_PER_PIXEL : 1,
    angle % 180 !== 0 ? POSITIONS_PER_PIXEL : 1,
  ];
}

/** A glyph on the page, with its origin in pixel (x, y). */
export interface GlyphInstance {
  readonly glyph: RasterGlyph;
  readonly x: number;
  readonly y: number;
}

/** A glyph at one size, angle and position within a pixel. */
export interface RasterGlyph {
  /** Null for a glyph whose mask is stored in the package. */
  readonly shape: MaskShape | null;
  /** Null for a glyph too large to be cached, which is painted as a shape each time. */
  mask: Mask | null;
}

/** Identifies a glyph at a position within a pixel, for one font, size and angle. */
export function glyphKey(number: number, fractionX: number, fractionY: number): number {
  return (
    (number * POSITIONS_PER_PIXEL + fractionX * POSITIONS_PER_PIXEL) * POSITIONS_PER_PIXEL +
    fractionY * POSITIONS_PER_PIXEL
  );
}

/** In pixels. */
const MAX_CACHED_MASK = 2 ** 16;

/** The outline of a glyph at one size and angle as SVG path data, and its bounding box; in subpixels. */
interface Outline {
  readonly d: string;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The glyphs of a font at one size and angle. */
interface GlyphCache {
  /** By glyph number; null for a glyph without ink, or with too little to be seen. */
  readonly outlines: Map<number, Outline | null>;
  /** By glyph number and position within a pixel. */
  readonly glyphs: Map<number, RasterGlyph>;
  readonly findStored: ReturnType<typeof storedMasks>;
}

/** The caches of one figure serve the next ones, until they exceed this many bytes. */
const MAX_CACHED_BYTES = 2 ** 24;
let caches = new WeakMap<Font, Map<string, GlyphCache>>();
let cachedBytes = 0;

/** Returns the glyphs of each text. Glyphs that are not yet cached are rasterized together. */
export function rasterizeTexts(items: readonly TextItem[], fonts: FontSet): GlyphInstance[][] {
  if (cachedBytes > MAX_CACHED_BYTES) {
    caches = new WeakMap();
    cachedBytes = 0;
  }
  const pending = new Set<RasterGlyph>();
  const instances = items.map((item) => findGlyphs(item, fonts, pending));
  const glyphs = [...pending];
  const shapes = glyphs.flatMap(({ shape }) => shape ?? []);
  rasterizeShapes(shapes).forEach((mask, i) => {
    glyphs[i].mask = mask;
    cachedBytes += mask.coverage.length + shapes[i].d.length;
  });
  return instances;
}

/** Adds the glyphs that need a mask to `pending`. */
function findGlyphs(item: TextItem, fonts: FontSet, pending: Set<RasterGlyph>): GlyphInstance[] {
  const { angle } = item;
  const radians = (angle * Math.PI) / 180;
  const [cos, sin] = [Math.cos(radians), Math.sin(radians)];
  const [positionsX, positionsY] = subpixelPositions(angle);
  const instances: GlyphInstance[] = [];
  for (const { font, glyph: number, x: along, y: across, scale: share = 1 } of placeGlyphs(item, fonts)) {
    const size = item.size * share;
    const cache = cacheFor(font, size, angle);
    const x = Math.round((item.x + along * cos - across * sin) * positionsX) / positionsX;
    const y = Math.round((item.y + along * sin + across * cos) * positionsY) / positionsY;
    const pixelX = Math.floor(x);
    const pixelY = Math.floor(y);
    const fractionX = x - pixelX;
    const fractionY = y - pixelY;
    const key = glyphKey(number, fractionX, fractionY);
    let glyph = cache.glyphs.get(key);
    if (!glyph) {
      const mask = cache.findStored?.(key) ?? null;
      const outline = mask ? null : outlineOf(font, number, cos, sin, size, cache);
      if (!mask && !outline) continue;
      const shape = outline && shapeAt(outline, fractionX * SUBPIXELS, fractionY * SUBPIXELS);
      glyph = { shape, mask };
      cache.glyphs.set(key, glyph);
    }
    const { shape } = glyph;
    if (!glyph.mask && shape && shape.width * shape.height <= MAX_CACHED_MASK) pending.add(glyph);
    instances.push({ glyph, x: pixelX, y: pixelY });
  }
  return instances;
}

function outlineOf(
  font: Font,
  number: number,
  cos: number,
  sin: number,
  size: number,
  { outlines }: GlyphCache,
): Outline | null {
  let outline = outlines.get(number);
  if (outline === undefined) {
    const scale = (size / font.unitsPerEm) * SUBPIXELS;
    outline = transformOutline(font, number, cos * scale, sin * scale);
    outlines.set(number, outline);
  }
  return outline;
}

function cacheFor(font: Font, size: number, angle: number): GlyphCache {
  const key = `${size} ${angle}`;
  let fontCaches = caches.get(font);
  if (!fontCaches) {
    fontCaches = new Map();
    caches.set(font, fontCaches);
  }
  let cache = fontCaches.get(key);
  if (!cache) {
    cache = { outlines: new Map(), glyphs: new Map(), findStored: storedMasks(font, size, angle) };
    fontCaches.set(key, cache);
  }
  return cache;
}

/** Scales and rotates an outline; `cos` and `sin` are those of the angle, times the subpixels per font unit. */
function transformOutline(font: Font, glyph: number, cos: number, sin: number): Outline | null {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  const d = font.outline(glyph, (x, y) => {
    const u = Math.round(x * cos + y * sin);
    const v = Math.round(x * sin - y * cos);
    if (u < left) left = u;
    if (u > right) right = u;
    if (v < top) top = v;
    if (v > bottom) bottom = v;
    return `${u} ${v}`;
  });
  return d && left < right && top < bottom ? { d, left, top, right, bottom } : null;
}

function shapeAt(outline: Outline, x: number, y: number): MaskShape {
  const left = Math.floor((outline.left + x) / SUBPIXELS);
  const top = Math.floor((outline.top + y) / SUBPIXELS);
  return {
    d: outline.d,
    x,
    y,
    strokeWidth: null,
    left,
    top,
    width: Math.ceil((outline.right + x) / SUBPIXELS) - left,
    height: Math.ceil((outline.bottom + y) / SUBPIXELS) - top,
  };
}
