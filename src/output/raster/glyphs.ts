import type { TextItem } from '../../scene/scene.js';
import type { FontSet } from '../../text/fonts.js';
import type { Font } from '../../text/truetype.js';
import { placed } from '../text.js';
import { type Mask, masksOf, PARTS, type Shape } from './mask.js';

/** Glyphs begin at quarters of a pixel, so that each is drawn only a few times, however often it is used. */
const PHASES = 4;

/** Lines of upright text lie between pixels, so that all labels of an axis are equally sharp. */
function phases(angle: number): Pair {
  return [angle % 180 === 0 || angle % 90 !== 0 ? PHASES : 1, angle % 180 !== 0 ? PHASES : 1];
}

/** A glyph as it is used: what it is drawn as, and the pixel from whose corner on. */
export interface Stamp {
  readonly glyph: Glyph;
  readonly x: number;
  readonly y: number;
}

/** A glyph of one size, turned, at quarters of a pixel. */
interface Glyph {
  readonly shape: Shape;
  mask: Mask | null;
}

/** Glyphs of one size and angle, by their number and quarters; null for what has no ink. */
type Glyphs = Map<number, Glyph | null>;

/** What is remembered from one figure to the next, by font, size and angle, until it has as many pixels as this. */
const MOST_HELD = 2 ** 21;
let known = new WeakMap<Font, Map<string, Glyphs>>();
let held = 0;

/** The glyphs of texts, each text's with its own, drawn as far as they were not yet. */
export function stampsOf(items: readonly TextItem[], fonts: FontSet): Stamp[][] {
  if (held > MOST_HELD) {
    known = new WeakMap();
    held = 0;
  }
  const fresh: Glyph[] = [];
  const all = items.map((item) => stamps(item, fonts, fresh));
  masksOf(fresh.map(({ shape }) => shape)).forEach((mask, i) => {
    fresh[i].mask = mask;
    held += mask.covered.length;
  });
  return all;
}

function stamps(item: TextItem, fonts: FontSet, fresh: Glyph[]): Stamp[] {
  const { size, angle } = item;
  const turn = (angle * Math.PI) / 180;
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const key = `${size} ${angle}`;
  const [phasesX, phasesY] = phases(angle);
  const out: Stamp[] = [];
  for (const { font, glyph, x: along } of placed(item, fonts)) {
    const x = Math.round((item.x + along * cos) * phasesX) / phasesX;
    const y = Math.round((item.y + along * sin) * phasesY) / phasesY;
    const wholeX = Math.floor(x);
    const wholeY = Math.floor(y);
    const partX = x - wholeX;
    const partY = y - wholeY;
    const glyphs = glyphsOf(font, key);
    const index = (glyph * PHASES + partX * PHASES) * PHASES + partY * PHASES;
    let found = glyphs.get(index);
    if (found === undefined) {
      const scale = size / font.unitsPerEm;
      const shape = shapeOf(font, glyph, [cos * scale, sin * scale], [partX, partY]);
      found = shape && { shape, mask: null };
      if (found) fresh.push(found);
      glyphs.set(index, found);
    }
    if (found) out.push({ glyph: found, x: wholeX, y: wholeY });
  }
  return out;
}

function glyphsOf(font: Font, key: string): Glyphs {
  let sizes = known.get(font);
  if (!sizes) {
    sizes = new Map();
    known.set(font, sizes);
  }
  let glyphs = sizes.get(key);
  if (!glyphs) {
    glyphs = new Map();
    sizes.set(key, glyphs);
  }
  return glyphs;
}

/** A glyph scaled and turned, its origin at (x, y) of a pixel. */
function shapeOf(font: Font, glyph: number, [cos, sin]: Pair, [x, y]: Pair): Shape | null {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  const d = font.outline(glyph, (along, up) => {
    const u = Math.round((x + along * cos + up * sin) * PARTS);
    const v = Math.round((y + along * sin - up * cos) * PARTS);
    if (u < left) left = u;
    if (u > right) right = u;
    if (v < top) top = v;
    if (v > bottom) bottom = v;
    return `${u} ${v}`;
  });
  if (!d) return null;
  const [fromX, fromY] = [Math.floor(left / PARTS), Math.floor(top / PARTS)];
  const [toX, toY] = [Math.ceil(right / PARTS), Math.ceil(bottom / PARTS)];
  return { d, strokeWidth: null, left: fromX, top: fromY, width: toX - fromX, height: toY - fromY };
}

type Pair = readonly [number, number];
