import { formatTime } from '../../../columnar/column-table.js';
import { fail, quote } from '../../../diagnostics.js';
import { placeOf } from '../../../json/locate.js';
import type { JsonDocument, JsonNode, JsonObject } from '../../../json/node.js';
import { checkSize } from '../../../matrix/limits.js';
import { type AxisEdges, type Dataset, singleDataset } from '../../../matrix/matrix.js';
import { parseNumber } from '../../../table/number.js';
import { nodeOf, objectsAt, textAt } from './entries.js';
import type { ProgramJson } from './program.js';

/** A column is added for each absent step if there are at most this many times the columns with values. */
const MAX_GAP_RATIO = 4;

/** A series: its labels, and for each sample the time in milliseconds and the value. */
interface Series {
  readonly labels: ReadonlyMap<string, string>;
  readonly samples: readonly (readonly [time: number, value: number])[];
}

/**
 * The answer to a range query of Prometheus: a row for each series, named by the labels that differ, and a column for each
 * time, in UTC. Steps without a sample are missing.
 *
 * Errors: `prometheus-type`, `prometheus-sample`, `too-large`.
 */
export const PROMETHEUS: ProgramJson = {
  matches: (object) =>
    textAt(object, 'status') !== null && nodeOf(object, 'data', 'resultType') !== undefined,
  read(answer, document) {
    const type = textAt(answer, 'data', 'resultType');
    const result = nodeOf(answer, 'data', 'result');
    if (type !== 'matrix' || objectsAt(answer, 'data', 'result').length === 0) {
      fail(
        'prometheus-type',
        type === 'matrix'
          ? 'the query returned no series'
          : `"resultType" is ${quote(type ?? '')}, not "matrix"`,
        placeOf(document, result ?? answer),
        'use a range query: /api/v1/query_range with start, end and step',
      );
    }
    return buildDataset(readSeries(answer, document), document.file);
  },
  records: (answer) =>
    objectsAt(answer, 'data', 'result').flatMap((series) => {
      const labels = Object.fromEntries(labelsOf(series));
      return samplesOf(series).map(([time, value]) => ({
        ...labels,
        time: formatTime(time * 1000, false),
        value,
      }));
    }),
};

function readSeries(answer: JsonObject, document: JsonDocument): Series[] {
  return objectsAt(answer, 'data', 'result').map((node) => {
    const samples = samplesOf(node).map(([time, text]) => {
      const value = text === 'NaN' ? Number.NaN : parseNumber(text);
      if (!Number.isFinite(time) || (Number.isNaN(value) && text !== 'NaN')) {
        const message =
          'a sample must be a time in seconds and a number in quotes, such as [1700000000, "0.5"]';
        fail('prometheus-sample', message, placeOf(document, node));
      }
      return [Math.round(time * 1000), value] as const;
    });
    return { labels: labelsOf(node), samples };
  });
}

function labelsOf(series: JsonObject): Map<string, string> {
  const metric = nodeOf(series, 'metric');
  const entries = metric?.kind === 'object' ? metric.entries : [];
  return new Map(entries.map(({ key, value }) => [key, value.kind === 'string' ? value.value : '']));
}

/** Returns the samples of a series: times in seconds, NaN if a time is not a number, and the text of values. */
function samplesOf(series: JsonObject): [time: number, value: string][] {
  const values = nodeOf(series, 'values');
  const items: readonly JsonNode[] = values?.kind === 'array' ? values.items : [];
  return items.map((item) => {
    const [time, value] = item.kind === 'array' ? item.items : [];
    return [time?.kind === 'number' ? time.value : Number.NaN, value?.kind === 'string' ? value.value : ''];
  });
}

function buildDataset(series: readonly Series[], file: string): Dataset {
  const times = columnTimes(series);
  const columns = times.length;
  if (columns === 0) fail('no-rows', 'the series have no samples', { file });
  checkSize('cells', series.length * columns, file);
  const columnOf = new Map(Array.from(times, (time, i) => [time, i]));
  const values = new Float64Array(series.length * columns).fill(Number.NaN);
  for (const [row, { samples }] of series.entries()) {
    for (const [time, value] of samples) values[row * columns + (columnOf.get(time) as number)] = value;
  }
  const names = new Set(series.map(({ labels }) => labels.get('__name__')));
  const [name = null] = names.size === 1 ? names : [null];
  const edges = edgesOf(times);
  const matrix = {
    rows: series.length,
    columns,
    values,
    rowLabels: seriesNames(series),
    columnLabels: Array.from(times, (time) => formatTime(time, false) ?? String(time)),
    categories: null,
    ...(edges && { columnEdges: edges }),
  };
  return singleDataset(matrix, { x: 'time', y: null, value: name ?? null });
}

/** Returns all times, ascending. If all are multiples of one step from the first one, absent steps are added. */
function columnTimes(series: readonly Series[]): Float64Array {
  const times = Float64Array.from(
    new Set(series.flatMap(({ samples }) => samples.map(([time]) => time))),
  ).sort();
  const step = smallestStep(times);
  const length = 1 + (times[times.length - 1] - times[0]) / step;
  const isRegular = times.every((time) => (time - times[0]) % step === 0);
  if (!isRegular || !(length <= times.length * MAX_GAP_RATIO)) return times;
  return Float64Array.from({ length }, (_, i) => times[0] + i * step);
}

function smallestStep(times: Float64Array): number {
  return times.reduce((step, time, i) => (i === 0 ? step : Math.min(step, time - times[i - 1])), Infinity);
}

/** Returns edges halfway between evenly spaced times; null for others. */
function edgesOf(times: Float64Array): AxisEdges | null {
  const step = smallestStep(times);
  const isEven = times.length > 1 && times.every((time, i) => i === 0 || time - times[i - 1] === step);
  if (!isEven) return null;
  const values = Float64Array.from({ length: times.length + 1 }, (_, i) => times[0] + (i - 0.5) * step);
  return { values, scale: 'time' };
}

/** Names each series by the values of the labels that differ; if there are none, by its metric. */
function seriesNames(series: readonly Series[]): string[] {
  const keys = [...new Set(series.flatMap(({ labels }) => [...labels.keys()]))];
  const differing = keys.filter((key) => new Set(series.map(({ labels }) => labels.get(key))).size > 1);
  return series.map(({ labels }, i) => {
    const texts = differing.map((key) => labels.get(key) ?? '');
    return texts.length > 0 ? texts.join(', ') : (labels.get('__name__') ?? `series ${i + 1}`);
  });
}
