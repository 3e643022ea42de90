/**
 * Stores a figure summary as compressed text and reads it back. The JSON keys are the format on disk: they stay as they
 * are when the properties of a summary get other names. A change of the format needs a new `FORMAT_VERSION`.
 */
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import * as z from 'zod/mini';
import type { DescribedFigure } from '../figure/figure.js';
import type { Spec } from '../spec/spec.js';
import { decodeNumbers, encodeNumbers, hashNumbers } from './codec.js';
import { type AxisContext, panelContextSchema } from './context.js';
import {
  type AxisSummary,
  type FigureSummary,
  type PanelSummary,
  type ScaleSummary,
  summarizeFigure,
} from './summary.js';

/** A compressed summary of a figure, enough to describe how another figure differs. */
export interface Snapshot {
  /** Deflated JSON in base64. */
  readonly data: string;
}

const FORMAT_VERSION = 1;
/** Labels rarely compress better than this factor. With more text, compression is not tried. */
const MAX_COMPRESSION_RATIO = 16;
/** Bytes of JSON. A snapshot with more is rejected, so that a damaged file cannot fill the memory. */
const MAX_JSON_BYTES = 2 ** 26;

/**
 * Returns a snapshot of at most `maxLength` characters. If the values do not fit, their hash replaces them; then only the
 * fact that they changed can be described. Returns null if this does not fit either.
 */
export function createSnapshot(figure: DescribedFigure, spec: Spec, maxLength: number): Snapshot | null {
  const summary = summarizeFigure(figure, spec);
  if (textLength(summary) > maxLength * MAX_COMPRESSION_RATIO) return null;
  const valueCount = summary.panels.reduce(
    (sum, { values }) => sum + ('sha256' in values ? 0 : values.length),
    0,
  );
  const complete = valueCount <= maxLength ? compress(summary, maxLength) : null;
  return complete ?? compress({ ...summary, panels: summary.panels.map(hashValues) }, maxLength);
}

/** Returns the summary in a snapshot; null if the snapshot is damaged or has another format. */
export function readSnapshot(snapshot: Snapshot | null): FigureSummary | null {
  try {
    const bytes = inflateRawSync(Buffer.from(String(snapshot?.data), 'base64'), {
      maxOutputLength: MAX_JSON_BYTES,
    });
    const { success, data } = z.safeParse(snapshotJsonSchema, JSON.parse(bytes.toString('utf8')));
    if (!success) return null;
    const summary: FigureSummary = {
      version: data.version,
      specKeys: new Map(data.keys),
      texts: new Map(data.texts),
      panels: data.panels.map(panelFromJson),
      scales: data.scales.map(scaleFromJson),
    };
    const { length } = summary.scales;
    const isValid = summary.panels.every(isConsistent) && (length === 1 || length === summary.panels.length);
    return isValid ? summary : null;
  } catch {
    return null;
  }
}

function compress(summary: FigureSummary, maxLength: number): Snapshot | null {
  const document: z.output<typeof snapshotJsonSchema> = {
    format: FORMAT_VERSION,
    version: summary.version,
    keys: [...summary.specKeys],
    texts: [...summary.texts],
    panels: summary.panels.map(panelToJson),
    scales: summary.scales.map(scaleToJson),
  };
  const json = JSON.stringify(document);
  if (3 * json.length > MAX_JSON_BYTES) return null;
  const data = deflateRawSync(json).toString('base64');
  return data.length > maxLength ? null : { data };
}

function hashValues(panel: PanelSummary): PanelSummary {
  return 'sha256' in panel.values ? panel : { ...panel, values: { sha256: hashNumbers(panel.values) } };
}

/** Returns the total length of all labels and categories. */
function textLength({ panels }: FigureSummary): number {
  let length = 0;
  for (const { rows, columns, categories, context } of panels)
    for (const texts of [rows.labels, columns.labels, categories, ...annotationTexts(context)])
      for (const text of texts ?? []) length += text.length + 1;
  return length;
}

function annotationTexts(context: PanelSummary['context']): (readonly string[] | null)[] {
  return [context?.rows, context?.columns].flatMap(
    (axis) => axis?.annotations.map(({ texts }) => texts) ?? [],
  );
}

