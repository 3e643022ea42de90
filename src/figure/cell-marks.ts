/** The marks in the cells of each panel: shapes, sizes, and the matrices in triangles. */
import { fail, type Place, quote, type Report } from '../diagnostics.js';
import { maxOf } from '../extremes.js';
import type { Input } from '../input/load.js';
import { alignSecondMatrix } from '../input/second-matrices.js';
import type { Matrix } from '../matrix/matrix.js';
import { formatCount } from '../phrases.js';
import { type TriangleOptions, triangleOptions } from '../spec/marks.js';
import { diagonalSides } from './diagonal.js';
import type { Axis } from './figure.js';
import { sizeGuide, triangleGuide } from './mark-guides.js';
import {
  type CellMarks,
  fillsCells,
  type LayerColors,
  MATRIX_PARTS,
  type MarkGuide,
  type MarkLayer,
  type MarkShape,
  type MatrixPart,
} from './marks.js';
import { unionOf } from './mask.js';
import { panelCells } from './panel-cells.js';

/** The marks of a figure. */
export interface FigureMarks {
  readonly panels: readonly MarkedPanel[];
  /** The scales of layers. */
  readonly layerColors: readonly LayerColors[];
  readonly guides: readonly MarkGuide[];
}

/** A panel with its matrix, which has the values of both triangles if they share a scale. */
export interface MarkedPanel {
  readonly matrix: Matrix;
  /** The cells that are not drawn with the colours of the panel. */
  readonly hidden: Uint8Array | null;
  readonly marks: CellMarks;
}

interface PanelInput {
  readonly matrix: Matrix;
  /** The cells that are not drawn. */
  readonly mask: Uint8Array | null;
  readonly x: Axis;
  readonly y: Axis;
}

/** A panel before the areas are known, which depend on the largest size of all panels. */
interface SizedPanel extends MarkedPanel {
  readonly sizes: Float64Array | null;
}

/**
 * Resolves the marks of all panels. Their masks are those of `cells.hide` and totals.
 *
 * Errors: `mark-keys`, `mark-axes`, `mark-sizes`, `ellipse-values`, `triangle-matrix`, those of `alignSecondMatrix`. Note:
 * `missing-sizes`.
 */
export function resolveMarks(input: Input, panels: readonly PanelInput[], report: Report): FigureMarks {
  const layerColors = new Map<string, LayerColors>();
  const sized = panels.map((panel, i) => resolvePanel(input, i, panel, layerColors, report));
  const sizes = sized.flatMap((panel) => (panel.sizes ? [panel.sizes] : []));
  const maxSize = sizes.length === 0 ? 1 : largestSize(input, sizes);
  return {
    panels: sized.map(({ sizes: own, marks, ...panel }, i) => {
      const areas = own?.map((size) => size / maxSize) ?? null;
      checkAxes(input, i, panels[i], { ...marks, areas });
      return { ...panel, marks: { ...marks, areas } };
    }),
    layerColors: [...layerColors.values()],
    guides: [...sizeGuide(input, sized, maxSize), ...triangleGuide(input)],
  };
}

function resolvePanel(
  input: Input,
  i: number,
  { matrix: own, mask: hidden, x, y }: PanelInput,
  layerColors: Map<string, LayerColors>,
  report: Report,
): SizedPanel {
  const { settings, pathOf } = panelCells(input, i);
  const { shape = settings.size ? 'circle' : 'square', size = false } = settings;
  const place = (key: 'shape' | 'size' | 'above' | 'below') => input.placeOf(pathOf(key));
  if (shape === 'triangle') return resolvePair(input, i, own, hidden, layerColors);
  const shapes: Record<MatrixPart, MarkShape> = { base: shape, above: shape, below: shape };
  const layers: MarkLayer[] = [];
  const sides = settings.above !== undefined || settings.below !== undefined;
  const parts = sides ? diagonalSides(own, x, y) : null;
  if (parts && own.rows !== own.columns) {
    const found = `the data has ${formatCount(own.rows, 'row')} and ${formatCount(own.columns, 'column')}`;
    const key = settings.above === undefined ? 'below' : 'above';
    fail(
      'triangle-matrix',
      `only a square matrix has triangles, but ${found}`,
      place(key),
      `remove cells.${key}`,
    );
  }
  const values = sides || size !== false ? own.values.slice() : own.values;
  let masked = hidden;
  for (const part of ['above', 'below'] as const) {
    const spec = settings[part];
    if (spec === undefined || !parts) continue;
    const options = triangleOptions(spec);
    shapes[part] = options.shape ?? shape;
    const second = alignSecondMatrix(input, pathOf(part), i, place(part));
    const code = MATRIX_PARTS.indexOf(part);
    if (options.color || options.colorbar) {
      const outside = parts.map((side) => (side === code ? 0 : 1));
      const scale = addLayerColors(input, pathOf(part), options, layerColors);
      layers.push({
        part,
        matrix: second ?? own,
        mask: unionOf(outside, hidden),
        shape: shapes[part],
        scale,
      });
      masked = unionOf(
        masked,
        parts.map((side) => (side === code ? 1 : 0)),
      );
    }
    if (!second) continue;
    const shown = options.color ? second : withCategoriesOf(own, second, pathOf(part).join('.'), place(part));
    parts.forEach((side, cell) => {
      if (side === code) values[cell] = shown.values[cell];
    });
  }
  const matrix = { ...own, values };
  const sizes = size === false ? null : resolveSizes(input, i, matrix, report);
  checkShapes(input, i, matrix, { shapes, parts, areas: sizes });
  // Cells that a layer draws keep their own value, which nothing shows.
  return { matrix, hidden: masked, sizes, marks: { shapes, parts, areas: null, layers } };
}

