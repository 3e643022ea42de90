/** A strict XML parser without declarations, comments, CDATA and custom entities, which figures do not use. */

export interface Element {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
}

const ILLEGAL = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;
const TAG = /<(\/?)([A-Za-z][\w:.-]*)((?:\s+[A-Za-z_:][\w:.-]*="[^"<]*")*)\s*(\/?)>/y;
const TEXT = /[^<]+/y;
const ATTRIBUTE = /([\w:.-]+)="([^"]*)"/g;
const REFERENCE = /&(?:amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);/gi;

/** Returns the elements of a document in order. @throws Error if it is not well-formed */
export function parseXml(text: string): Element[] {
  const illegal = ILLEGAL.exec(text);
  if (illegal)
    throw new Error(`illegal character U+${illegal[0].codePointAt(0)?.toString(16)} at ${illegal.index}`);
  const elements: Element[] = [];
  const open: string[] = [];
  let offset = 0;
  while (offset < text.length) {
    const pattern = text[offset] === '<' ? TAG : TEXT;
    pattern.lastIndex = offset;
    const match = pattern.exec(text);
    if (!match) throw new Error(`expected a tag at ${offset}: ${text.slice(offset, offset + 60)}`);
    offset = pattern.lastIndex;
    if (pattern === TEXT) {
      checkContent(match[0]);
      if (!open.length && match[0].trim()) throw new Error('text outside of the root element');
      continue;
    }
    const [, closes, name, attributes, empty] = match;
    if (closes) {
      if (open.pop() !== name) throw new Error(`</${name}> does not match the open element`);
      continue;
    }
    if (!open.length && elements.length) throw new Error('two root elements');
    elements.push({ name, attributes: attributesOf(attributes) });
    if (!empty) open.push(name);
  }
  if (open.length || !elements.length)
    throw new Error(elements.length ? 'an element is not closed' : 'no element');
  return elements;
}

function attributesOf(text: string): Map<string, string> {
  const attributes = new Map<string, string>();
  for (const [, name, value] of text.matchAll(ATTRIBUTE)) {
    if (attributes.has(name)) throw new Error(`duplicate attribute ${name}`);
    checkContent(value);
    attributes.set(name, value);
  }
  return attributes;
}

function checkContent(text: string): void {
  if (text.includes(']]>')) throw new Error('unescaped ]]>');
  if (text.replace(REFERENCE, '').includes('&')) throw new Error(`unescaped &: ${text.slice(0, 60)}`);
}

/** Lists the parts of a document that could run code or load a resource. */
export function findActiveContent(elements: readonly Element[]): string[] {
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