/** Whether the numbers of labels and values match the size of the panel. */
function isConsistent({ rows, columns, values, context }: PanelSummary): boolean {
  const matches = (axis: AxisContext | undefined, { count }: AxisSummary) =>
    [axis?.groups, ...(axis?.annotations ?? []).map(({ texts }) => texts)].every(
      (list) => !list || list.length === count,
    );
  return (
    matches(context?.rows, rows) &&
    matches(context?.columns, columns) &&
    [rows, columns].every(({ labels, count }) => labels === null || labels.length === count) &&
    ('sha256' in values || values.length === rows.count * columns.count)
  );
}

const text = z.string();
const texts = z.nullable(z.array(text));
const count = z.int().check(z.minimum(1));
const entries = z.array(z.tuple([text, text]));
const number = z.number();

const axisJsonSchema = z.object({ count, each: count, of: count, labels: texts, counted: z.boolean() });

const panelJsonSchema = z.object({
  title: z.nullable(text),
  rows: axisJsonSchema,
  columns: axisJsonSchema,
  values: z.union([
    z.object({ text }),
    z.object({ f32: text }),
    z.object({ f64: text }),
    z.object({ sha256: text }),
  ]),
  words: texts,
  joined: z.nullable(text.check(z.regex(/^[\w ×]{1,80}$/))),
  context: z.optional(z.nullable(panelContextSchema)),
});

const scaleJsonSchema = z.object({
  kind: z.enum(['linear', 'log', 'symlog', 'pow', 'category']),
  domain: z.tuple([number, number]),
  center: z.nullable(number),
  parameter: number,
  edges: z.nullable(z.array(number)),
  words: texts,
  map: text,
  under: text,
  over: text,
  missing: text,
  ends: z.tuple([text, text]),
});

const snapshotJsonSchema = z.object({
  format: z.literal(FORMAT_VERSION),
  version: text,
  keys: entries,
  texts: entries,
  panels: z.array(panelJsonSchema).check(z.minLength(1)),
  scales: z.array(scaleJsonSchema),
});

type AxisJson = z.output<typeof axisJsonSchema>;
type PanelJson = z.output<typeof panelJsonSchema>;
type ScaleJson = z.output<typeof scaleJsonSchema>;

function panelToJson({
  title,
  rows,
  columns,
  values,
  categories,
  aggregation,
  context,
}: PanelSummary): PanelJson {
  return {
    title,
    rows: axisToJson(rows),
    columns: axisToJson(columns),
    values: 'sha256' in values ? values : encodeNumbers(values),
    words: copy(categories),
    joined: aggregation,
    context,
  };
}

function panelFromJson({ title, rows, columns, values, words, joined, context }: PanelJson): PanelSummary {
  return {
    title,
    rows: axisFromJson(rows),
    columns: axisFromJson(columns),
    values: 'sha256' in values ? values : decodeNumbers(values),
    categories: words,
    aggregation: joined,
    ...(context !== undefined && { context }),
  };
}

function axisToJson({ count, blockSize, dataCount, labels, isNumbered }: AxisSummary): AxisJson {
  return { count, each: blockSize, of: dataCount, labels: copy(labels), counted: isNumbered };
}

function axisFromJson({ count, each, of, labels, counted }: AxisJson): AxisSummary {
  return { count, blockSize: each, dataCount: of, labels, isNumbered: counted };
}

function scaleToJson(scale: ScaleSummary): ScaleJson {
  return {
    kind: scale.kind,
    domain: [...scale.domain],
    center: scale.center,
    parameter: scale.parameter,
    edges: scale.boundaries && [...scale.boundaries],
    words: copy(scale.categories),
    map: scale.colormap,
    under: scale.under,
    over: scale.over,
    missing: scale.missing,
    ends: [...scale.endColors],
  };
}

function scaleFromJson({ edges, words, map, ends, ...scale }: ScaleJson): ScaleSummary {
  return { ...scale, boundaries: edges, categories: words, colormap: map, endColors: ends };
}

function copy(texts: readonly string[] | null): string[] | null {
  return texts && [...texts];
}
