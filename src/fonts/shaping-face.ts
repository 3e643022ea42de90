import { discardHarfBuzz, type HarfBuzz, isRunning, startHarfBuzz } from './harfbuzz.js';
import type { PointFormatter } from './path-data.js';
import { badFont } from './sfnt.js';
import type { FontProgram } from './truetype.js';
import { wasm } from './webassembly.js';

/** A glyph of a shaped run. Lengths are in font units, with y pointing up. */
export interface RunGlyph {
  readonly glyph: number;
  /** The offset in the text of the first character that the glyph shows, alone or with its neighbours. */
  readonly cluster: number;
  readonly advance: number;
  /** Where the glyph is drawn, relative to the pen. */
  readonly offsetX: number;
  readonly offsetY: number;
}

export interface RunOptions {
  readonly isRightToLeft?: boolean;
  /** An ISO 15924 code such as "Arab". */
  readonly script?: string;
  /** A BCP 47 tag. Undefined: no language. */
  readonly language?: string;
  /** By tag; 1 is on and 0 is off. Applies to the whole run. */
  readonly features?: Readonly<Record<string, number>>;
  /** The run in the text; the rest of the text is its context, which decides how letters at its ends join. */
  readonly start?: number;
  readonly end?: number;
}

/** The extents of a glyph's ink in font units; null without ink. */
export interface InkBox {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** A font that HarfBuzz has opened. Any method fails with "bad-font" if the font is damaged beyond use. */
export interface ShapingFace {
  /** Returns glyphs from left to right. */
  shape(text: string, options?: RunOptions): RunGlyph[];
  advance(glyph: number): number;
  /** Returns SVG path data ("M…L…Q…C…Z"), "" for a glyph without ink. */
  path(glyph: number, formatPoint?: PointFormatter): string;
  inkBox(glyph: number): InkBox | null;
  /** Returns the name in the font, or "gid12" if it has no names. */
  glyphName(glyph: number): string;
}

const READ_ONLY = 1;
const LEFT_TO_RIGHT = 4;
const RIGHT_TO_LEFT = 5;
/** The bytes of a glyph in the lists of a buffer. */
const RECORD = 20;
const NAME_LENGTH = 64;
/** More characters are not shaped at once: some fonts take quadratic time. */
const WHOLE_RUN = 0xffffffff;

/** A font in the memory of a running HarfBuzz. */
interface LoadedFont {
  readonly hb: HarfBuzz;
  readonly handle: number;
  free(): void;
}

/** Frees the memory of fonts that nothing refers to any more. */
const registry = new FinalizationRegistry<LoadedFont>((font) => font.free());

/** Opens a font in HarfBuzz. `name` identifies it in diagnostics. Error: `bad-font`. */
export function openShapingFace({ bytes, index, variations }: FontProgram, name: string): ShapingFace {
  // All methods refer to this object, but not to the face, which may be collected while they are in use.
  const loaded: { font: LoadedFont | null } = { font: null };

  /**
   * Calls `use`, and loads the font again if HarfBuzz was started again. A font that stops HarfBuzz or fills its memory is
   * damaged.
   */
  function withFont<T>(use: (hb: HarfBuzz, font: number) => T): T {
    try {
      const hb = startHarfBuzz();
      if (loaded.font?.hb !== hb) {
        loaded.font = createFont(hb, bytes, index, variations);
        registry.register(loaded, loaded.font);
      }
      return use(hb, loaded.font.handle);
    } catch (error) {
      if (!(error instanceof wasm.RuntimeError || error instanceof RangeError)) throw error;
      discardHarfBuzz();
      return badFont(name, `the font is damaged: HarfBuzz fails to read it (${error.message})`);
    }
  }

  withFont(() => {});
  return {
    shape: (text, options = {}) => withFont((hb, font) => shapeRun(hb, font, text, options)),
    advance: (glyph) => withFont((hb, font) => hb.hb_font_get_glyph_h_advance(font, glyph)),
    path: (glyph, formatPoint) => withFont((hb, font) => drawPath(hb, font, glyph, formatPoint)),
    inkBox: (glyph) => withFont((hb, font) => readInkBox(hb, font, glyph)),
    glyphName: (glyph) => withFont((hb, font) => readGlyphName(hb, font, glyph)),
  };
}

function createFont(
  hb: HarfBuzz,
  bytes: Uint8Array,
  index: number,
  variations: FontProgram['variations'],
): LoadedFont {
  const data = hb.copy(bytes);
  const blob = hb.hb_blob_create(data, bytes.length, READ_ONLY, 0, 0);
  const face = hb.hb_face_create(blob, index);
  const handle = hb.hb_font_create(face);
  if (variations.length > 0) {
    const list = new DataView(new ArrayBuffer(8 * variations.length));
    variations.forEach(({ tag, value }, i) => {
      list.setUint32(8 * i, tagNumber(tag), true);
      list.setFloat32(8 * i + 4, value, true);
    });
    withCopy(hb, new Uint8Array(list.buffer), (at) =>
      hb.hb_font_set_variations(handle, at, variations.length),
    );
  }
  return {
    hb,
    handle,
    free() {
      if (!isRunning(hb)) return;
      hb.hb_font_destroy(handle);
      hb.hb_face_destroy(face);
      hb.hb_blob_destroy(blob);
      hb.free(data);
    },
  };
}

function shapeRun(hb: HarfBuzz, font: number, text: string, options: RunOptions): RunGlyph[] {
  const { isRightToLeft = false, script, language, features = {}, start = 0, end = text.length } = options;
  const buffer = hb.hb_buffer_create();
  try {
    withCopy(hb, utf16(text), (at) => hb.hb_buffer_add_utf16(buffer, at, text.length, start, end - start));
    hb.hb_buffer_set_direction(buffer, isRightToLeft ? RIGHT_TO_LEFT : LEFT_TO_RIGHT);
    if (script) hb.hb_buffer_set_script(buffer, withText(hb, script, hb.hb_script_from_string));
    hb.hb_buffer_set_language(buffer, withText(hb, language ?? 'und', hb.hb_language_from_string));
    // Sets the script if the options do not name it.
    hb.hb_buffer_guess_segment_properties(buffer);
    const entries = Object.entries(features);
    const list = new Uint32Array(entries.flatMap(([tag, value]) => [tagNumber(tag), value, 0, WHOLE_RUN]));
    withCopy(hb, new Uint8Array(list.buffer), (at) => hb.hb_shape(font, buffer, at, entries.length));
    return readGlyphs(hb, buffer);
  } finally {
    hb.hb_buffer_destroy(buffer);
  }
}

function readGlyphs(hb: HarfBuzz, buffer: number): RunGlyph[] {
  const length = hb.hb_buffer_get_length(buffer);
  const infos = hb.hb_buffer_get_glyph_infos(buffer, 0);
  const positions = hb.hb_buffer_get_glyph_positions(buffer, 0);
  const view = hb.view();
  return Array.from({ length }, (_, i) => {
    const info = infos + RECORD * i;
    const position = positions + RECORD * i;
    return {
      glyph: view.getUint32(info, true),
      cluster: view.getUint32(info + 8, true),
      advance: view.getInt32(position, true),
      offsetX: view.getInt32(position + 8, true),
      offsetY: view.getInt32(position + 12, true),
    };
  });
}

const formatUnscaled: PointFormatter = (x, y) => `${x} ${y}`;

function drawPath(hb: HarfBuzz, font: number, glyph: number, format = formatUnscaled): string {
  let data = '';
  const functions = hb.drawTo({
    moveTo: (x, y) => (data += `M${format(x, y)}`),
    lineTo: (x, y) => (data += `L${format(x, y)}`),
    quadraticTo: (ax, ay, x, y) => (data += `Q${format(ax, ay)} ${format(x, y)}`),
    cubicTo: (ax, ay, bx, by, x, y) => (data += `C${format(ax, ay)} ${format(bx, by)} ${format(x, y)}`),
    close: () => (data += 'Z'),
  });
  hb.hb_font_draw_glyph(font, glyph, functions, 0);
  return data;
}

function readInkBox(hb: HarfBuzz, font: number, glyph: number): InkBox | null {
  return withCopy(hb, new Uint8Array(16), (at) => {
    if (hb.hb_font_get_glyph_extents(font, glyph, at) === 0) return null;
    const view = hb.view();
    const [left, top, width, height] = [0, 4, 8, 12].map((offset) => view.getInt32(at + offset, true));
    return width === 0 && height === 0 ? null : { left, right: left + width, top, bottom: top + height };
  });
}

function readGlyphName(hb: HarfBuzz, font: number, glyph: number): string {
  return withCopy(hb, new Uint8Array(NAME_LENGTH), (at) => {
    hb.hb_font_glyph_to_string(font, glyph, at, NAME_LENGTH);
    const bytes = new Uint8Array(hb.view().buffer, at, NAME_LENGTH);
    return Buffer.from(bytes.subarray(0, bytes.indexOf(0))).toString('latin1');
  });
}

/** Calls `use` with bytes in the memory of HarfBuzz, and frees them. */
function withCopy<T>(hb: HarfBuzz, bytes: Uint8Array, use: (at: number) => T): T {
  const at = hb.copy(bytes);
  try {
    return use(at);
  } finally {
    hb.free(at);
  }
}

function withText(hb: HarfBuzz, text: string, use: (at: number, length: number) => number): number {
  return withCopy(hb, Buffer.from(text, 'latin1'), (at) => use(at, text.length));
}

function utf16(text: string): Uint8Array {
  return Buffer.from(text, 'utf16le');
}

/** Returns a tag of four characters as HarfBuzz stores it. */
function tagNumber(tag: string): number {
  return [...tag.padEnd(4)].reduce((number, character) => number * 256 + character.charCodeAt(0), 0);
}
