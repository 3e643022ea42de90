/** Summarizes what a figure shows, as far as words can describe it. `describeChanges` compares two summaries. */
import type { Scale, ScaleKind } from '../color/scale.js';
import { describeAggregation } from '../figure/aggregation.js';
import type { Axis, DescribedFigure, Panel } from '../figure/figure.js';
import { InlineMatrix } from '../json/value.js';
import type { Spec } from '../spec/spec.js';
import { VERSION } from '../version.js';
import { type PanelContext, summarizeContext } from './context.js';

export interface FigureSummary {
  /** The version of the program. */
  readonly version: string;
  /** Each key of the spec by its path, with its value as JSON: "color.map" → "\"viridis\"". Inline data is left out. */
  readonly specKeys: ReadonlyMap<string, string>;
  /** Texts that the spec or the data sets, as JSON, by the path of the key that would set them. */
  readonly texts: ReadonlyMap<string, string>;
  readonly panels: readonly PanelSummary[];
  /** The one scale of all panels, or the scale of each panel. */
  readonly scales: readonly ScaleSummary[];
}

export interface PanelSummary {
  readonly title: string | null;
  readonly rows: AxisSummary;
  readonly columns: AxisSummary;
  /** Row-major, in the order of `rows` and `columns`; the hash of the values if there are too many to store. */
  readonly values: Float64Array | { readonly sha256: string };
  /** The categories that the values are indices of; null if the values are numbers. */
  readonly categories: readonly string[] | null;
  /** How a drawn cell aggregates several values, such as "the mean of 2 × 2 values"; null if each cell is one value. */
  readonly aggregation: string | null;
  /** What is beside the body and in the cells; null: nothing. Undefined: an older version did not store it. */
  readonly context?: PanelContext | null;
}

/** The rows or columns of a panel in page order; in data order if the values are aggregated in blocks. */
export interface AxisSummary {
  /** The number of rows or columns of `values`. */
  readonly count: number;
  /** The number of data rows or columns in each of them; the last block may have fewer. */
  readonly blockSize: number;
  /** The number of rows or columns in the data. */
  readonly dataCount: number;
  /** The label of the first item of each block; null if each label is the position in the data, from 0. */
  readonly labels: readonly string[] | null;
  /** Whether the labels only number the items. Such a label may move to another item when items are added. */
  readonly isNumbered: boolean;
}

export interface ScaleSummary {
  readonly kind: ScaleKind;
  readonly domain: readonly [number, number];
  readonly center: number | null;
  /** The linear threshold of a symlog scale, the exponent of a power scale, otherwise 1. */
  readonly parameter: number;
  readonly boundaries: readonly number[] | null;
  readonly categories: readonly string[] | null;
  readonly colormap: string;
  /** The first and the last colour. */
  readonly endColors: readonly [string, string];
  readonly under: string;
  readonly over: string;
  readonly missing: string;
}

/** Summarizes `figure`, which was made from `spec`. */
export function summarizeFigure(figure: DescribedFigure, spec: Spec): FigureSummary {
  return {
    version: VERSION,
    specKeys: collectSpecKeys(spec),
    texts: collectTexts(figure),
    panels: figure.panels.map((panel, i) => summarizePanel(panel, figure.scales, spec, i)),
    scales: panelScales(figure).map(summarizeScale),
  };
}

/** Keys that say where the data comes from. Its values and labels are compared themselves. */
const SOURCE_KEY = /^(?:embed$|files\.|(?:panels\.\d+\.)?data(?:\.file)?$)/;

/** Returns a summary without the keys that name files, for figures from different places. */
export function withoutSources(summary: FigureSummary): FigureSummary {
  const keys = [...summary.specKeys].filter(([key]) => !SOURCE_KEY.test(key));
  return { ...summary, specKeys: new Map(keys) };
}

/** The one scale of all panels, or the scale of each panel. */
function panelScales({ scales, panels }: DescribedFigure): readonly Scale[] {
  const all = Object.values(scales);
  return all.length === 1 ? all : panels.map(({ scale }) => scales[scale]);
}

function summarizeScale(scale: Scale): ScaleSummary {
  return {
    kind: scale.kind,
    domain: scale.domain,
    center: scale.center,
    parameter: scale.kind === 'symlog' ? scale.linthresh : scale.exponent,
    boundaries: scale.boundaries,
    categories: scale.categories,
    colormap: scale.map,
    endColors: [scale.colors[0], scale.colors[scale.colors.length - 1]],
    under: scale.under,
    over: scale.over,
    missing: scale.missing,
  };
}

function summarizePanel(
  panel: Panel,
  scales: DescribedFigure['scales'],
  spec: Spec,
  i: number,
): PanelSummary {
  const { title, matrix, drawn, x, y } = panel;
  const panelSpec = spec.panels?.[i];
  const printed = panelSpec?.cells?.values ?? spec.cells?.values;
  const hasOwnTexts = typeof printed === 'object' && 'text' in printed;
  const blocks = matrix.reduction?.factor ?? { rows: 1, columns: 1 };
  const rows = summarizeAxis(y, {
    count: matrix.rows,
    labels: matrix.rowLabels,
    blockSize: blocks.rows,
    isNamed: isNamed(panelSpec?.y?.labels ?? spec.y?.labels, matrix.rowLabels),
  });
  const columns = summarizeAxis(x, {
    count: matrix.columns,
    labels: matrix.columnLabels,
    blockSize: blocks.columns,
    isNamed: isNamed(panelSpec?.x?.labels ?? spec.x?.labels, matrix.columnLabels),
  });
  return {
    title,
    rows: rows.summary,
    columns: columns.summary,
    values: reorderValues(matrix.values, rows.order, columns.order),
    categories: matrix.categories,
    aggregation: drawn.aggregation && describeAggregation(drawn.aggregation),
    context: summarizeContext(panel, scales, hasOwnTexts),
  };
}

