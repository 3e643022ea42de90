import type { XmlReader } from './xml.js';

/**
 * Moves behind the end of the element that was started last, and returns the text of its runs. Phonetic hints are left
 * out, and "_x000D_" is the character with that number.
 */
export function readRichText(xml: XmlReader): string {
  const { depth } = xml;
  let text = '';
  let isPhonetic = false;
  while (xml.depth >= depth) {
    const token = xml.next();
    if (xml.name === 'rPh' && token !== 'text') isPhonetic = token === 'start';
    if (token === 'start' && xml.name === 't') {
      const run = xml.readContent();
      if (!isPhonetic) text += run;
    }
  }
  return text.includes('_x')
    ? text.replace(/_x([\da-fA-F]{4})_/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text;
}

/** Reads `xl/sharedStrings.xml`. `addSize` is called with the length of each text before the next one is read. */
export function readSharedStrings(xml: XmlReader, addSize: (length: number) => void): string[] {
  const strings: string[] = [];
  for (let token = xml.next(); token !== null; token = xml.next()) {
    if (token !== 'start' || xml.name !== 'si') continue;
    const text = readRichText(xml);
    addSize(text.length + STRING_OVERHEAD);
    strings.push(detach(text));
  }
  return strings;
}

/** Returns a copy that does not keep the text around it in memory. V8 copies short strings anyway. */
function detach(text: string): string {
  return text.length < 13 ? text : Buffer.from(text, 'utf16le').toString('utf16le');
}

/** The memory of a string besides its characters, in bytes. */
const STRING_OVERHEAD = 24;
