import type { FontSet } from '../../fonts/font-set.js';
import type { Font } from '../../fonts/truetype.js';
import type { TextItem } from '../../scene/scene.js';
import { placeGlyphs } from '../glyphs.js';
import { element, formatNumber } from '../xml.js';
import { rotation } from './text.js';

/** Writes texts as glyph outlines, each of which is defined once per document. */
export class OutlineWriter {
  /** By id; an empty string for a glyph without ink. */
  private readonly outlines = new Map<string, string>();

  constructor(private readonly fonts: FontSet) {}

  markup(item: TextItem): string {
    const uses = placeGlyphs(item, this.fonts).flatMap(({ font, glyph, x, y, scale = 1 }) => {
      const id = this.define(font, glyph, item.size * scale);
      return id ? [element('use', { 'xlink:href': `#${id}`, x: item.x + x, y: item.y + y })] : [];
    });
    const transform = rotation(item);
    return transform ? element('g', { transform }, uses.join('')) : uses.join('');
  }

  /** Returns the outlines used so far as a <defs> element, or an empty string. */
  definitions(): string {
    return this.outlines.size ? element('defs', {}, [...this.outlines.values()].join('')) : '';
  }

  /** Returns an id that names font, glyph and size, so that figures in one page can share it; null without ink. */
  private define(font: Font, glyph: number, size: number): string | null {
    const id = `${font.name.replace(/[^\w-]/g, '')}-${glyph}-${formatNumber(size)}`;
    if (!this.outlines.has(id)) {
      const scale = size / font.unitsPerEm;
      const d = font.outline(glyph, (x, y) => `${formatNumber(x * scale)} ${formatNumber(-y * scale)}`);
      this.outlines.set(id, d && element('path', { id, d }));
    }
    return this.outlines.get(id) ? id : null;
  }
}
