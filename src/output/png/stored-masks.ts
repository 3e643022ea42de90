/**
 * Masks of common glyphs that are stored in the package. resvg rasterizes them when the package is built, so that most figures
 * do not need to load it, which takes about as long as drawing a small figure.
 */
import { readFileSync } from 'node:fs';
import { bundledFonts } from '../../fonts/font-set.js';
import type { Font } from '../../fonts/truetype.js';
import type { Mask } from './mask.js';

/** A glyph at a position within a pixel; see `glyphKey`. */
export interface StoredMask extends Mask {
  readonly key: number;
}

/** Whole numbers of 32 bits before the coverage of all masks: the format, their count, and for each its key, box and offset. */
const FORMAT = 0x6d61736b;
const HEADER = 2;
const FIELDS = 6;
const INT32_BYTES = 4;

/** The content of a file. Nothing is unpacked, because a figure needs few of its masks. */
interface MaskFile {
  readonly bytes: Uint8Array;
  readonly fields: Int32Array;
}

const files = new Map<string, MaskFile | null>();

/** Returns a function that finds the mask of a glyph of a bundled font at a size in pixels and an angle; null without masks. */
export function storedMasks(
  font: Font,
  size: number,
  angle: number,
  folder = new URL('./masks/', import.meta.url),
): ((key: number) => Mask | null) | null {
  const { regular, bold } = bundledFonts();
  if (!regular.includes(font) && !bold.includes(font)) return null;
  const url = new URL(maskFileName(font.name, size, angle), folder);
  let file = files.get(url.href);
  if (file === undefined) {
    file = readMasks(url);
    files.set(url.href, file);
  }
  return file && ((key) => findMask(file, key));
}

/** Returns the name of the file in the folder `masks` of the package. */
export function maskFileName(font: string, size: number, angle: number): string {
  return `${font.replaceAll(' ', '-')}.${size}.${angle}.bin`;
}

/** Returns null if there is no such file, as in a checkout that is not built, or if the machine has another byte order. */
function readMasks(url: URL): MaskFile | null {
  try {
    const bytes = readFileSync(url);
    const fields = new Int32Array(bytes.buffer, bytes.byteOffset, Math.floor(bytes.length / INT32_BYTES));
    return fields[0] === FORMAT ? { bytes, fields } : null;
  } catch {
    return null;
  }
}

/** Finds a key by bisection. */
function findMask({ bytes, fields }: MaskFile, key: number): Mask | null {
  let [low, high] = [0, fields[1]];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (fields[HEADER + middle * FIELDS] < key) low = middle + 1;
    else high = middle;
  }
  const at = HEADER + low * FIELDS;
  if (low === fields[1] || fields[at] !== key) return null;
  const [width, height, offset] = [fields[at + 3], fields[at + 4], fields[at + 5]];
  return {
    left: fields[at + 1],
    top: fields[at + 2],
    width,
    height,
    coverage: bytes.subarray(offset, offset + width * height),
  };
}

/** Returns the content of a file for `storedMasks`. */
export function encodeMasks(masks: readonly StoredMask[]): Uint8Array {
  const sorted = [...masks].sort((a, b) => a.key - b.key);
  const fields = [FORMAT, masks.length];
  let offset = (HEADER + masks.length * FIELDS) * INT32_BYTES;
  for (const { key, left, top, width, height, coverage } of sorted) {
    fields.push(key, left, top, width, height, offset);
    offset += coverage.length;
  }
  return Buffer.concat([
    new Uint8Array(Int32Array.from(fields).buffer),
    ...sorted.map(({ coverage }) => coverage),
  ]);
}
