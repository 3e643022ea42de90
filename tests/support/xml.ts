/** XML as strict parsers have it, without what a figure has no use for: declarations, comments, CDATA, own entities. */
export interface Element {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
}

const ILLEGAL = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;
const TAG = /<(\/?)([A-Za-z][\w:.-]*)((?:\s+[A-Za-z_:][\w:.-]*="[^"<]*")*)\s*(\/?)>/y;
const TEXT = /[^<]+/y;
const ATTRIBUTE = /([\w:.-]+)="([^"]*)"/g;
const REFERENCE = /&(?:amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);/gi;

/** The elements of a document, in order. @throws Error where it is not well-formed */
export function parseXml(text: string): Element[] {
  const bad = ILLEGAL.exec(text);
  if (bad) throw new Error(`illegal character U+${bad[0].codePointAt(0)?.toString(16)} at ${bad.index}`);
  const elements: Element[] = [];
  const open: string[] = [];
  let at = 0;
  while (at < text.length) {
    const rule = text[at] === '<' ? TAG : TEXT;
    rule.lastIndex = at;
    const match = rule.exec(text);
    if (!match) throw new Error(`no tag at ${at}: ${text.slice(at, at + 60)}`);
    at = rule.lastIndex;
    if (rule === TEXT) {
      checkContent(match[0]);
      if (!open.length && match[0].trim()) throw new Error('text outside of the root');
      continue;
    }
    const [, closes, name, attributes, empty] = match;
    if (closes) {
      if (open.pop() !== name) throw new Error(`</${name}> closes another element`);
      continue;
    }
    if (!open.length && elements.length) throw new Error('two roots');
    elements.push({ name, attributes: attributesOf(attributes) });
    if (!empty) open.push(name);
  }
  if (open.length || !elements.length) throw new Error('an element is not closed');
  return elements;
}

function attributesOf(text: string): Map<string, string> {
  const attributes = new Map<string, string>();
  for (const [, name, value] of text.matchAll(ATTRIBUTE)) {
    if (attributes.has(name)) throw new Error(`the attribute ${name} stands twice`);
    checkContent(value);
    attributes.set(name, value);
  }
  return attributes;
}

function checkContent(text: string): void {
  if (text.includes(']]>')) throw new Error('text holds ]]>');
  if (text.replace(REFERENCE, '').includes('&'))
    throw new Error(`& begins no reference: ${text.slice(0, 60)}`);
}

/** What of a document could run code or load something, in words. */
export function liveParts(elements: readonly Element[]): string[] {
  return elements.flatMap(({ name, attributes }) => [
    ...(/^(?:script|foreignObject|iframe|a|animate.*|set|handler|listener)$/i.test(name)
      ? [`<${name}>`]
      : []),
    ...[...attributes].flatMap(([key, value]) => {
      const link = /href$|^src$/.test(key) && !/^#[\w-]+$|^data:image\/png;base64,[\w+/=]+$/.test(value);
      const url = /url\(/i.test(value) && !/^url\(#[\w-]+\)$/.test(value);
      return /^on/i.test(key) || link || url ? [`${key}="${value.slice(0, 60)}"`] : [];
    }),
  ]);
}
