import type { FontSet } from '../../fonts/font-set.js';
import type { Scene, TextItem } from '../../scene/scene.js';
import { runsRightToLeft } from '../../typography/measure.js';
import { element, escapeXml, formatNumber } from '../xml.js';

/** Arimo has the widths of Arial, so text has the measured width in nearly every viewer. */
const BUNDLED_FAMILIES = "Arimo, Arial, Helvetica, 'Liberation Sans', sans-serif";

/** Returns the families of a text: `embedded` fonts, those that were given, and the bundled ones, as CSS. */
export function fontFamily({ given }: FontSet, embedded: readonly string[] = []): string {
  const families = [...new Set([...embedded, ...given.map(({ family }) => family)])];
  return [...families.map(quoteFamily), BUNDLED_FAMILIES].join(', ');
}

function quoteFamily(family: string): string {
  return /^[A-Za-z][\w-]*$/.test(family) ? family : `'${family}'`;
}

const NORMAL_WEIGHT = 400;

/** Returns the attributes with which a viewer that has the first font shows the instance of it that was measured. */
export function instanceStyle({ given, regular }: FontSet) {
  const variations = given.length > 0 ? regular[0].program().variations : [];
  const weight = variations.find(({ tag }) => tag === 'wght')?.value ?? NORMAL_WEIGHT;
  // Other characters in the tag of an axis could end the string.
  const others = variations.filter(({ tag }) => tag !== 'wght' && /^[A-Za-z0-9]{4}$/.test(tag));
  const settings = others.map(({ tag, value }) => `'${tag}' ${value}`).join(', ');
  return {
    'font-weight': weight === NORMAL_WEIGHT ? null : weight,
    style: settings ? `font-variation-settings:${settings}` : null,
  };
}

const RIGHT_TO_LEFT_MARK = '\u200f';

/**
 * Returns a <text> element with the measured width, so that another font does not change the layout; a text with styles has
 * none, because some viewers stretch each of its parts to that width. `runsMarkup` returns its content.
 */
export function textMarkup(item: TextItem, runsMarkup: (item: TextItem) => string): string {
  const { isRightToLeft = false } = item;
  // A viewer takes the direction from the first letter, so a mark is put before one that runs the other way. With another
  // direction, the start of the text would be its right end.
  const mark = isRightToLeft && !runsRightToLeft(item.text) ? RIGHT_TO_LEFT_MARK : '';
  const text = escapeXml(mark) + (item.runs ? runsMarkup(item) : escapeXml(item.text));
  return element(
    'text',
    {
      x: item.x,
      y: item.y,
      transform: rotation(item),
      textLength: item.width > 0 && !item.runs ? item.width : null,
      'unicode-bidi': isRightToLeft ? 'plaintext' : null,
      'xml:space': /^ | {2}| $/.test(item.text) ? 'preserve' : null,
    },
    text,
  );
}

/** Returns the attributes of the group around texts of one style; `boldFamily` is that of bold text if it differs. */
export function textStyle(item: TextItem, mode: Scene['text'], boldFamily: string | null = null) {
  return {
    class: item.role,
    fill: item.fill,
    ...(mode !== 'outline' && {
      'font-size': item.size,
      'font-weight': item.weight === 'bold' ? 'bold' : null,
      'font-family': item.weight === 'bold' ? boldFamily : null,
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