/** Resolves two triangles in each cell: the data, and over it the matrix `above`. */
function resolvePair(
  input: Input,
  i: number,
  matrix: Matrix,
  hidden: Uint8Array | null,
  layerColors: Map<string, LayerColors>,
): SizedPanel {
  const { settings, pathOf } = panelCells(input, i);
  const place = input.placeOf(pathOf('shape'));
  const second = alignSecondMatrix(input, pathOf('above'), i, input.placeOf(pathOf('above')));
  if (!second) {
    const hint = 'name it with "above": "second.csv"';
    fail('mark-keys', 'the shape "triangle" needs a second matrix in cells.above', place, hint);
  }
  const { title: _, ...below } = triangleOptions(settings.below ?? {});
  const conflict =
    Object.keys(below).length > 0 ? 'below' : (['size', 'values'] as const).find((key) => settings[key]);
  if (conflict !== undefined) {
    fail('mark-keys', `the shape "triangle" cannot be combined with cells.${conflict}`, place);
  }
  const options = triangleOptions(settings.above as NonNullable<typeof settings.above>);
  if (options.shape !== undefined || options.values !== undefined) {
    const key = options.shape === undefined ? 'values' : 'shape';
    fail('mark-keys', `the shape "triangle" cannot be combined with cells.above.${key}`, place);
  }
  const scale = options.color ? addLayerColors(input, pathOf('above'), options, layerColors) : null;
  const shown = scale === null ? withCategoriesOf(matrix, second, pathOf('above').join('.'), place) : second;
  const layer: MarkLayer = { part: 'base', matrix: shown, mask: hidden, shape: 'upper-half', scale };
  const shapes = { base: 'square', above: 'square', below: 'square' } as const;
  return {
    matrix,
    hidden,
    sizes: null,
    marks: { shapes, parts: null, areas: null, layers: [layer] },
  };
}

/** Adds the colours of a layer. Returns the name of its scale. */
function addLayerColors(
  input: Input,
  path: readonly (string | number)[],
  { color = {}, colorbar = {} }: TriangleOptions,
  layerColors: Map<string, LayerColors>,
): string {
  const name = path.join('-');
  const valueName = input.secondMatrices.get(path.join('.'))?.names.value ?? null;
  layerColors.set(name, { name, color, colorbar, valueName });
  return name;
}

/** Returns the second matrix with the categories of the first one. Error: `triangle-matrix`. */
function withCategoriesOf(first: Matrix, second: Matrix, name: string, place: Place): Matrix {
  const [a, b] = [first.categories, second.categories];
  if (!a && !b) return second;
  const isEmpty = second.values.every(Number.isNaN);
  if (isEmpty) return { ...second, categories: a };
  const unknown = b?.find((word) => !a?.includes(word));
  if (!a || !b || unknown !== undefined) {
    const found =
      unknown === undefined || !a
        ? `${name} has ${b ? 'words' : 'numbers'}, but the data has ${a ? 'words' : 'numbers'}`
        : `${name} has the word ${quote(unknown)}, which the data does not have`;
    fail('triangle-matrix', `${found}; they share one scale`, place, `give ${name} a "color" of its own`);
  }
  return {
    ...second,
    categories: a,
    values: second.values.map((v) => (Number.isNaN(v) ? v : a.indexOf(b[v]))),
  };
}

/**
 * Returns the sizes of the marks. Cells without a size become missing in `matrix`. Errors: `mark-sizes`. Note:
 * `missing-sizes`.
 */
