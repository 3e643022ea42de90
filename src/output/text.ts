import type { Scene, TextItem } from '../scene/scene.js';
import type { FontSet } from '../text/fonts.js';
import { shape } from '../text/measure.js';
import type { Font } from '../text/truetype.js';
import { element, escapeXml, number } from './xml.js';

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

/** Whether two texts share these attributes. */
export function haveSameStyle(a: TextItem, b: TextItem, written: Scene['text']): boolean {
  if (a.role !== b.role || a.fill !== b.fill) return false;
  return written === 'outline' || (a.size === b.size && a.weight === b.weight && a.anchor === b.anchor);
}

/** Writes texts as the shapes of their glyphs, each shape once. */
export class Outlines {
  private readonly shapes = new Map<string, string>();
  private readonly fonts: FontSet;

  constructor(fonts: FontSet) {
    this.fonts = fonts;
  }

  markup(item: TextItem): string {
    const { glyphs, width } = shape(item.text, item.weight, this.fonts);
    const start =
      item.x - (item.anchor === 'start' ? 0 : item.anchor === 'middle' ? width / 2 : width) * item.size;
    const uses = glyphs.flatMap(({ font, glyph, x }) => {
      const id = this.define(font, glyph, item.size);
      return id ? [element('use', { 'xlink:href': `#${id}`, x: start + x * item.size, y: item.y })] : [];
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
      const d = scaled(font.outline(glyph), size / font.unitsPerEm);
      this.shapes.set(id, d && element('path', { id, d }));
    }
    return this.shapes.get(id) ? id : null;
  }
}

/** An outline in font units, y upwards, as one in px, y downwards. */
function scaled(outline: string, factor: number): string {
  return outline.replace(
    /(-?\d+) (-?\d+)/g,
    (_, x: string, y: string) => `${number(Number(x) * factor)} ${number(Number(y) * -factor)}`,
  );
}

function turn({ angle, x, y }: TextItem): string | null {
  return angle === 0 ? null : `rotate(${number(angle)} ${number(x)} ${number(y)})`;
}
