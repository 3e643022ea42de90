/** What a figure shows, as far as it can be told in words: what `driftWords` compares. */
import type { Scale } from '../color/scale.js';
import { joinedWords } from '../figure/aggregation.js';
import type { Axis, Figure, Panel } from '../figure/figure.js';
import { InlineMatrix } from '../json/value.js';
import type { Spec } from '../spec/spec.js';
import { VERSION } from '../version.js';

export interface Shown {
  /** Of the program. */
  readonly version: string;
  /** Every key of the spec and its value as JSON, by path: "color.map" → "\"viridis\"". Data written in the spec is left out. */
  readonly keys: ReadonlyMap<string, string>;
  /** Texts that the data may give too, likewise, by the path of the key that would set them. */
  readonly texts: ReadonlyMap<string, string>;
  readonly panels: readonly ShownPanel[];
  readonly scales: readonly ShownScale[];
}

export interface ShownPanel {
  readonly title: string | null;
  readonly rows: ShownLines;
  readonly columns: ShownLines;
  /** Row-major, in the order of `rows` and `columns`; or, of too many to be kept, their hash. */
  readonly values: Float64Array | { readonly sha256: string };
  /** What the values are indices into, where they are words. */
  readonly words: readonly string[] | null;
  /** "the mean of 2 × 2 values", where a drawn cell joins several; null: each is a value. */
  readonly joined: string | null;
}

/** The rows or columns of values: from the top and from the left of the page, those that join several as in the data. */
export interface ShownLines {
  readonly count: number;
  /** How many rows or columns of the data each of them joins, the last perhaps fewer, and how many these have in all. */
  readonly each: number;
  readonly of: number;
  /** As on the page, of the first that each joins; null: where it is in the data, counted from 0. */
  readonly labels: readonly string[] | null;
  /** Whether the labels only count, and so may go to another row of the data when there are more of them. */
  readonly counted: boolean;
}

export type ShownScale = Pick<
  Scale,
  'kind' | 'domain' | 'center' | 'parameter' | 'edges' | 'words' | 'map' | 'under' | 'over' | 'missing'
> & {
  /** The first and the last colour. */
  readonly ends: readonly [string, string];
};

/** What `figure`, made from `spec`, shows. */
export function shownOf(figure: Figure, spec: Spec): Shown {
  return {
    version: VERSION,
    keys: keysOf(spec),
    texts: textsOf(figure),
    panels: figure.panels.map((panel, i) => shownPanel(panel, spec, i)),
    scales: figure.scales.map((scale) => ({
      kind: scale.kind,
      domain: scale.domain,
      center: scale.center,
      parameter: scale.parameter,
      edges: scale.edges,
      words: scale.words,
      map: scale.map,
      under: scale.under,
      over: scale.over,
      missing: scale.missing,
      ends: [scale.colors[0], scale.colors[scale.colors.length - 1]],
    })),
  };
}

function shownPanel({ title, matrix, drawn, x, y }: Panel, spec: Spec, i: number): ShownPanel {
  const own = spec.panels?.[i];
  const { reduced } = matrix;
  const named = {
    rows: isNamed(own?.y?.labels ?? spec.y?.labels, matrix.rowLabels),
    columns: isNamed(own?.x?.labels ?? spec.x?.labels, matrix.columnLabels),
  };
  const rows = linesOf(y, matrix.rows, matrix.rowLabels, reduced?.factor.rows ?? 1, named.rows);
  const columns = linesOf(
    x,
    matrix.columns,
    matrix.columnLabels,
    reduced?.factor.columns ?? 1,
    named.columns,
  );
  return {
    title,
    rows: rows.lines,
    columns: columns.lines,
    values: inOrder(matrix.values, rows.order, columns.order),
    words: matrix.words,
    joined: drawn.joined && joinedWords(drawn.joined),
  };
}

