/** The only place that writes markup: one way to escape text, one way to format numbers. */

export type Attributes = Readonly<Record<string, string | number | null | undefined>>;

/** Returns `<name a="b">…</name>`, or `<name/>` without content. `content` is markup; null attributes are omitted. */
export function element(name: string, attributes: Attributes, content = ''): string {
  let tag = `<${name}`;
  for (const key in attributes) {
    const value = attributes[key];
    if (value === null || value === undefined) continue;
    tag += ` ${key}="${typeof value === 'number' ? formatNumber(value) : escapeXml(value)}"`;
  }
  return content ? `${tag}>${content}</${name}>` : `${tag}/>`;
}

/** Formats a number with at most three decimals and no exponent. @throws RangeError for NaN and infinity */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`not a coordinate: ${value}`);
  return String(roundNumber(value));
}

/** Rounds to three decimals; never returns -0. */
export function roundNumber(value: number): number {
  return Math.round(value * 1000) / 1000 || 0;
}

/** Matches text that needs no escaping, as most does. */
const PLAIN_TEXT = /^[ !#-%'-;=?-~]*$/;

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/**
 * Escapes text for XML. Line breaks and tabs become spaces. Characters that XML forbids (control characters, lone
 * surrogates, non-characters) become U+FFFD. Controls that change the direction of the following text are removed.
 */
export function escapeXml(text: string): string {
  if (PLAIN_TEXT.test(text)) return text;
  return text
    .replace(/[\t\n\r\u2028\u2029]/g, ' ')
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(
      /[\u0000-\u001f\u007f-\u009f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
      '\ufffd',
    )
    .replace(/[&<>"]/g, (c) => ESCAPES[c]);
}
