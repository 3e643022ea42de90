/** Decodes the control sequences that show pictures in terminals. */

import type { Pixels } from '../../src/output/pixels.js';
import { decodePng } from '../../src/output/png/decode.js';

/** Returns the PNG that the sequences of kitty show. Throws for a sequence that kitty would reject. */
export function readKitty(output: string): Uint8Array {
  const parts: string[] = [];
  const rest = output.replace(/\x1b_G([^;\x1b]*);([^\x1b]*)\x1b\\/g, (_, keys: string, data: string) => {
    const values = new Map(keys.split(',').map((pair) => pair.split('=') as [string, string]));
    const isFirst = parts.length === 0;
    if (isFirst && (values.get('a') !== 'T' || values.get('f') !== '100')) throw new Error(keys);
    if (values.get('q') !== '2') throw new Error('kitty would answer');
    if (data.length > 4096) throw new Error('a chunk is too long');
    if (values.get('m') === '1' && data.length % 4 !== 0) throw new Error('a chunk is not a multiple of 4');
    parts.push(`${values.get('m')}${data}`);
    return '';
  });
  if (rest !== '') throw new Error(`other output: ${JSON.stringify(rest)}`);
  parts.forEach((part, i) => {
    if (part[0] !== (i === parts.length - 1 ? '0' : '1')) throw new Error('the last chunk is not marked');
  });
  return Buffer.from(parts.map((part) => part.slice(1)).join(''), 'base64');
}

/** Returns the PNG that the sequence of iTerm2 shows. */
export function readIterm2(output: string): Uint8Array {
  const [, keys, data] = /^\x1b\]1337;File=([^:]*):([\w+/=]*)\x07$/.exec(output) ?? [];
  if (data === undefined) throw new Error('not one sequence');
  const png = Buffer.from(data, 'base64');
  const values = new Map(keys.split(';').map((pair) => pair.split('=') as [string, string]));
  const { width, height } = decodePng(png) as Pixels;
  const expected = { inline: '1', size: String(png.length), width: `${width}px`, height: `${height}px` };
  for (const [key, value] of Object.entries(expected)) {
    if (values.get(key) !== value) throw new Error(`${key} is ${values.get(key)}`);
  }
  return png;
}

/** Returns the pixels that a sixel sequence paints; those that it does not paint are transparent. */
export function readSixel(output: string): Pixels & { readonly registers: number } {
  const [, parameters, raster, body] =
    /^\x1bP([\d;]*)q"(\d+;\d+;\d+;\d+)([\x20-\x7e]*)\x1b\\$/.exec(output) ?? [];
  if (body === undefined) throw new Error('not one sequence');
  if (parameters.split(';')[1] !== '1') throw new Error('empty pixels would be painted');
  const [, , width, height] = raster.split(';').map(Number);
  const data = new Uint8Array(4 * width * height);
  const colors = new Map<number, readonly number[]>();
  let [color, x, top]: [readonly number[] | undefined, number, number] = [undefined, 0, 0];
  const paint = (sixel: number, count: number) => {
    for (const end = x + count; x < end; x++) {
      for (let row = 0; row < 6; row++) {
        if (!(sixel & (1 << row))) continue;
        if (x >= width || top + row >= height) throw new Error('a pixel is outside of the picture');
        if (!color) throw new Error('a register has no colour');
        data.set([...color, 255], 4 * ((top + row) * width + x));
      }
    }
  };
  const tokens = /#(\d+);2;(\d+);(\d+);(\d+)|#(\d+)|!(\d+)([?-~])|([?-~])|(\$)|(-)|([\s\S])/g;
  for (const [, defined, r, g, b, chosen, count, repeated, one, start, next, other] of body.matchAll(
    tokens,
  )) {
    if (other) throw new Error(`unexpected ${other}`);
    const percents = [r, g, b].map(Number);
    if (defined) {
      if (percents.some((percent) => percent > 100)) throw new Error('more than 100 %');
      colors.set(
        Number(defined),
        percents.map((percent) => Math.round((percent * 255) / 100)),
      );
    } else if (chosen) color = colors.get(Number(chosen));
    else if (count) paint(repeated.charCodeAt(0) - 63, Number(count));
    else if (one) paint(one.charCodeAt(0) - 63, 1);
    else if (start) x = 0;
    else if (next) [x, top] = [0, top + 6];
  }
  return { width, height, data, registers: colors.size };
}