function resolveSizes(
  input: Input,
  i: number,
  matrix: Matrix & { readonly values: Float64Array },
  report: Report,
): Float64Array {
  const { settings, pathOf } = panelCells(input, i);
  const place = input.placeOf(pathOf('size'));
  const isOwn = settings.size === true;
  const source = isOwn ? matrix : (alignSecondMatrix(input, pathOf('size'), i, place) as Matrix);
  const name = isOwn ? 'the data' : pathOf('size').join('.');
  if (source.categories) {
    fail('mark-sizes', `the sizes of marks must be numbers, but ${name} has words`, place);
  }
  const sizes = isOwn ? source.values.map(Math.abs) : source.values;
  const bad = sizes.findIndex((size) => size < 0 || size === Infinity);
  if (bad >= 0) {
    const found = `${name} has the size ${sizes[bad]} ${cellName(matrix, bad)}`;
    fail('mark-sizes', `${found}; an area must be a finite number of at least 0`, place);
  }
  let missing = 0;
  sizes.forEach((size, cell) => {
    if (!Number.isNaN(size) || Number.isNaN(matrix.values[cell])) return;
    matrix.values[cell] = Number.NaN;
    missing++;
  });
  if (missing > 0) {
    report({
      severity: 'info',
      code: 'missing-sizes',
      message: `${formatCount(missing, 'cell')} without a size in ${name} ${missing === 1 ? 'is' : 'are'} drawn as missing`,
      place,
    });
  }
  return sizes;
}

function cellName({ columns, rowLabels, columnLabels }: Matrix, cell: number): string {
  const [row, column] = [Math.floor(cell / columns), cell % columns];
  const nameOf = (labels: readonly string[] | null, item: number) =>
    labels ? quote(labels[item]) : String(item);
  return `in row ${nameOf(rowLabels, row)}, column ${nameOf(columnLabels, column)}`;
}

/** Returns the size of the largest mark. Error: `mark-sizes`. */
function largestSize({ spec, placeOf }: Input, sizes: readonly Float64Array[]): number {
  const largest = maxOf(sizes, (values) => values.reduce((max, v) => (v > max ? v : max), 0));
  const { maxSize = largest > 0 ? largest : 1 } = spec.cells ?? {};
  if (largest > maxSize) {
    fail(
      'mark-sizes',
      `the largest size is ${largest}, but cells.maxSize is ${maxSize}`,
      placeOf(['cells', 'maxSize']),
      `set cells.maxSize to at least ${largest}`,
    );
  }
  return maxSize;
}

/** Checks that the shapes can show the values. Errors: `mark-keys`, `ellipse-values`. */
function checkShapes(
  input: Input,
  i: number,
  { values, categories, ...matrix }: Matrix,
  { shapes, parts, areas }: Pick<CellMarks, 'shapes' | 'parts' | 'areas'>,
): void {
  const { settings, pathOf } = panelCells(input, i);
  const used = usedParts(parts);
  if (!used.some((part) => shapes[part] === 'ellipse')) return;
  const place = input.placeOf(
    pathOf(settings.shape === 'ellipse' ? 'shape' : settings.above ? 'above' : 'below'),
  );
  if (areas) {
    const message = 'an ellipse shows the value by its shape, so it cannot have a size';
    fail('mark-keys', message, place, 'use the shape "circle" with cells.size');
  }
  const bad = values.findIndex(
    (v, cell) =>
      shapes[MATRIX_PARTS[parts?.[cell] ?? 0]] === 'ellipse' &&
      (categories !== null || Math.abs(v) > 1 + TOLERANCE),
  );
  if (bad < 0) return;
  const found = categories
    ? 'words'
    : `the value ${values[bad]} ${cellName({ ...matrix, values, categories }, bad)}`;
  fail(
    'ellipse-values',
    `an ellipse shows a correlation from −1 to 1, but the data has ${found}`,
    place,
    'use the shape "circle"',
  );
}

/** Rounding errors of correlations. */
const TOLERANCE = 1e-6;

function usedParts(parts: Uint8Array | null): readonly MatrixPart[] {
  return parts ? MATRIX_PARTS.filter((_, code) => code === 0 || parts.includes(code)) : ['base'];
}

/** Fails if marks would have different sizes on a numeric axis, or values would be printed on marks that may be small. */
function checkAxes(input: Input, i: number, { x, y }: PanelInput, marks: CellMarks): void {
  const { settings, pathOf } = panelCells(input, i);
  const parts = usedParts(marks.parts);
  const key = settings.shape === undefined && settings.size ? 'size' : 'shape';
  if (parts.every((part) => fillsCells(marks, part)) && marks.layers.every(({ shape }) => shape === 'square'))
    return;
  if (x.numeric || y.numeric) {
    fail(
      'mark-axes',
      'marks need cells of equal size, but an axis is numeric',
      input.placeOf(pathOf(key)),
      'set "positions" of the axis to "index", or use the shape "square" without a size',
    );
  }
  for (const part of parts) {
    const options = part === 'base' || !settings[part] ? {} : triangleOptions(settings[part]);
    const { values = settings.values } = options;
    const shape = marks.shapes[part];
    if (!values || shape === 'none' || fillsCells(marks, part)) continue;
    fail(
      'mark-keys',
      'values would not be readable on marks that do not fill their cells',
      input.placeOf(pathOf('values')),
      'print them in the other triangle: "above": { "shape": "none", "values": ".2f" }',
    );
  }
}