function isNamed(given: unknown, labels: readonly string[] | null): boolean {
  return Array.isArray(given) || (labels !== null && typeof given !== 'object');
}

interface Ordered {
  readonly lines: ShownLines;
  /** Their positions in what is held; a count where they lie in that order. */
  readonly order: readonly number[] | number;
}

function linesOf(
  axis: Axis,
  of: number,
  own: readonly string[] | null,
  each: number,
  named: boolean,
): Ordered {
  if (each === 1 && axis.factor === 1) {
    const forward = axis.order.every((item, page) => item === page);
    const labels = axis.labels ?? axis.order.map((item) => own?.[item] ?? String(item));
    return {
      lines: { count: of, each, of, labels: compact(labels, each), counted: !named },
      order: forward ? of : axis.order,
    };
  }
  const count = Math.ceil(of / each);
  const labels = own && (each === 1 ? own : Array.from({ length: count }, (_, k) => own[k * each]));
  return { lines: { count, each, of, labels: labels && compact(labels, each), counted: !own }, order: count };
}

/** Labels that are nothing but the positions need not be kept. */
function compact(labels: readonly string[], each: number): readonly string[] | null {
  return labels.every((label, k) => label === String(k * each)) ? null : labels;
}

function inOrder(values: Float64Array, rows: Ordered['order'], columns: Ordered['order']): Float64Array {
  if (typeof rows === 'number' && typeof columns === 'number') return values;
  const [height, width] = [rows, columns].map((order) => (typeof order === 'number' ? order : order.length));
  const out = new Float64Array(height * width);
  for (let i = 0, to = 0; i < height; i++) {
    const from = (typeof rows === 'number' ? i : rows[i]) * width;
    for (let j = 0; j < width; j++) out[to++] = values[from + (typeof columns === 'number' ? j : columns[j])];
  }
  return out;
}

/** Keys that change nothing of the picture. */
const UNSEEN = ['$schema', 'lint'];
/** Of data that is written in the spec: these are seen as values and labels. */
const INLINE = ['values', 'rows', 'columns', 'panels'];

function keysOf(spec: Spec): Map<string, string> {
  const keys = new Map<string, string>();
  walk(spec, []);
  return keys;

  function walk(value: unknown, path: readonly string[]): void {
    if (value === undefined || (path.length === 1 && UNSEEN.includes(path[0]))) return;
    if (isData(path) && (Array.isArray(value) || value instanceof InlineMatrix)) return;
    if (Array.isArray(value) && value.some(isObject))
      value.forEach((item, i) => {
        walk(item, [...path, String(i)]);
      });
    else if (isObject(value))
      for (const [key, inner] of Object.entries(value)) {
        if (!(isData(path) && 'values' in value && INLINE.includes(key))) walk(inner, [...path, key]);
      }
    else keys.set(path.join('.'), JSON.stringify(value));
  }
}

function isObject(value: unknown): value is object {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof InlineMatrix)
  );
}

function isData(path: readonly string[]): boolean {
  return path.at(-1) === 'data' && (path.length === 1 || (path.length === 3 && path[0] === 'panels'));
}

function textsOf({ xTitle, yTitle, caption, colorbar, page, panels }: Figure): Map<string, string> {
  const texts = new Map<string, string>();
  const set = (path: string, value: string | number | null | undefined) => {
    if (value !== null && value !== undefined) texts.set(path, JSON.stringify(value));
  };
  set('x.title', xTitle);
  set('y.title', yTitle);
  set('caption', caption?.text);
  set('colorbar.title', colorbar?.title);
  panels.forEach((panel, i) => {
    set(`panels.${i}.x.title`, panel.x.title);
    set(`panels.${i}.y.title`, panel.y.title);
    set(`panels.${i}.colorbar.title`, panel.colorbar?.title);
  });
  set('zoom', Math.round((page.pixelRatio * 96 * 1000) / page.dpi) / 1000);
  return texts;
}
