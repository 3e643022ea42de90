/** What is beside the body of a panel and in its cells, as far as words can tell that it changed. */
import * as z from 'zod/mini';
import type { Annotation } from '../figure/annotation.js';
import type { Axis, Figure, Panel } from '../figure/figure.js';
import { hashNumbers, hashTexts } from './codec.js';

export type PanelContext = z.output<typeof panelContextSchema>;
export type AxisContext = z.output<typeof axisContextSchema>;
export type AnnotationSummary = z.output<typeof annotationSchema>;

const text = z.string();

const annotationSchema = z.object({
  title: z.nullable(text),
  kind: text,
  hash: text,
  /** The value of each item in page order; null if there are too many. */
  texts: z.nullable(z.array(text)),
});

const axisContextSchema = z.object({
  /** The hash of the heights of the tree; null without a tree. */
  tree: z.nullable(text),
  /** The cluster or group of each item in page order; null if there are none, or too many items. */
  groups: z.nullable(z.array(z.number())),
  annotations: z.array(annotationSchema),
});

/** The JSON on disk. */
export const panelContextSchema = z.object({
  rows: axisContextSchema,
  columns: axisContextSchema,
  /** The shape of the marks in the cells, and hashes of what they show, by name. */
  marks: z.record(text, text),
});

/** The number of items whose values are stored. */
const MAX_ITEMS = 2000;

/**
 * Summarizes trees, groups, annotations and marks; null if a panel has nothing of this. `hasOwnTexts` says whether the texts
 * in the cells are not its values.
 */
export function summarizeContext(
  panel: Panel,
  scales: Figure['scales'],
  hasOwnTexts: boolean,
): PanelContext | null {
  const context = {
    rows: summarizeAxisContext(panel.y, scales),
    columns: summarizeAxisContext(panel.x, scales),
    marks: summarizeMarks(panel, hasOwnTexts),
  };
  const isEmpty = ({ tree, groups, annotations }: AxisContext) =>
    tree === null && groups === null && annotations.length === 0;
  const hasMarks = Object.keys(context.marks).length > 0;
  return isEmpty(context.rows) && isEmpty(context.columns) && !hasMarks ? null : context;
}

function summarizeAxisContext(
  { tree, slices, annotations, order, itemsPerPosition, itemCount }: Axis,
  scales: Figure['scales'],
): AxisContext {
  const isStored = itemsPerPosition === 1 && order.length === itemCount && itemCount <= MAX_ITEMS;
  const groups = tree?.clusters ?? slices;
  return {
    tree: tree && hashNumbers(Float64Array.from(tree.linkage, ([, , height]) => height)),
    groups: groups && isStored ? order.map((item) => groups[item]) : null,
    annotations: annotations.map((annotation) => {
      const { title, kind } = annotation;
      const texts = textsOf(annotation, itemCount, scales);
      return {
        title,
        kind,
        hash: hashTexts(texts),
        texts: isStored ? order.map((item) => texts[item]) : null,
      };
    }),
  };
}

/** Returns what an annotation shows for each item, in the order of the data. */
function textsOf(annotation: Annotation, count: number, scales: Figure['scales']): readonly string[] {
  switch (annotation.kind) {
    case 'category':
    case 'continuous': {
      const { categories } = scales[annotation.scale];
      return Array.from(annotation.values, (value) => categories?.[value] ?? formatNumber(value));
    }
    case 'text':
      return annotation.texts;
    case 'mark': {
      const texts = new Array<string>(count).fill('');
      for (const { item, text: label } of annotation.marks) texts[item] = label;
      return texts;
    }
    default:
      return annotation.values.map((list) => Array.from(list, formatNumber).join(', '));
  }
}

function formatNumber(value: number): string {
  return Number.isNaN(value) ? 'missing' : String(value);
}

function summarizeMarks({ marks, stars, values }: Panel, hasOwnTexts: boolean): Record<string, string> {
  const summary: Record<string, string> = {};
  if (marks) {
    summary.shape = marks.shapes.base;
    if (marks.areas) summary.sizes = hashNumbers(marks.areas);
    for (const { part, matrix } of marks.layers)
      summary[`values ${part} the diagonal`] = hashNumbers(matrix.values);
  }
  if (stars?.symbols) summary.stars = hashTexts(stars.symbols);
  if (stars?.crosses) summary.crosses = hashNumbers(Float64Array.from(stars.crosses));
  if (values && hasOwnTexts) summary.texts = hashTexts(values);
  return summary;
}
