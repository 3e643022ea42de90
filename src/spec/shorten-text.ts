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
