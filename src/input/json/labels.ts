import { itemTexts } from '../../json/locate.js';
import { isList, type JsonNode } from '../../json/node.js';
import { counted, kindName, quoted } from '../../json/wording.js';
import type { JsonFaults } from './faults.js';

/** The labels of one axis, and the list they come from. */
export interface Labels {
  readonly key: string;
  readonly texts: readonly string[];
  readonly node: JsonNode;
}

const FLATTEN = 'join the levels of a pandas MultiIndex into one text before writing the file';

/**
 * What `node`, the value of `key`, lists, as it is written; null where it is absent, null, or not a list of single
 * values.
 *
 * Faults: `label-list`, `nested-label`.
 */
export function readLabels(key: string, node: JsonNode | undefined, faults: JsonFaults): Labels | null {
  if (!node || node.kind === 'null') return null;
  if (!isList(node)) {
    faults.at(node, 'label-list', `"${key}" is ${kindName(node)}, not a list`);
    return null;
  }
  const nested =
    node.kind === 'array' ? node.items.filter((item) => isList(item) || item.kind === 'object') : [];
  for (const item of nested) {
    const message = `an item of "${key}" is ${kindName(item)}, not a text or number`;
    faults.at(item, 'nested-label', message, FLATTEN);
  }
  return nested.length > 0 ? null : { key, texts: itemTexts(faults.document, node), node };
}

/** Fault: `label-count`. */
export function checkCount(labels: Labels | null, count: number, noun: string, faults: JsonFaults): void {
  if (!labels || labels.texts.length === count) return;
  const { key, texts, node } = labels;
  const found = counted(texts.length, 'label');
  faults.at(node, 'label-count', `"${key}" lists ${found} for ${counted(count, noun)}`);
}

/** What diagnostics call the item at `index`: its label in quotes, or its number counted from 1. */
export function itemName(labels: readonly string[] | null | undefined, index: number): string {
  const label = labels?.[index];
  return label === undefined ? String(index + 1) : quoted(label);
}
