import { type Diagnostic, type Place, placeIn } from '../diagnostics.js';
import type { JsonArray, JsonDocument, JsonEntry, JsonNode, JsonNumbers } from './node.js';
import { skipBlank, wordEnd } from './scan.js';
import { quoted } from './wording.js';

export interface Found {
  readonly node: JsonNode;
  /** The entry whose value `node` is, where the path ends with a key. */
  readonly key?: JsonEntry;
  /** Where the path ends inside a compact list, whose items have no nodes of their own: the item's position in `node`. */
  readonly index?: number;
}

/** What stands at `path` below `root`, or undefined; of a repeated key the last counts. */
export function nodeAt(root: JsonNode, path: readonly (string | number)[]): Found | undefined {
  let found: Found | undefined = { node: root };
  for (const step of path) {
    found = found && found.index === undefined ? stepInto(found.node, step) : undefined;
  }
  return found;
}

function stepInto(node: JsonNode, step: string | number): Found | undefined {
  if (node.kind === 'object') {
    const key = node.entries.findLast((entry) => entry.key === String(step));
    return key && { node: key.value, key };
  }
  const index = Number(step);
  if (node.kind === 'array') return node.items[index] && { node: node.items[index] };
  if (node.kind === 'numbers') return index in node.values ? { node, index } : undefined;
  return undefined;
}

/** The place of a value, or of an entry's key; only the file where the document has no text. */
export function placeOf(document: JsonDocument, what: JsonNode | JsonEntry): Place {
  const [start, end] = 'keyStart' in what ? [what.keyStart, what.keyEnd] : [what.start, what.end];
  return placeBetween(document, start, end);
}

/** The place of one item of a compact list. */
export function itemPlace(document: JsonDocument, numbers: JsonNumbers, index: number): Place {
  const { text } = document;
  if (!text) return placeOf(document, numbers);
  let start = firstItem(text, numbers);
  for (let i = 0; i < index; i++) start = itemAfter(text, start);
  return placeBetween(document, start, wordEnd(text, start));
}

/** The place of the value at `path`, or of the innermost value around it that exists. */
export function placeAt(document: JsonDocument, path: readonly (string | number)[]): Place {
  for (let length = path.length; length > 0; length--) {
    const found = nodeAt(document.root, path.slice(0, length));
    if (found) {
      const { node, index } = found;
      return node.kind === 'numbers' && index !== undefined
        ? itemPlace(document, node, index)
        : placeOf(document, node);
    }
  }
  return placeOf(document, document.root);
}

/**
 * The items of a list as text: what a string says, and anything else exactly as it is written, so that the
 * label 1.0 stays "1.0".
 */
export function itemTexts(document: JsonDocument, list: JsonNumbers | JsonArray): string[] {
  if (list.kind === 'array') return list.items.map((item) => textOf(document, item));
  const { text } = document;
  if (!text) return Array.from(list.values, String);
  let next = firstItem(text, list);
  return Array.from(list.values, () => {
    const start = next;
    next = itemAfter(text, start);
    return text.slice(start, wordEnd(text, start));
  });
}

/** One value as `itemTexts` gives it. */
export function textOf(document: JsonDocument, node: JsonNode): string {
  if (node.kind === 'string') return node.value;
  if (document.text) return document.text.slice(node.start, node.end);
  return 'value' in node ? String(node.value) : `[${node.kind}]`;
}

/** At most this many are worth reading, and each costs a walk through the text. */
const MOST_DUPLICATES = 20;

/** One error for every key that its object has already; the place is that of the repeat. */
export function duplicateKeys(document: JsonDocument): Diagnostic[] {
  const faults: Diagnostic[] = [];
  visit(document.root);
  return faults;

  function visit(node: JsonNode): void {
    if (faults.length === MOST_DUPLICATES) return;
    if (node.kind === 'array') node.items.forEach(visit);
    if (node.kind !== 'object') return;
    const first = new Map<string, JsonEntry>();
    for (const entry of node.entries) {
      const earlier = first.get(entry.key);
      if (earlier && faults.length < MOST_DUPLICATES) faults.push(duplicate(document, entry, earlier));
      if (!earlier) first.set(entry.key, entry);
      visit(entry.value);
    }
  }
}

function duplicate(document: JsonDocument, entry: JsonEntry, earlier: JsonEntry): Diagnostic {
  const { line, column } = placeOf(document, earlier);
  return {
    severity: 'error',
    code: 'duplicate-key',
    message: `the key ${quoted(entry.key)} stands twice in this object`,
    place: placeOf(document, entry),
    hints: [`it stands first at line ${line}, column ${column}; keep one of the two`],
  };
}

function placeBetween(document: JsonDocument, start: number, end: number): Place {
  return document.text ? placeIn(document.file, document.text, start, end - start) : { file: document.file };
}

/** Where the first item of a list begins, and the one after the item at `start`. */
function firstItem(text: string, list: JsonNumbers): number {
  return skipBlank(text, list.start + 1);
}

function itemAfter(text: string, start: number): number {
  const comma = skipBlank(text, wordEnd(text, start));
  return skipBlank(text, comma + 1);
}
