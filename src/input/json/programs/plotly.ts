import { fail, type Place, quote, type Report } from '../../../diagnostics.js';
import { placeOf } from '../../../json/locate.js';
import {
  isList,
  type JsonArray,
  type JsonDocument,
  type JsonNode,
  type JsonNumbers,
  type JsonObject,
} from '../../../json/node.js';
import { checkSize } from '../../../matrix/limits.js';
import type { AxisEdges, Dataset, Matrix, Slice } from '../../../matrix/matrix.js';
import { transpose } from '../../../matrix/transpose.js';
import { JsonErrors } from '../errors.js';
import { readLabels } from '../labels.js';
import { datasetFromLabelledArray } from '../nested-array.js';
import { nodeOf, numberAt, objectsAt, textAt } from './entries.js';
import { decodeTypedArray, isTypedArray } from './plotly-arrays.js';
import type { ProgramJson } from './program.js';

const TYPES = ['heatmap', 'heatmapgl', 'contour', 'surface'];

/**
 * A figure of Plotly, or one of its traces. Each trace with a matrix is a panel; `x` and `y` are the labels, or the edges if
 * there is one more than the columns or rows.
 *
 * Errors: `plotly-no-matrix`, `plotly-array`, and those of `datasetFromLabelledArray`.
 */
export const PLOTLY: ProgramJson = {
  matches: (object) => {
    const isFigure = objectsAt(object, 'data').some(
      (trace) => textAt(trace, 'type') !== null || hasMatrix(trace),
    );
    return isFigure || (hasMatrix(object) && !nodeOf(object, 'values') && !nodeOf(object, 'data'));
  },
  read(figure, document, report) {
    const traces = nodeOf(figure, 'data') ? objectsAt(figure, 'data') : [figure];
    const drawn = traces.filter(hasMatrix);
    if (drawn.length === 0) failWithoutMatrix(traces, placeOf(document, figure));
    reportOthers(traces.length - drawn.length, document, report);
    const layout = nodeOf(figure, 'layout');
    const slices = drawn.map((trace) => readTrace(trace, document));
    const [first] = drawn;
    const names = {
      x: titleOf(nodeOf(layout, 'xaxis')),
      y: titleOf(nodeOf(layout, 'yaxis')),
      value: titleOf(nodeOf(first, 'colorbar')) ?? titleOf(nodeOf(layout, 'coloraxis', 'colorbar')),
    };
    const only = slices.length === 1 ? [{ ...slices[0], title: null }] : slices;
    return { slices: only, leadingShape: slices.length > 1 ? [slices.length] : [], names };
  },
};

function hasMatrix(trace: JsonObject): boolean {
  const z = nodeOf(trace, 'z');
  const isMatrix = z?.kind === 'array' && z.items.length > 0 && z.items.every(isList);
  return (isMatrix || isTypedArray(z)) && TYPES.includes(textAt(trace, 'type') ?? 'heatmap');
}

function failWithoutMatrix(traces: readonly JsonObject[], place: Place): never {
  const types = [...new Set(traces.map((trace) => textAt(trace, 'type') ?? 'scatter'))].slice(0, 8);
  fail(
    'plotly-no-matrix',
    `the figure of Plotly has no matrix; its traces are of type ${types.map(quote).join(', ')}`,
    place,
    `a trace must be of type ${TYPES.join(', ')} and have "z": a list of rows`,
  );
}

function reportOthers(count: number, { file }: JsonDocument, report: Report): void {
  if (count === 0) return;
  const message = `${count} ${count === 1 ? 'trace of the figure has' : 'traces of the figure have'} no matrix and are not drawn`;
  report({ severity: 'warning', code: 'plotly-other-traces', message, place: { file } });
}

/** Returns the title of an axis or colorbar, which older versions write as a string. */
function titleOf(node: JsonNode | undefined): string | null {
  return textAt(node, 'title', 'text') ?? textAt(node, 'title');
}

function readTrace(trace: JsonObject, document: JsonDocument): Slice {
  const errors = new JsonErrors(document);
  const z = nodeOf(trace, 'z') as JsonNode;
  const unlabelled = { rows: null, columns: null, panels: null, names: NAMES, missingValues: [] };
  const values = isTypedArray(z) ? typedRows(z, document) : (z as JsonArray);
  const { slices } = datasetFromLabelledArray({ ...unlabelled, values }, errors);
  const [{ matrix: asWritten }] = slices;
  const matrix = isTransposed(trace) ? transpose(asWritten) : asWritten;
  return {
    title: textAt(trace, 'name'),
    matrix: withAxes(
      matrix,
      axisOf(trace, 'x', matrix.columns, errors),
      axisOf(trace, 'y', matrix.rows, errors),
    ),
  };
}

const NAMES: Dataset['names'] = { x: null, y: null, value: null };

function isTransposed(trace: JsonObject): boolean {
  const value = nodeOf(trace, 'transpose');
  return value?.kind === 'boolean' && value.value;
}

/** The labels or the edges of an axis; null if the trace has none. */
interface TraceAxis {
  readonly labels: readonly string[] | null;
  readonly edges?: AxisEdges;
}

function withAxes(matrix: Matrix, x: TraceAxis, y: TraceAxis): Matrix {
  return {
    ...matrix,
    columnLabels: x.labels,
    rowLabels: y.labels,
    ...(x.edges && { columnEdges: x.edges }),
    ...(y.edges && { rowEdges: y.edges }),
  };
}

function axisOf(trace: JsonObject, key: 'x' | 'y', count: number, errors: JsonErrors): TraceAxis {
  const node = nodeOf(trace, key);
  const decoded = isTypedArray(node) ? decodeTypedArray(node, errors.document).values : null;
  const numbers = decoded ?? (node?.kind === 'numbers' ? node.values : null);
  if (numbers?.length === count + 1 && isIncreasing(numbers)) {
    return {
      labels: Array.from({ length: count }, (_, i) => `${numbers[i]} to ${numbers[i + 1]}`),
      edges: { values: Float64Array.from(numbers), scale: 'linear' },
    };
  }
  const labels = decoded ? Array.from(decoded, String) : (readLabels(key, node, errors)?.texts ?? null);
  if (labels && labels.length !== count) {
    errors.addAt(
      node as JsonNode,
      'label-count',
      `"${key}" lists ${labels.length} labels for ${count} ${key === 'x' ? 'columns' : 'rows'}`,
    );
  }
  errors.throwIfAny();
  const [start, step] = [numberAt(trace, `${key}0`), numberAt(trace, `d${key}`)];
  if (labels || Number.isNaN(start) || Number.isNaN(step)) return { labels };
  return { labels: Array.from({ length: count }, (_, i) => String(start + i * step)) };
}

function isIncreasing(values: Float64Array): boolean {
  return values.every((value, i) => Number.isFinite(value) && (i === 0 || value > values[i - 1]));
}

/** Returns a typed array with two axes as rows of numbers. */
function typedRows(node: JsonObject, document: JsonDocument): JsonArray {
  const { values, shape } = decodeTypedArray(node, document);
  const [rows, columns] = shape;
  if (shape.length !== 2 || rows * columns === 0) {
    fail(
      'plotly-array',
      `"z" has the shape ${shape.join(', ')}; it must have rows and columns`,
      placeOf(document, node),
    );
  }
  checkSize('cells', values.length, document.file);
  const { start, end } = node;
  const items = Array.from({ length: rows }, (_, row): JsonNumbers => {
    const own = values.subarray(row * columns, (row + 1) * columns);
    return { kind: 'numbers', length: columns, values: own, start, end };
  });
  return { kind: 'array', items, start, end };
}
