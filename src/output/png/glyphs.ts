import type { FontSet } from '../../fonts/fonts.js';
import type { Font } from '../../fonts/truetype.js';
import type { TextItem } from '../../scene/scene.js';
import { glyphsOf } from '../svg/text.js';
import { type Mask, masksOf, PARTS, type Shape } from './mask.js';

/** Glyphs begin at quarters of a pixel, so that each is drawn only a few times, however often it is used. */
const PHASES = 4;

/** Lines of upright text lie between pixels, so that all labels of an axis are equally sharp. */
function phases(angle: number): readonly [number, number] {
  return [angle % 180 === 0 || angle % 90 !== 0 ? PHASES : 1, angle % 180 !== 0 ? PHASES : 1];
}

/** A glyph as it is used: what it is drawn as, and the pixel from whose corner on. */
interface Stamp {
  readonly glyph: Glyph;
  readonly x: number;
  readonly y: number;
}

/** A glyph of one size, turned, at quarters of a pixel; without a mask if it is large. */
interface Glyph {
  readonly shape: Shape;
  mask: Mask | null;
}

/** In pixels; letters that are larger are drawn each time. */
const LARGE = 2 ** 16;

/** The outline of a glyph of one size, turned, as SVG path data in parts of a pixel, and the box that it lies in. */
interface Outline {
  readonly d: string;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The glyphs of a font of one size and angle. */
interface Drawn {
  /** By their number; null for what has no ink, or too little. */
  readonly outlines: Map<number, Outline | null>;
  /** By their number and quarters. */
  readonly glyphs: Map<number, Glyph>;
}

/** What is remembered from one figure to the next, by font, size and angle, until it takes as many bytes as this. */
const MOST_HELD = 2 ** 24;
let known = new WeakMap<Font, Map<string, Drawn>>();
let held = 0;

/** The glyphs of texts, each text's with its own, drawn as far as they were not yet and are not large. */
export function stampsOf(items: readonly TextItem[], fonts: FontSet): Stamp[][] {
  if (held > MOST_HELD) {
    known = new WeakMap();
    held = 0;
  }
  const fresh = new Set<Glyph>();
  const all = items.map((item) => stamps(item, fonts, fresh));
  const glyphs = [...fresh];
  masksOf(glyphs.map(({ shape }) => shape)).forEach((mask, i) => {
    glyphs[i].mask = mask;
    held += mask.covered.length + glyphs[i].shape.d.length;
  });
  return all;
}

function stamps(item: TextItem, fonts: FontSet, fresh: Set<Glyph>): Stamp[] {
  const { size, angle } = item;
  const turn = (angle * Math.PI) / 180;
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const key = `${size} ${angle}`;
  const [phasesX, phasesY] = phases(angle);
  const out: Stamp[] = [];
  for (const { font, glyph, x: along } of glyphsOf(item, fonts)) {
    const { outlines, glyphs } = drawnOf(font, key);
    let outline = outlines.get(glyph);
    if (outline === undefined) {
      const scale = (size / font.unitsPerEm) * PARTS;
      outline = outlineOf(font, glyph, cos * scale, sin * scale);
      outlines.set(glyph, outline);
    }
    if (!outline) continue;
    const x = Math.round((item.x + along * cos) * phasesX) / phasesX;
    const y = Math.round((item.y + along * sin) * phasesY) / phasesY;
    const wholeX = Math.floor(x);
    const wholeY = Math.floor(y);
    const partX = x - wholeX;
    const partY = y - wholeY;
    const index = (glyph * PHASES + partX * PHASES) * PHASES + partY * PHASES;
    let found = glyphs.get(index);
    if (!found) {
      found = { shape: shapeAt(outline, partX * PARTS, partY * PARTS), mask: null };
      glyphs.set(index, found);
    }
    if (!found.mask && found.shape.width * found.shape.height <= LARGE) fresh.add(found);
    out.push({ glyph: found, x: wholeX, y: wholeY });
  }
  return out;
}

function drawnOf(font: Font, key: string): Drawn {
  let sizes = known.get(font);
  if (!sizes) {
    sizes = new Map();
    known.set(font, sizes);
  }
  let drawn = sizes.get(key);
  if (!drawn) {
    drawn = { outlines: new Map(), glyphs: new Map() };
    sizes.set(key, drawn);
  }
  return drawn;
}

/** A glyph scaled and turned: `cos` and `sin` are of its angle, times the parts of a font unit. */
function outlineOf(font: Font, glyph: number, cos: number, sin: number): Outline | null {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  const d = font.outline(glyph, (along, up) => {
    const u = Math.round(along * cos + up * sin);
    const v = Math.round(along * sin - up * cos);
    if (u < left) left = u;
    if (u > right) right = u;
    if (v < top) top = v;
    if (v > bottom) bottom = v;
    return `${u} ${v}`;
  });
  // Of what is smaller than a part nothing is to be seen.
  return d && left < right && top < bottom ? { d, left, top, right, bottom } : null;
}

function shapeAt(outline: Outline, x: number, y: number): Shape {
  const left = Math.floor((outline.left + x) / PARTS);
  const top = Math.floor((outline.top + y) / PARTS);
  return {
    d: outline.d,
    x,
    y,
    strokeWidth: null,
    left,
    top,
    width: Math.ceil((outline.right + x) / PARTS) - left,
    height: Math.ceil((outline.bottom + y) / PARTS) - top,
  };
}
