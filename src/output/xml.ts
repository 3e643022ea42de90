/** Every byte of markup goes through here: one way to escape, one way to write a number. */

export type Attributes = Readonly<Record<string, string | number | null | undefined>>;

/** `<name a="b">…</name>`, or `<name/>` without content. Content is markup already; null attributes are left out. */
export function element(name: string, attributes: Attributes, content = ''): string {
  let tag = `<${name}`;
  for (const key in attributes) {
    const value = attributes[key];
    if (value === null || value === undefined) continue;
    tag += ` ${key}="${typeof value === 'number' ? number(value) : escapeXml(value)}"`;
  }
  return content ? `${tag}>${content}</${name}>` : `${tag}/>`;
}

/** At most three decimals, no exponent. A number that is none is a defect, never written. */
export function number(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`not a coordinate: ${value}`);
  return String(rounded(value));
}

/** To the three decimals that are written; never -0. */
export function rounded(value: number): number {
  return Math.round(value * 1000) / 1000 || 0;
}

/** Nothing in it is to be escaped; the most of what is written is so. */
const PLAIN = /^[ !#-%'-;=?-~]*$/;

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/**
 * Text as XML: markup escaped, line breaks and tabs as spaces, what XML cannot hold (control characters, lone
 * surrogates, non-characters) as U+FFFD, and without the controls that would turn the direction of what follows.
 */
export function escapeXml(text: string): string {
  if (PLAIN.test(text)) return text;
  return text
    .replace(/[\t\n\r\u2028\u2029]/g, ' ')
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(
      /[\u0000-\u001f\u007f-\u009f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
      '\ufffd',
    )
    .replace(/[&<>"]/g, (c) => ESCAPES[c]);
}
