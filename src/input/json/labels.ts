import { quote } from '../../diagnostics.js';
import { itemTexts } from '../../json/locate.js';
import { isList, type JsonArray, type JsonNode, type JsonNumbers } from '../../json/node.js';
import { kindName } from '../../json/wording.js';
import type { ItemGroups } from '../../matrix/matrix.js';
import { formatCount } from '../../phrases.js';
import { type LeveledLabels, splitPaths } from '../../table/levels.js';
import type { JsonErrors } from './errors.js';

/** The labels of one axis, and the list that contains them. */
export interface LabelList {
  readonly key: string;
  readonly texts: readonly string[];
  /** The outer levels of the labels, if each label is a list of levels. */
  readonly groups?: ItemGroups;
  readonly node: JsonNode;
}

const LEVELS_HINT =
  'each label can be a list of its levels, as pandas writes a MultiIndex, if all labels have equally many';

/**
 * Reads the items of `node`, the value of `key`, as they are written. Lists of equal lengths are labels with several
 * levels. Returns null if it is absent, null, or not a list of labels.
 *
 * Errors: `label-list`, `nested-label`.
 */
export function readLabels(key: string, node: JsonNode | undefined, errors: JsonErrors): LabelList | null {
  if (!node || node.kind === 'null') return null;
  if (!isList(node)) {
    errors.addAt(node, 'label-list', `"${key}" is ${kindName(node)}, not a list`);
    return null;
  }
  const leveled = node.kind === 'array' ? readLevels(node, errors) : null;
  if (leveled) return { key, texts: leveled.labels, groups: leveled.groups, node };
  const nested =
    node.kind === 'array' ? node.items.filter((item) => isList(item) || item.kind === 'object') : [];
  for (const item of nested) {
    const message = `an item of "${key}" is ${kindName(item)}, not a string or number`;
    errors.addAt(item, 'nested-label', message, LEVELS_HINT);
  }
  return nested.length > 0 ? null : { key, texts: itemTexts(errors.document, node), node };
}

/** Reads labels that are lists of single values, all with the same number of levels; null for other labels. */
function readLevels({ items }: JsonArray, errors: JsonErrors): LeveledLabels | null {
  const lengths = new Set(items.map(levelCount));
  const [length] = lengths;
  if (lengths.size !== 1 || !length) return null;
  return splitPaths(items.map((item) => levelTexts(item as JsonArray | JsonNumbers, errors)));
}

/** Returns the length of a list of single values; 0 for anything else. */
function levelCount(item: JsonNode): number {
  if (item.kind === 'numbers') return item.values.length;
  const isFlat =
    item.kind === 'array' && !item.items.some((level) => isList(level) || level.kind === 'object');
  return isFlat ? item.items.length : 0;
}

function levelTexts(item: JsonArray | JsonNumbers, errors: JsonErrors): string[] {
  const isNull = (level: number) => item.kind === 'array' && item.items[level].kind === 'null';
  return itemTexts(errors.document, item).map((text, level) => (isNull(level) ? '' : text));
}

/** Checks that there are `count` labels. `noun` names what they label. Error: `label-count`. */
export function checkLabelCount(
  labels: LabelList | null,
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
