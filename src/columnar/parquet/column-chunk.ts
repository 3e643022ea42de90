import type { ColumnDecoder, ColumnMetaData, PageHeader, SchemaTree } from 'hyparquet/src/types.js';
import type { ColumnKind, ColumnValues } from '../column-table.js';
import { loadHyparquet } from './hyparquet.js';
import { type DataPage, decompressPage, readDataPage } from './page.js';
import { TIME_PARSERS } from './schema.js';

/** A column in one group of rows. */
export interface ColumnChunk {
  readonly metadata: ColumnMetaData;
  /** The elements of the schema from the root to the column. */
  readonly schemaPath: SchemaTree[];
  readonly kind: ColumnKind;
  readonly rows: number;
  /** The number of rows to read, from the first one on. */
  readonly maxRows: number;
}

/**
 * Decodes a column that is not nested. `reserve` is called with the number of bytes before they are allocated, so that
 * it can reject a file that expands too much.
 *
 * @throws Error for damaged data
 */
export function readColumnChunk(
  file: Uint8Array,
  { metadata, schemaPath, kind, rows, maxRows }: ColumnChunk,
  reserve: (bytes: number) => void,
): ColumnValues {
  const { parquetHeader, DEFAULT_PARSERS } = loadHyparquet();
  const start = Number(metadata.dictionary_page_offset || metadata.data_page_offset);
  const end = start + Number(metadata.total_compressed_size);
  if (!(start >= 0 && end > start && end <= file.length)) throw new Error('a column is outside of the file');
  const bytes = file.subarray(start, end);
  const decoder: ColumnDecoder = {
    ...metadata,
    pathInSchema: metadata.path_in_schema,
    element: schemaPath[schemaPath.length - 1].element,
    schemaPath,
    parsers: { ...DEFAULT_PARSERS, ...TIME_PARSERS },
  };
  const reader = { view: new DataView(bytes.buffer, bytes.byteOffset, bytes.length), offset: 0 };
  const isNumeric = kind === 'number' || kind === 'boolean';
  const output = isNumeric
    ? new Float64Array(maxRows).fill(Number.NaN)
    : new Array<string | null>(maxRows).fill(null);
  let dictionary: ColumnValues | null = null;
  for (let filled = 0; filled < maxRows; ) {
    const header = parquetHeader(reader);
    const content = bytes.subarray(reader.offset, reader.offset + header.compressed_page_size);
    reader.offset += header.compressed_page_size;
    checkSizes(header, content, rows - filled);
    reserve(header.uncompressed_page_size);
    if (header.dictionary_page_header) {
      dictionary = readDictionary(content, header, decoder, isNumeric);
    } else if (header.data_page_header || header.data_page_header_v2) {
      const page = readDataPage(content, header, decoder, reserve);
      const values = page.usesDictionary ? dictionary : convertValues(page.stored, decoder, isNumeric);
      if (!values) throw new Error('a page has no dictionary');
      scatter(page, values, output, filled);
      filled += page.count;
    }
  }
  return output;
}

/** Checks the sizes of a page: hostile ones could demand any amount of memory or time. */
function checkSizes(header: PageHeader, content: Uint8Array, rowsLeft: number): void {
  const { compressed_page_size: size, uncompressed_page_size: uncompressedSize } = header;
  if (!(size >= 0 && uncompressedSize >= 0)) throw new Error('a page has a negative size');
  if (content.length < size) throw new Error('a page is longer than its column');
  const count = (header.data_page_header ?? header.data_page_header_v2)?.num_values;
  if (count !== undefined && !(count >= 0 && count <= rowsLeft)) {
    throw new Error('a column has more values than rows');
  }
}

function readDictionary(
  bytes: Uint8Array,
  header: PageHeader,
  decoder: ColumnDecoder,
  isNumeric: boolean,
): ColumnValues {
  const size = header.uncompressed_page_size;
  const page = decompressPage(bytes, size, decoder.codec);
  const count = header.dictionary_page_header?.num_values ?? 0;
  if (!(count >= 0 && count <= size)) throw new Error('a dictionary has more values than bytes');
  const reader = { view: new DataView(page.buffer, page.byteOffset, page.length), offset: 0 };
  const stored = loadHyparquet().readPlain(reader, decoder.type, count, decoder.element.type_length);
  if (reader.offset > page.length) throw new Error('a dictionary has too few values');
  return convertValues(stored, decoder, isNumeric);
}

/** Converts values from the way in which they are stored. */
function convertValues(stored: DataPage['stored'], decoder: ColumnDecoder, isNumeric: boolean): ColumnValues {
  const values: ArrayLike<unknown> = loadHyparquet().convert(stored, decoder);
  if (values instanceof Float64Array) return values;
  if (isNumeric) return Float64Array.from(values, Number);
  return Array.from(values, (value) => (value === null || value === undefined ? null : String(value)));
}

/** Writes the values of a page into the output from `start` to its end, and leaves missing ones as they are. */
function scatter(
  { count, levels, stored, usesDictionary }: DataPage,
  values: ColumnValues,
  output: Float64Array | (string | null)[],
  start: number,
): void {
  const positions = usesDictionary ? (stored as Uint32Array) : null;
  let next = 0;
  const end = Math.min(count, output.length - start);
  for (let i = 0; i < end; i++) {
    if (levels?.[i] === 0) continue;
    const position = positions ? positions[next] : next;
    next++;
    if (position >= values.length) throw new Error('a value is not in the dictionary');
    output[start + i] = values[position] as number & string;
  }
}
