/**
 * A node of a JSON syntax tree. The tree keeps the position of each value, the order of keys, and repeated keys.
 * Offsets count UTF-16 code units from the start of `JsonDocument.text`; `end` is exclusive.
 */
export type JsonNode = JsonScalar | JsonNumbers | JsonArray | JsonObject;

export type JsonScalar = JsonString | JsonNumber | JsonBoolean | JsonNull;

interface Span {
  readonly start: number;
  readonly end: number;
}

export interface JsonString extends Span {
  readonly kind: 'string';
  readonly value: string;
}

export interface JsonNumber extends Span {
  readonly kind: 'number';
  readonly value: number;
}

export interface JsonBoolean extends Span {
  readonly kind: 'boolean';
  readonly value: boolean;
}

export interface JsonNull extends Span {
  readonly kind: 'null';
  readonly value: null;
}

/**
 * A compact list: an array of at least one item whose items are all numbers or null. Null and `NaN` become NaN. So each
 * number of a matrix needs eight bytes instead of a node.
 */
export interface JsonNumbers extends Span {
  readonly kind: 'numbers';
  readonly length: number;
  /** Read it once before a loop, because it may be a new view each time. */
  readonly values: Float64Array;
}

/** Any other array, including an empty one. */
export interface JsonArray extends Span {
  readonly kind: 'array';
  readonly items: readonly JsonNode[];
}

export interface JsonObject extends Span {
  readonly kind: 'object';
  readonly entries: readonly JsonEntry[];
}

export interface JsonEntry {
  readonly key: string;
  readonly keyStart: number;
  readonly keyEnd: number;
  readonly value: JsonNode;
}

export interface JsonDocument {
  /** The name of the file, for diagnostics. */
  readonly file: string;
  /** Empty if the document was made from JavaScript values; its offsets are then meaningless. */
  readonly text: string;
  readonly root: JsonNode;
}

export function isList(node: JsonNode | undefined): node is JsonNumbers | JsonArray {
  return node?.kind === 'array' || node?.kind === 'numbers';
}
