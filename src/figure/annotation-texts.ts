/** Texts and marks beside a body. */
import { fail, type Place } from '../diagnostics.js';
import { fullLabels } from '../matrix/groups.js';
import type { AnnotationSpec } from '../spec/annotation.js';
import { findPositions, type SelectionBudget } from '../spec/find-positions.js';
import type { AnnotationMarks, AnnotationTexts } from './annotation.js';
import { type AnnotatedItems, type ItemValue, itemValues } from './annotation-values.js';
import type { Axis } from './figure.js';

/** More labels fit on no page. */
const MAX_MARKS = 1000;

/** Returns the text of each item. Errors: those of `itemValues`. */
export function resolveTexts(
  annotation: AnnotationSpec,
  items: AnnotatedItems,
): Pick<AnnotationTexts, 'kind' | 'texts'> {
  return { kind: 'text', texts: itemValues(annotation, items).map(toText) };
}

/**
 * Returns the marked items: those in `items`, otherwise those with a value. Their texts are their values, or their labels
 * without values.
 *
 * Errors: `annotation-marks`, and those of `findPositions` and `itemValues`.
 */
export function resolveMarks(
  annotation: AnnotationSpec,
  items: AnnotatedItems,
  axis: Axis,
  budget: SelectionBudget,
): Pick<AnnotationMarks, 'kind' | 'marks'> {
  const { count, matrix, place } = items;
  const texts = annotation.values === undefined ? null : itemValues(annotation, items);
  const labels = fullLabels(matrix, items.axis === 'x' ? 'column' : 'row');
  const selected =
    annotation.items === undefined
      ? (texts ?? []).flatMap((text, i) => (text === null || text === '' ? [] : [i]))
      : [...new Set(findPositions(annotation.items, count, labels, place, budget))];
  if (selected.length === 0) failMarks('a mark annotation marks no item', place);
  if (selected.length > MAX_MARKS) {
    failMarks(`${selected.length} marked items are more than ${MAX_MARKS}, which fit on no page`, place);
  }
  const printed = axis.itemsPerPosition === 1 ? printedLabels(axis) : null;
  const textOf = (item: number) =>
    texts ? toText(texts[item]) : (printed?.get(item) ?? labels?.[item] ?? String(item));
  const marks = selected.map((item) => ({ item, text: textOf(item) }));
  return { kind: 'mark', marks: marks.filter(({ text }) => text !== '') };
}

/** Returns the labels of the axis, which can have another style than those of the data. */
function printedLabels({ labels, order }: Axis): ReadonlyMap<number, string> | null {
  return labels && new Map(order.map((item, position) => [item, labels[position]]));
}

function toText(value: ItemValue): string {
  return value === null ? '' : typeof value === 'number' ? String(value).replace('-', '−') : value;
}

function failMarks(message: string, place: Place): never {
  fail('annotation-marks', message, place, 'select items: "items": ["TP53", "MYC"]');
}
