/** What `import 'heatmap-cli'` offers: the stages of the pipeline and their values. */
export { type Diagnostic, HeatmapError, type Place, type Report } from './diagnostics.js';
export type { Figure } from './figure/figure.js';
export type { Open } from './input/load.js';
export type { Source } from './input/reader.js';
export { fromValue } from './json/from-value.js';
export { parseJson } from './json/parse.js';
export type { Matrix } from './matrix/matrix.js';
export { OUTPUT_FORMATS, type OutputFormat } from './output/index.js';
export { draw, type Job, type Picture, write } from './render.js';
export type { Scene } from './scene/scene.js';
export { type ParsedSpec, parseSpec } from './spec/parse.js';
export type { Spec } from './spec/spec.js';
