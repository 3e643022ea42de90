import { fail, quote } from '../diagnostics.js';
import { createRecorder } from '../embed/recorder.js';
import { type FontSet, withFonts } from '../fonts/font-set.js';
import { openFonts } from '../fonts/open-font.js';
import type { OpenFile } from '../input/load.js';
import { fromValue } from '../json/from-value.js';
import { DEFAULT_FORMAT, OUTPUT_FORMATS, type OutputFormat, WRITERS } from '../output/index.js';
import { joinItems } from '../phrases.js';
import { draw, write } from '../render.js';
import { describeRange, isInRange, ZOOM } from '../spec/number-range.js';
import { parseSpec } from '../spec/parse.js';
import { isPlainObject } from '../spec/plain-object.js';
import { DATA_NAME, type HeatmapData, toSource } from './data.js';
import type { HeatmapOptions, HeatmapOutput } from './options.js';
import { withCallHints } from './undecided.js';

/** The name of the options in diagnostics. */
const OPTIONS_NAME = 'options';

/**
 * Draws a heatmap and returns it as SVG or HTML text, or as the bytes of a PNG or PDF file. It reads no files and uses no network.
 *
 * `data` is one of these; missing values are null, undefined or NaN:
 * - rows of numbers, words or booleans, from top to bottom: `[[1, 2], [3, null]]`. Rows can be typed arrays. A list of
 *   matrices is a figure with one panel for each.
 * - `{ values, shape: [rows, columns] }`: a typed array in row-major order. A large one is not copied.
 * - `{ values, rows, columns }`: rows of numbers with the labels of rows and columns. `rows` and `columns` may also be
 *   beside `shape`.
 * - a list of objects: with the options `x`, `y` and `value`, which name their keys, one observation each; without them,
 *   one row of a matrix each.
 * - an object of columns: `{ a: [1, 2], b: [3, 4] }`.
 * - the bytes of a file in any input format, such as CSV, NPY or Parquet, also compressed.
 *
 * The same data and options always give the same SVG text and the same PNG pixels. `data` is not changed.
 *
 * @example
 * const svg = heatmap([[1, 2], [3, null]], { color: { map: 'magma' }, colorbar: { title: 'counts' } });
 * @throws HeatmapError with all errors in the data or in the options; `diagnostics` has their codes and places
 */
export function heatmap<F extends OutputFormat = typeof DEFAULT_FORMAT>(
  data: HeatmapData,
  options: HeatmapOptions<F> = {},
): HeatmapOutput<F> {
  checkOptions(options);
  const { format = DEFAULT_FORMAT, zoom = 1, font = [], report = () => {}, ...keys } = options;
  if (!OUTPUT_FORMATS.includes(format)) {
    failOption(`format is ${quote(String(format))}, but must be ${joinItems(OUTPUT_FORMATS, 'or')}`);
  }
  if (typeof zoom !== 'number' || !isInRange(zoom, ZOOM)) {
    failOption(
      `zoom is ${typeof zoom === 'string' ? quote(zoom) : String(zoom)}, but must be ${describeRange(ZOOM)}`,
    );
  }
  if (typeof report !== 'function') failOption('report must be a function');
  const source = toSource(data);
  const fonts = readFonts(font);
  const open: OpenFile = (path, place) => {
    if (path === DATA_NAME) return source;
    const message = `${quote(path)} is not read: heatmap() reads no files`;
    fail('no-file-access', message, place, 'read the file yourself, and pass its bytes or its values');
  };
  const parsed = parseSpec(fromValue(toSpec(keys), OPTIONS_NAME));
  const writer = WRITERS[format];
  const recorder = parsed.spec.embed ? createRecorder() : null;
  if (recorder && source.read) {
    failOption('embed is set, but the data is not a file', 'pass the bytes of a file, such as a CSV file');
  }
  recorder?.record(DATA_NAME, source, () => source);
  const attach = recorder ? { attach: () => recorder.attachment(parsed, report) } : {};
  const job = { parsed, primary: null, open, zoom, described: writer.accessible, ...attach };
  try {
    const { scene, fonts: used } = draw(job, report, fonts);
    const bytes = write(scene, format, used);
    return (writer.text ? new TextDecoder().decode(bytes) : bytes) as HeatmapOutput<F>;
  } catch (error) {
    throw withCallHints(error);
  }
}

function checkOptions(options: unknown): void {
  if (!isPlainObject(options)) failOption('the options must be an object such as { title: "AUC" }');
}

/** Returns the options as a spec whose data is the file "data". */
function toSpec(options: Omit<HeatmapOptions, 'format' | 'zoom' | 'font' | 'report'>): object {
  const { data = {}, transform, x, y, value, panel, aggregate, ...keys } = options;
  if (!isPlainObject(data)) failOption('data must be an object such as { transpose: true }');
  if ('file' in data) failOption('data.file is set, but the data is the first argument', 'remove data.file');
  const columns = Object.entries({ x, y }).filter(([, column]) => isColumn(column));
  const axes = Object.entries({ x, y }).filter(([, axis]) => !isColumn(axis));
  const shorthands = { ...Object.fromEntries(columns), value, panel, aggregate, transform };
  const given = Object.entries(shorthands).filter(([, option]) => option !== undefined);
  return {
    ...keys,
    ...Object.fromEntries(axes),
    data: { ...data, ...Object.fromEntries(given), file: DATA_NAME },
  };
}

function isColumn(option: unknown): boolean {
  return typeof option === 'string' || typeof option === 'number';
}

function readFonts(font: Uint8Array | readonly Uint8Array[]): FontSet {
  const files: readonly unknown[] = Array.isArray(font) ? font : [font];
  const fonts = files.map((bytes, i) => {
    if (!(bytes instanceof Uint8Array)) {
      return failOption('font must be the bytes of a font, or a list of them');
    }
    return openFonts(bytes, `font ${i + 1}`, { face: null, variations: [] });
  });
  return withFonts(fonts.flat());
}

function failOption(message: string, ...hints: string[]): never {
  fail('invalid-value', message, { file: OPTIONS_NAME }, ...hints);
}
