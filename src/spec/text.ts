import * as z from 'zod/mini';
import { DEFAULTS } from '../theme.js';
import { describe, key } from './describe.js';

/** A text on the page. The limit is longer than the text of any page. */
export const pageText = z.string().check(z.maxLength(200_000));

const styledText = z.strictObject({
  text: describe(pageText, 'The text.'),
  align: key(
    z.enum(['start', 'center', 'end']),
    `Horizontal alignment on the figure. Default: "${DEFAULTS.align.title}" for title and subtitle, "${DEFAULTS.align.caption}" for the caption.`,
  ),
});

/** A title, subtitle or caption. */
export const text = z.union([pageText, styledText]);

export type TextSpec = z.infer<typeof text>;

/** Longer texts of the data are shortened; no page has space for one. */
export const MAX_TEXT_LENGTH = 10_000;

/** Returns a text of the data, with "…" in the middle if it is too long for any page. */
export function shortenText(text: string): string {
  if (text.length <= MAX_TEXT_LENGTH) return text;
  const half = MAX_TEXT_LENGTH / 2;
  // No half of a surrogate pair remains.
  const start = text.slice(0, half).replace(/[\ud800-\udbff]$/, '');
  const end = text.slice(1 - half).replace(/^[\udc00-\udfff]/, '');
  return `${start}…${end}`;
}