/** Whether labels are names: a list in the spec, or labels of the data that the spec does not replace by a sequence. */
function isNamed(specLabels: unknown, dataLabels: readonly string[] | null): boolean {
  return Array.isArray(specLabels) || (dataLabels !== null && typeof specLabels !== 'object');
}

interface DataAxis {
  readonly count: number;
  readonly labels: readonly string[] | null;
  readonly blockSize: number;
  readonly isNamed: boolean;
}

interface OrderedAxis {
  readonly summary: AxisSummary;
  /** Positions in the stored values; a number if that many are in the stored order. */
  readonly order: readonly number[] | number;
}

function summarizeAxis(axis: Axis, { count, labels, blockSize, isNamed }: DataAxis): OrderedAxis {
  const sizes = { blockSize, dataCount: count };
  if (blockSize === 1 && axis.itemsPerPosition === 1) {
    const isDataOrder = axis.order.every((item, position) => item === position);
    const pageLabels = axis.labels ?? axis.order.map((item) => labels?.[item] ?? String(item));
    return {
      summary: { count, ...sizes, labels: omitPositions(pageLabels, blockSize), isNumbered: !isNamed },
      order: isDataOrder ? count : axis.order,
    };
  }
  const blockCount = Math.ceil(count / blockSize);
  const blockLabels = labels && Array.from({ length: blockCount }, (_, k) => labels[k * blockSize]);
  return {
    summary: {
      count: blockCount,
      ...sizes,
      labels: blockLabels && omitPositions(blockLabels, blockSize),
      isNumbered: !labels,
    },
    order: blockCount,
  };
}

/** Returns null if each label is only the position in the data. */
function omitPositions(labels: readonly string[], blockSize: number): readonly string[] | null {
  return labels.every((label, k) => label === String(k * blockSize)) ? null : labels;
}

function reorderValues(
  values: Float64Array,
  rows: OrderedAxis['order'],
  columns: OrderedAxis['order'],
): Float64Array {
  if (typeof rows === 'number' && typeof columns === 'number') return values;
  const [height, width] = [rows, columns].map((order) => (typeof order === 'number' ? order : order.length));
  const reordered = new Float64Array(height * width);
  for (let i = 0, target = 0; i < height; i++) {
    const rowStart = (typeof rows === 'number' ? i : rows[i]) * width;
    for (let j = 0; j < width; j++)
      reordered[target++] = values[rowStart + (typeof columns === 'number' ? j : columns[j])];
  }
  return reordered;
}

/** Keys that do not change the picture. */
const INVISIBLE_KEYS = ['$schema', 'lint'];
/** Keys of inline data. The summary holds them as values and labels. */
const INLINE_DATA_KEYS = ['values', 'rows', 'columns', 'panels'];

function collectSpecKeys(spec: Spec): Map<string, string> {
  const keys = new Map<string, string>();
  visit(spec, []);
  return keys;

  function visit(value: unknown, path: readonly string[]): void {
    if (value === undefined || (path.length === 1 && INVISIBLE_KEYS.includes(path[0]))) return;
    if (
      (isDataPath(path) || isAnnotationValues(path)) &&
      (Array.isArray(value) || value instanceof InlineMatrix)
    )
      return;
    if (Array.isArray(value) && value.some(isObject))
      value.forEach((item, i) => {
        visit(item, [...path, String(i)]);
      });
    else if (isObject(value))
      for (const [key, child] of Object.entries(value)) {
        const isInlineData = isDataPath(path) && 'values' in value && INLINE_DATA_KEYS.includes(key);
        if (!isInlineData) visit(child, [...path, key]);
      }
    else keys.set(path.join('.'), JSON.stringify(value));
  }
}

function isObject(value: unknown): value is object {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof InlineMatrix)
  );
}

function isDataPath(path: readonly string[]): boolean {
  return path.at(-1) === 'data' && (path.length === 1 || (path.length === 3 && path[0] === 'panels'));
}

/** The values of an annotation, which the summary holds with the items that they belong to. */
function isAnnotationValues(path: readonly string[]): boolean {
  return path.at(-1) === 'values' && path.at(-3) === 'annotations';
}

function collectTexts(figure: DescribedFigure): Map<string, string> {
  const { xTitle, yTitle, caption, guides, page, panels } = figure;
  const texts = new Map<string, string>();
  const set = (path: string, value: string | number | null | undefined) => {
    if (value !== null && value !== undefined) texts.set(path, JSON.stringify(value));
  };
  const guideTitle = (panel: number | null) => guides.find((guide) => guide.panel === panel)?.title;
  set('x.title', xTitle);
  set('y.title', yTitle);
  set('caption', caption?.text);
  set('colorbar.title', guideTitle(null));
  panels.forEach((panel, i) => {
    set(`panels.${i}.x.title`, panel.x.title);
    set(`panels.${i}.y.title`, panel.y.title);
    set(`panels.${i}.colorbar.title`, guideTitle(i));
  });
  set('zoom', Math.round((page.pixelRatio * 96 * 1000) / page.dpi) / 1000);
  return texts;
}
