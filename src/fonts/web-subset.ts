/** Subsets of fonts for web pages, which keep the tables that viewers need to shape text. HarfBuzz makes them. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { joinTables } from './join-tables.js';
import { badFont } from './sfnt.js';
import type { Font } from './truetype.js';
import { type WasmMemory, wasm } from './webassembly.js';

/** The functions of `harfbuzz-subset.wasm` that are used. Pointers are numbers; 0 is the null pointer. */
interface SubsetFunctions {
  readonly memory: WasmMemory;
  _initialize(): void;
  malloc(length: number): number;
  free(pointer: number): void;
  hb_blob_create(data: number, length: number, mode: number, userData: number, destroy: number): number;
  hb_blob_destroy(blob: number): void;
  hb_blob_get_data(blob: number, length: number): number;
  hb_blob_get_length(blob: number): number;
  hb_face_create(blob: number, index: number): number;
  hb_face_destroy(face: number): void;
  hb_face_reference_blob(face: number): number;
  hb_set_add(set: number, value: number): void;
  hb_subset_input_create_or_fail(): number;
  hb_subset_input_destroy(input: number): void;
  hb_subset_input_unicode_set(input: number): number;
  hb_subset_input_set_flags(input: number, flags: number): void;
  hb_subset_input_pin_all_axes_to_default(input: number, face: number): number;
  hb_subset_input_pin_axis_location(input: number, face: number, tag: number, value: number): number;
  hb_subset_or_fail(face: number, input: number): number;
}

const MEMORY_MODE_READONLY = 1;
const NO_HINTING = 0x1;
/** Keeps the numbers of glyphs. */
const RETAIN_GLYPHS = 0x2;
/** The first byte of a font with outlines of PostScript. */
const POST_SCRIPT = 0x4f;
/** Writes CFF instead of CFF2, which browsers accept only in variable fonts. */
const DOWNGRADE_CFF2 = 0x4000;

let functions: SubsetFunctions | null = null;

/** Returns a font with the glyphs of these characters, and with one position on each axis. Errors: `bad-font`. */
export function subsetForWeb(font: Font, codePoints: Iterable<number>): Uint8Array {
  const { bytes, index, variations } = font.program();
  const file = font.name;
  const isPostScriptInstance = variations.length > 0 && bytes[0] === POST_SCRIPT;
  functions ??= loadSubsetFunctions();
  const hb = functions;
  const release: (() => void)[] = [];
  const own = (pointer: number, destroy: (pointer: number) => void) => {
    release.unshift(() => destroy(pointer));
    return pointer;
  };
  try {
    const data = own(hb.malloc(bytes.length), hb.free);
    new Uint8Array(hb.memory.buffer).set(bytes, data);
    const blob = own(hb.hb_blob_create(data, bytes.length, MEMORY_MODE_READONLY, 0, 0), hb.hb_blob_destroy);
    const face = own(hb.hb_face_create(blob, index), hb.hb_face_destroy);
    const input = own(hb.hb_subset_input_create_or_fail(), hb.hb_subset_input_destroy);
    const characters = hb.hb_subset_input_unicode_set(input);
    for (const codePoint of codePoints) hb.hb_set_add(characters, codePoint);
    hb.hb_subset_input_set_flags(
      input,
      NO_HINTING | DOWNGRADE_CFF2 | (isPostScriptInstance ? RETAIN_GLYPHS : 0),
    );
    hb.hb_subset_input_pin_all_axes_to_default(input, face);
    for (const { tag, value } of variations)
      hb.hb_subset_input_pin_axis_location(input, face, tagNumber(tag), value);
    const subset = hb.hb_subset_or_fail(face, input);
    if (subset === 0) return badFont(file, 'the font is damaged: no subset of it can be made');
    own(subset, hb.hb_face_destroy);
    const result = own(hb.hb_face_reference_blob(subset), hb.hb_blob_destroy);
    const start = hb.hb_blob_get_data(result, 0);
    const made = new Uint8Array(hb.memory.buffer).slice(start, start + hb.hb_blob_get_length(result));
    return repairForBrowsers(made, font, isPostScriptInstance);
  } catch (error) {
    if (!(error instanceof wasm.RuntimeError)) throw error;
    // The memory of the module may be damaged as well.
    release.length = 0;
    functions = null;
    return badFont(file, 'the font is damaged: no subset of it can be made');
  } finally {
    for (const destroy of release) destroy();
  }
}

/** Tables that no browser needs: names of axes, rules for formulas, and hints. */
const UNUSED_TABLES = ['STAT', 'MATH', 'BASE', 'gasp', 'DSIG'];

/**
 * Returns a subset without unused tables. HarfBuzz leaves the bounding box of an instance of a CFF2 font empty, which browsers
 * refuse, and its advances as they are in the font.
 */
function repairForBrowsers(subset: Uint8Array, font: Font, isPostScriptInstance: boolean): Uint8Array {
  const { unitsPerEm } = font;
  const view = new DataView(subset.buffer);
  const tables = Array.from({ length: view.getUint16(4) }, (_, i): [string, Uint8Array] => {
    const record = 12 + 16 * i;
    const start = view.getUint32(record + 8);
    const bytes = subset.subarray(start, start + view.getUint32(record + 12));
    return [Buffer.from(subset.subarray(record, record + 4)).toString('latin1'), bytes];
  });
  const find = (wanted: string) => tables.find(([tag]) => tag === wanted)?.[1];
  const [head, hhea, hmtx] = [find('head'), find('hhea'), find('hmtx')];
  if (isPostScriptInstance && hhea && hmtx) {
    const count = (hhea[34] << 8) | hhea[35];
    const metrics = new DataView(hmtx.buffer, hmtx.byteOffset, hmtx.length);
    // Glyphs that are not in the subset have no advance.
    for (let glyph = 0; glyph < count && 4 * glyph + 4 <= hmtx.length; glyph++)
      if (metrics.getUint16(4 * glyph) !== 0) metrics.setUint16(4 * glyph, font.advance(glyph));
  }
  if (head) {
    const box = new DataView(head.buffer, head.byteOffset + 36, 8);
    if (box.getInt16(0) > box.getInt16(4)) {
      [-unitsPerEm, -unitsPerEm, 2 * unitsPerEm, 2 * unitsPerEm].forEach((value, i) => {
        box.setInt16(2 * i, value);
      });
    }
  }
  return joinTables(
    view.getUint32(0),
    tables.filter(([tag]) => !UNUSED_TABLES.includes(tag)),
  );
}

function loadSubsetFunctions(): SubsetFunctions {
  const file = createRequire(import.meta.url).resolve('harfbuzzjs/dist/harfbuzz-subset.wasm');
  const loaded = new wasm.Instance(new wasm.Module(readFileSync(file)), {}).exports as SubsetFunctions;
  loaded._initialize();
  return loaded;
}

/** Returns a tag of four characters as HarfBuzz stores it. */
function tagNumber(tag: string): number {
  return Buffer.from(tag.padEnd(4), 'latin1').readUInt32BE(0);
}
