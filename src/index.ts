/**
 * The library `heatmap-cli`.
 *
 * `heatmap(data, options)` returns a figure as SVG or HTML text, or as the bytes of a PNG or PDF file.
 *
 * The stages of the pipeline and their value types are for programs that need more:
 * 1. `parseJson(file, text)` or `fromValue(value)` creates a JSON document.
 * 2. `parseSpec(document)` checks it and returns a spec.
 * 3. `draw(job, report)` reads the data and returns the figure and its scene. Positions are in px, 96 per inch.
 * 4. `write(scene, format)` returns the bytes of a file.
 *
 * All throw a `HeatmapError`, which lists all errors that were found, and pass warnings to `report`.
 * Matrices are row-major arrays of `rows * columns` numbers; NaN is a missing value.
 * The same scene always gives the same SVG bytes and the same PNG pixels.
 * The library reads no files but its own fonts, HarfBuzz for scripts that need it, and a native module for PNG.
 */
export { type Diagnostic, HeatmapError, type Place, type Report, type Severity } from './diagnostics.js';
export type { DescribedFigure as Figure } from './figure/figure.js';
export type { OpenFile } from './input/load.js';
export type { Source } from './input/reader.js';
export { fromValue } from './json/from-value.js';
export { parseJson } from './json/parse.js';
export type {
  Bytes,
  Cell,
  Cells,
  Columns,
  HeatmapData,
  LabelledRows,
  Records,
  Rows,
} from './library/data.js';
export { heatmap } from './library/heatmap.js';
export type { Column, DataOptions, HeatmapOptions, HeatmapOutput } from './library/options.js';
export type { NumericArray, ShapedArray } from './library/shaped-array.js';
export type { Matrix } from './matrix/matrix.js';
export { OUTPUT_FORMATS, type OutputFormat } from './output/index.js';
export { draw, type Job, type Picture, write } from './render.js';
export type { Scene } from './scene/scene.js';
export { type ParsedSpec, parseSpec } from './spec/parse.js';
export type { Spec } from './spec/spec.js';
