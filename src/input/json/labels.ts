import { quote } from '../../diagnostics.js';
import { itemTexts } from '../../json/locate.js';
import { isList, type JsonNode } from '../../json/node.js';
import { formatCount, kindName } from '../../json/wording.js';
import type { JsonErrors } from './errors.js';

/** The labels of one axis, and the list that contains them. */
export interface AxisLabels {
  readonly key: string;
  readonly texts: readonly string[];
  readonly node: JsonNode;
}

const MULTI_INDEX_HINT = 'join the levels of a pandas MultiIndex into one string before you write the file';

/**
 * Reads the items of `node`, the value of `key`, as they are written. Returns null if it is absent, null, or not a list
 * of single values.
 *
 * Errors: `label-list`, `nested-label`.
 */
export function readLabels(key: string, node: JsonNode | undefined, errors: JsonErrors): AxisLabels | null {
  if (!node || node.kind === 'null') return null;
  if (!isList(node)) {
    errors.addAt(node, 'label-list', `"${key}" is ${kindName(node)}, not a list`);
    return null;
  }
  const nested =
    node.kind === 'array' ? node.items.filter((item) => isList(item) || item.kind === 'object') : [];
  for (const item of nested) {
    const message = `an item of "${key}" is ${kindName(item)}, not a string or number`;
    errors.addAt(item, 'nested-label', message, MULTI_INDEX_HINT);
  }
  return nested.length > 0 ? null : { key, texts: itemTexts(errors.document, node), node };
}

/** Checks that there are `count` labels. `noun` names what they label. Error: `label-count`. */
export function checkLabelCount(
  labels: AxisLabels | null,
  count: number,
  noun: string,
  errors: JsonErrors,
): void {
  if (!labels || labels.texts.length === count) return;
  const { key, texts, node } = labels;
  const labelCount = formatCount(texts.length, 'label');
  errors.addAt(node, 'label-count', `"${key}" lists ${labelCount} for ${formatCount(count, noun)}`);
}

/** Names the item at `index` in a diagnostic: its label in quotes, or its number counted from 1. */
export function formatItem(labels: readonly string[] | null | undefined, index: number): string {
  const label = labels?.[index];
  return label === undefined ? String(index + 1) : quote(label);
}
