/** Words of descriptions: names of items, and titles and labels that fit into a sentence. */
import { toQuotedJson } from '../diagnostics.js';
import { LIMITS } from '../theme.js';
import { truncateMiddle } from '../typography/wrap.js';

const { maxLabelLength, maxTitleLength } = LIMITS.description;

export type Labels = readonly (string | null)[];

/** Names a row, column or panel by its label, and by its position on the page if the label is not unique. */
export function nameItem(what: 'row' | 'column' | 'panel', labels: Labels | null, at: number): string {
  const label = labels?.[at] ?? null;
  if (labels === null || label === null) return `${what} no. ${at + 1}`;
  const isUnique = labels.indexOf(label) === at && !labels.includes(label, at + 1);
  return `${what} ${what === 'panel' ? label : quoteIfNeeded(label)}${isUnique ? '' : ` (no. ${at + 1})`}`;
}

/** Returns a label, in quotes if it would be hard to see in a sentence. */
export function quoteIfNeeded(label: string): string {
  const short = shorten(label, maxLabelLength);
  return short === '' || /[\s"\p{Cc}\p{Cf}]/u.test(short) ? toQuotedJson(short) : short;
}

/** Characters that control a terminal or the direction of text. */
const CONTROL_CHARACTERS = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu;

/** Returns a title on one line, without control characters; null if it has no visible text. */
export function singleLine(title: string | null): string | null {
  const text = (title ?? '').replace(/\s+/g, ' ').replace(CONTROL_CHARACTERS, '').trim();
  return shorten(text, maxTitleLength) || null;
}

/** Cuts the middle out of long text. Very long text is cut roughly first, since splitting it into characters is slow. */
function shorten(text: string, most: number): string {
  const ends = text.length > 4 * most ? text.slice(0, 2 * most) + text.slice(-2 * most) : text;
  return truncateMiddle(ends, most, ({ length }) => length);
}
