import { type Diagnostic, type Place, placeAtOffset, quote } from '../diagnostics.js';
import type { JsonArray, JsonDocument, JsonEntry, JsonNode, JsonNumbers } from './node.js';
import { findWordEnd, skipWhitespace } from './scan.js';

export interface LocatedNode {
  readonly node: JsonNode;
  /** The entry of `node`, if the path ends with a key. */
  readonly entry?: JsonEntry;
  /** The position of the item in `node`, if the path ends inside a compact list, whose items have no nodes. */
  readonly index?: number;
}

/** Returns the node at `path` below `root`, or undefined. The last of repeated keys wins. */
export function nodeAt(root: JsonNode, path: readonly (string | number)[]): LocatedNode | undefined {
  let located: LocatedNode | undefined = { node: root };
  for (const step of path) {
    located = located && located.index === undefined ? stepInto(located.node, step) : undefined;
  }
  return located;
}

function stepInto(node: JsonNode, step: string | number): LocatedNode | undefined {
  if (node.kind === 'object') {
    const entry = node.entries.findLast((entry) => entry.key === String(step));
    return entry && { node: entry.value, entry };
  }
  const index = Number(step);
  if (node.kind === 'array') return node.items[index] && { node: node.items[index] };
  if (node.kind === 'numbers') return index in node.values ? { node, index } : undefined;
  return undefined;
}

/** Returns the place of a value or of the key of an entry; only the file if the document has no text. */
export function placeOf(document: JsonDocument, target: JsonNode | JsonEntry): Place {
  const [start, end] = 'keyStart' in target ? [target.keyStart, target.keyEnd] : [target.start, target.end];
  return placeBetween(document, start, end);
}

/** Returns the place of one item of a compact list. */
export function itemPlace(document: JsonDocument, numbers: JsonNumbers, index: number): Place {
  const { text } = document;
  if (!text) return placeOf(document, numbers);
  let start = firstItemStart(text, numbers);
  for (let i = 0; i < index; i++) start = nextItemStart(text, start);
  return placeBetween(document, start, findWordEnd(text, start));
}

/** Returns the place of the value at `path`, or of its innermost existing ancestor. */
export function placeAt(document: JsonDocument, path: readonly (string | number)[]): Place {
  for (let length = path.length; length > 0; length--) {
    const located = nodeAt(document.root, path.slice(0, length));
    if (located) {
      const { node, index } = located;
      return node.kind === 'numbers' && index !== undefined
        ? itemPlace(document, node, index)
        : placeOf(document, node);
    }
  }
  return placeOf(document, document.root);
}

/**
 * Returns the items of a list as text: the value of a string, and any other item as it is written (1.0 stays "1.0").
 */
export function itemTexts(document: JsonDocument, list: JsonNumbers | JsonArray): string[] {
  if (list.kind === 'array') return list.items.map((item) => textOf(document, item));
  const { text } = document;
  if (!text) return Array.from(list.values, String);
  let next = firstItemStart(text, list);
  return Array.from(list.values, () => {
    const start = next;
    next = nextItemStart(text, start);
    return text.slice(start, findWordEnd(text, start));
  });
}

/** Returns one value as text, as `itemTexts` does. */
export function textOf(document: JsonDocument, node: JsonNode): string {
  if (node.kind === 'string') return node.value;
  if (document.text) return document.text.slice(node.start, node.end);
  return 'value' in node ? String(node.value) : `[${node.kind}]`;
}

/** The limit keeps the report short; each error also needs a pass through the text to find its line. */
const MAX_DUPLICATES = 20;

/** Returns one error for each key that occurs earlier in the same object, with the place of the repetition. */
export function findDuplicateKeys(document: JsonDocument): Diagnostic[] {
  const errors: Diagnostic[] = [];
  visit(document.root);
  return errors;

  function visit(node: JsonNode): void {
    if (errors.length === MAX_DUPLICATES) return;
    if (node.kind === 'array') node.items.forEach(visit);
    if (node.kind !== 'object') return;
    const first = new Map<string, JsonEntry>();
    for (const entry of node.entries) {
      const earlier = first.get(entry.key);
      if (earlier && errors.length < MAX_DUPLICATES) errors.push(duplicateKeyError(document, entry, earlier));
      if (!earlier) first.set(entry.key, entry);
      visit(entry.value);
    }
  }
}

function duplicateKeyError(document: JsonDocument, entry: JsonEntry, earlier: JsonEntry): Diagnostic {
  const { line, column } = placeOf(document, earlier);
  return {
    severity: 'error',
    code: 'duplicate-key',
    message: `the key ${quote(entry.key)} occurs twice in this object`,
    place: placeOf(document, entry),
    hints: [`remove it here or at line ${line}, column ${column}`],
  };
}

function placeBetween(document: JsonDocument, start: number, end: number): Place {
  return document.text
    ? placeAtOffset(document.file, document.text, start, end - start)
    : { file: document.file };
}

/** Returns the start of the first item of a list. */
function firstItemStart(text: string, list: JsonNumbers): number {
  return skipWhitespace(text, list.start + 1);
}

/** Returns the start of the item after the one at `start`. */
function nextItemStart(text: string, start: number): number {
  const comma = skipWhitespace(text, findWordEnd(text, start));
  return skipWhitespace(text, comma + 1);
}
