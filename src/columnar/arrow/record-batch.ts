import type { ColumnValues } from '../column-table.js';
import { type Dictionaries, decodeColumn, type RawColumn } from './column.js';
import { decompressBuffer } from './compression.js';
import type { FlatTable } from './flatbuffer.js';
import type { Field } from './schema.js';

/** Rows of a table, or the values of a dictionary, that are not decoded yet. */
export interface RecordBatch {
  readonly rows: number;
  /** Decodes the first rows of a field, by position; by default all. @throws Error for damaged data */
  readonly column: (position: number, maxRows?: number) => ColumnValues;
}

/**
 * Reads the description of a batch. `reserve` is called with the number of bytes before they are decompressed.
 *
 * @throws Error for damaged data
 */
export function readRecordBatch(
  batch: FlatTable,
  body: Uint8Array,
  fields: readonly Field[],
  dictionaries: Dictionaries,
  reserve: (bytes: number) => void,
): RecordBatch {
  const rows = batch.long(0);
  const nodes = batch.longs(1, 2);
  const buffers = batch.longs(2, 2);
  const compression = batch.table(3);
  const variadicCounts = batch.longs(4).flat();
  const codec = compression ? compression.byte(0) : null;
  if (rows < 0) throw new Error('a batch has a negative number of rows');

  /** The first node and the first buffer of each field. */
  const starts: { readonly node: number; readonly buffer: number }[] = [];
  const position = { node: 0, buffer: 0, variadic: 0 };
  const views = new Map<number, number>();
  const skip = (field: Field) => {
    const { type, dictionary } = field;
    position.node++;
    if (!dictionary && (type === 'utf8_view' || type === 'binary_view')) {
      const count = variadicCounts[position.variadic++] ?? 0;
      if (!(count >= 0 && count <= buffers.length)) throw new Error('a column has too many buffers');
      views.set(position.buffer, count);
      position.buffer += 2 + count;
      return;
    }
    position.buffer += dictionary ? 2 : bufferCount(field);
    if (!dictionary) field.children.forEach(skip);
  };
  for (const field of fields) {
    starts.push({ node: position.node, buffer: position.buffer });
    skip(field);
  }

  const bufferAt = (index: number): Uint8Array => {
    const [offset, length] = buffers[index] ?? [0, 0];
    if (offset < 0 || length < 0 || offset + length > body.length)
      throw new Error('a buffer is outside of its batch');
    const bytes = body.subarray(offset, offset + length);
    return codec === null || length === 0 ? bytes : decompressBuffer(bytes, codec, reserve);
  };
  return {
    rows,
    column(index, maxRows = rows) {
      const { node, buffer } = starts[index];
      const [length] = nodes[node] ?? [0];
      if (length !== rows) throw new Error('a column and its batch differ in length');
      const raw: RawColumn = {
        length: Math.min(length, maxRows),
        validity: bufferAt(buffer),
        buffer: (i) => bufferAt(buffer + 1 + i),
        views: views.get(buffer) ?? 0,
      };
      return decodeColumn(fields[index], raw, dictionaries, reserve);
    },
  };
}

/** The number of buffers of a field without those of its children and without variadic ones. */
function bufferCount({ type, parameters }: Field): number {
  switch (type) {
    case 'null':
    case 'run_end_encoded':
      return 0;
    case 'fixed_size_list':
    case 'struct':
      return 1;
    case 'utf8':
    case 'binary':
    case 'large_utf8':
    case 'large_binary':
    case 'list_view':
    case 'large_list_view':
      return 3;
    case 'union':
      // A dense union also has offsets.
      return parameters?.short(0) === 1 ? 2 : 1;
    default:
      return 2;
  }
}
