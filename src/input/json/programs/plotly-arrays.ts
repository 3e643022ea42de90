/** Arrays as Plotly 6 writes them: bytes in base 64 with a type and a shape. */
import { fail } from '../../../diagnostics.js';
import { placeOf } from '../../../json/locate.js';
import type { JsonDocument, JsonNode, JsonObject } from '../../../json/node.js';
import { nodeOf, textAt } from './entries.js';

interface ElementType {
  readonly size: number;
  readonly read: (view: DataView, offset: number) => number;
}

const TYPES: Readonly<Record<string, ElementType>> = {
  i1: { size: 1, read: (view, offset) => view.getInt8(offset) },
  u1: { size: 1, read: (view, offset) => view.getUint8(offset) },
  i2: { size: 2, read: (view, offset) => view.getInt16(offset, true) },
  u2: { size: 2, read: (view, offset) => view.getUint16(offset, true) },
  i4: { size: 4, read: (view, offset) => view.getInt32(offset, true) },
  u4: { size: 4, read: (view, offset) => view.getUint32(offset, true) },
  f4: { size: 4, read: (view, offset) => view.getFloat32(offset, true) },
  f8: { size: 8, read: (view, offset) => view.getFloat64(offset, true) },
};

export function isTypedArray(node: JsonNode | undefined): node is JsonObject {
  return textAt(node, 'bdata') !== null && textAt(node, 'dtype') !== null;
}

/** Decodes an array; one without a shape has one axis. Error: `plotly-array`. */
export function decodeTypedArray(
  node: JsonObject,
  document: JsonDocument,
): { readonly values: Float64Array; readonly shape: readonly number[] } {
  const failArray = (message: string) =>
    fail('plotly-array', message, placeOf(document, nodeOf(node, 'bdata') as JsonNode));
  const dtype = textAt(node, 'dtype') as string;
  const type = Object.hasOwn(TYPES, dtype) ? TYPES[dtype] : null;
  if (!type) return failArray(`"dtype" must be one of ${Object.keys(TYPES).join(', ')}`);
  const bytes = Buffer.from(textAt(node, 'bdata') as string, 'base64');
  const count = Math.floor(bytes.length / type.size);
  const shape = shapeOf(nodeOf(node, 'shape')) ?? [count];
  const expected = shape.reduce((product, length) => product * length, type.size);
  if (expected !== bytes.length) {
    failArray(
      `"bdata" has ${bytes.length} bytes, but the shape ${shape.join(', ')} of ${dtype} needs ${expected}`,
    );
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return { values: Float64Array.from({ length: count }, (_, i) => type.read(view, i * type.size)), shape };
}

/** Returns a shape such as "2, 3" or [2, 3]; null if there is none. */
function shapeOf(node: JsonNode | undefined): number[] | null {
  if (node?.kind === 'numbers') return Array.from(node.values);
  if (node?.kind === 'number') return [node.value];
  return node?.kind === 'string' ? node.value.split(',').map(Number) : null;
}
