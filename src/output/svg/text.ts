import type { Scene, TextItem } from '../../scene/scene.js';
import { element, escapeXml, formatNumber } from '../xml.js';

/** Arimo has the widths of Arial, so text has the measured width in nearly every viewer. */
export const FONT_FAMILY = "Arimo, Arial, Helvetica, 'Liberation Sans', sans-serif";

/** Returns a <text> element with the measured width, so that another font does not change the layout. */
export function textMarkup(item: TextItem): string {
  const text = escapeXml(item.text);
  return element(
    'text',
    {
      x: item.x,
      y: item.y,
      transform: rotation(item),
      textLength: item.width > 0 ? item.width : null,
      'xml:space': /^ | {2}| $/.test(text) ? 'preserve' : null,
    },
    text,
  );
}

/** Returns the attributes of the group around texts of one style. */
export function textStyle(item: TextItem, mode: Scene['text']) {
  return {
    class: item.role,
    fill: item.fill,
    ...(mode === 'font' && {
      'font-size': item.size,
      'font-weight': item.weight === 'bold' ? 'bold' : null,
      'text-anchor': item.anchor === 'start' ? null : item.anchor,
    }),
  };
}

/** Whether two texts have the same `textStyle`. */
export function haveSameStyle(a: TextItem, b: TextItem, mode: Scene['text']): boolean {
  if (a.role !== b.role || a.fill !== b.fill) return false;
  return mode === 'outline' || (a.size === b.size && a.weight === b.weight && a.anchor === b.anchor);
}

/** Returns the `transform` of a text; null if it is horizontal. */
export function rotation({ angle, x, y }: TextItem): string | null {
  return angle === 0 ? null : `rotate(${formatNumber(angle)} ${formatNumber(x)} ${formatNumber(y)})`;
}
