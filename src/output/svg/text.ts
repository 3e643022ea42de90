import type { FontSet } from '../../fonts/fonts.js';
import type { Font } from '../../fonts/truetype.js';
import type { Scene, TextItem } from '../../scene/scene.js';
import { type PlacedGlyph, shape } from '../../typography/measure.js';
import { element, escapeXml, number } from '../xml.js';

/** Arimo has the widths of Arial, so text keeps its measure in nearly every viewer. */
export const FONT_FAMILY = "Arimo, Arial, Helvetica, 'Liberation Sans', sans-serif";

/** Real text, its measured width pinned so that it keeps its place where the font is another. */
export function textMarkup(item: TextItem): string {
  const text = escapeXml(item.text);
  return element(
    'text',
    {
      x: item.x,
      y: item.y,
      transform: turn(item),
      textLength: item.width > 0 ? item.width : null,
      'xml:space': /^ | {2}| $/.test(text) ? 'preserve' : null,
    },
    text,
  );
}

/** Attributes that neighbouring texts share, for the group around them. */
export function textStyle(item: TextItem, written: Scene['text']) {
  return {
    class: item.role,
    fill: item.fill,
    ...(written === 'font' && {
      'font-size': item.size,
      'font-weight': item.weight === 'bold' ? 'bold' : null,
      'text-anchor': item.anchor === 'start' ? null : item.anchor,
    }),
  };
}

/** Whether `textStyle` is the same of two texts. */
export function haveSameStyle(a: TextItem, b: TextItem, written: Scene['text']): boolean {
  if (a.role !== b.role || a.fill !== b.fill) return false;
  return written === 'outline' || (a.size === b.size && a.weight === b.weight && a.anchor === b.anchor);
}

/** The glyphs of a text, and how far from its (x, y) along its line each begins, in px. */
export function glyphsOf({ text, weight, anchor, size }: TextItem, fonts: FontSet): PlacedGlyph[] {
  const { glyphs, width } = shape(text, weight, fonts);
  const before = anchor === 'start' ? 0 : anchor === 'middle' ? width / 2 : width;
  return glyphs.map(({ font, glyph, x }) => ({ font, glyph, x: (x - before) * size }));
}

/** Writes texts as the shapes of their glyphs, each shape once. */
export class Outlines {
  private readonly shapes = new Map<string, string>();
  private readonly fonts: FontSet;

  constructor(fonts: FontSet) {
    this.fonts = fonts;
  }

  markup(item: TextItem): string {
    const uses = glyphsOf(item, this.fonts).flatMap(({ font, glyph, x }) => {
      const id = this.define(font, glyph, item.size);
      return id ? [element('use', { 'xlink:href': `#${id}`, x: item.x + x, y: item.y })] : [];
    });
    const turned = turn(item);
    return turned ? element('g', { transform: turned }, uses.join('')) : uses.join('');
  }

  /** The shapes used so far, or nothing. */
  definitions(): string {
    return this.shapes.size ? element('defs', {}, [...this.shapes.values()].join('')) : '';
  }

  /** An id that says what it stands for, so that figures in one page may share it; null for a glyph without ink. */
  private define(font: Font, glyph: number, size: number): string | null {
    const id = `${font.name.replace(/[^\w-]/g, '')}-${glyph}-${number(size)}`;
    if (!this.shapes.has(id)) {
      const scale = size / font.unitsPerEm;
      const d = font.outline(glyph, (x, y) => `${number(x * scale)} ${number(-y * scale)}`);
      this.shapes.set(id, d && element('path', { id, d }));
    }
    return this.shapes.get(id) ? id : null;
  }
}

function turn({ angle, x, y }: TextItem): string | null {
  return angle === 0 ? null : `rotate(${number(angle)} ${number(x)} ${number(y)})`;
}
