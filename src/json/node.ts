/**
 * A JSON text as a tree that remembers where everything stood, keeps the order of keys and keeps repeated
 * keys. Offsets count UTF-16 code units from the start of `JsonDocument.text`; `end` is exclusive.
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
 * An array of one item or more whose every item is a number or null, kept compact: null and `NaN` are NaN.
 * So a matrix of a million numbers costs eight bytes a number, not a node.
 */
export interface JsonNumbers extends Span {
  readonly kind: 'numbers';
  readonly values: Float64Array;
}

/** Any other array, the empty one included. */
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
  /** The file's name, for diagnostics. */
  readonly file: string;
  /** Empty where the document was made from values, not read; its offsets then mean nothing. */
  readonly text: string;
  readonly root: JsonNode;
}

export function isList(node: JsonNode | undefined): node is JsonNumbers | JsonArray {
  return node?.kind === 'array' || node?.kind === 'numbers';
}
