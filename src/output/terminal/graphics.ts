/** Writes PNG files as the control sequences that show them in terminals. */
import { decodePng } from '../png/decode.js';
import { encodeSixel } from './sixel.js';

/** The protocols for pictures: those of kitty and iTerm2 take a PNG; sixel has its own pixels and few colours. */
export type GraphicsProtocol = 'kitty' | 'iterm2' | 'sixel';

/** The length of base64 in one sequence of kitty. */
const CHUNK_LENGTH = 4096;

/** Returns the sequences that show a PNG at the cursor. The cursor is in the last line of the picture then, or below it. */
export function showPng(png: Uint8Array, protocol: GraphicsProtocol, maxColors: number): string {
  switch (protocol) {
    case 'kitty':
      return kittySequences(png);
    case 'iterm2':
      return iterm2Sequence(png);
    case 'sixel': {
      const pixels = decodePng(png);
      if (!pixels) throw new Error('not a PNG');
      return encodeSixel(pixels, maxColors);
    }
  }
}

/** Returns the sequences that remove all pictures from the window; clearing the text removes those of other protocols. */
export function deletePictures(protocol: GraphicsProtocol): string {
  return protocol === 'kitty' ? '\x1b_Ga=d,d=A,q=2\x1b\\' : '';
}

/** The key q=2 asks for no answer. Some versions of kitty need it in every sequence. */
function kittySequences(png: Uint8Array): string {
  const base64 = toBase64(png);
  const sequences: string[] = [];
  for (let start = 0; start < base64.length; start += CHUNK_LENGTH) {
    const keys = start === 0 ? 'a=T,f=100,' : '';
    const more = start + CHUNK_LENGTH < base64.length ? 1 : 0;
    sequences.push(`\x1b_G${keys}q=2,m=${more};${base64.slice(start, start + CHUNK_LENGTH)}\x1b\\`);
  }
  return sequences.join('');
}

/** The size in pixels keeps the terminal from scaling the picture by its resolution. */
function iterm2Sequence(png: Uint8Array): string {
  const header = new DataView(png.buffer, png.byteOffset);
  const [width, height] = [header.getUint32(16), header.getUint32(20)];
  const keys = `inline=1;size=${png.length};width=${width}px;height=${height}px`;
  return `\x1b]1337;File=${keys}:${toBase64(png)}\x07`;
}

function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64');
}
