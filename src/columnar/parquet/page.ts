import type { ColumnDecoder, DecodedArray, PageHeader } from 'hyparquet/src/types.js';
import { DECOMPRESSORS } from './codecs.js';
import { loadHyparquet } from './hyparquet.js';
import { readRuns } from './runs.js';

/** A page of a column. Missing values are not stored. */
export interface DataPage {
  /** The number of values, including missing ones. */
  readonly count: number;
  /** For each value 1 if it is present and 0 if it is missing; null if all are present. */
  readonly levels: Uint32Array | null;
  /** The values as they are stored or, with a dictionary, their positions in it. */
  readonly stored: DecodedArray;
  readonly usesDictionary: boolean;
}

/** Decompresses the part of a page that is compressed. */
export function decompressPage(bytes: Uint8Array, size: number, codec: string): Uint8Array {
  if (codec === 'UNCOMPRESSED' || size === 0) return bytes;
  if (!Object.hasOwn(DECOMPRESSORS, codec)) throw new Error(`the compression ${codec} is not supported`);
  const page = DECOMPRESSORS[codec](bytes, size);
  if (page.length !== size) throw new Error('a page does not have the size that its header states');
  return page;
}

/** Reads a page of values. @throws Error for damaged data */
export function readDataPage(
  bytes: Uint8Array,
  header: PageHeader,
  decoder: ColumnDecoder,
  reserve: (bytes: number) => void,
): DataPage {
  const { codec, element } = decoder;
  const isNullable = element.repetition_type !== 'REQUIRED';
  const version2 = header.data_page_header_v2;
  const size = header.uncompressed_page_size;
  if (version2) {
    const levelsEnd = version2.definition_levels_byte_length;
    if (version2.repetition_levels_byte_length !== 0 || levelsEnd > Math.min(size, bytes.length)) {
      throw new Error('the levels of a page are longer than the page');
    }
    const levels = isNullable ? readRuns(bytes, 0, levelsEnd, 1, version2.num_values) : null;
    const isCompressed = version2.is_compressed !== false;
    const rest = bytes.subarray(levelsEnd);
    const page = isCompressed ? decompressPage(rest, size - levelsEnd, codec) : rest;
    return { ...readValues(page, 0, version2, levels, decoder, reserve), levels };
  }
  const page = decompressPage(bytes, size, codec);
  const version1 = header.data_page_header;
  if (!version1) throw new Error('a page has no header');
  if (!isNullable) return { ...readValues(page, 0, version1, null, decoder, reserve), levels: null };
  const start = 4 + viewOf(page).getUint32(0, true);
  if (start > page.length) throw new Error('the levels of a page are longer than the page');
  const levels = readRuns(page, 4, start, 1, version1.num_values);
  return { ...readValues(page, start, version1, levels, decoder, reserve), levels };
}

function readValues(
  page: Uint8Array,
  start: number,
  { num_values: count, encoding }: { readonly num_values: number; readonly encoding: string },
  levels: Uint32Array | null,
  { type, element }: ColumnDecoder,
  reserve: (bytes: number) => void,
): Omit<DataPage, 'levels'> {
  const { readPlain, deltaBinaryUnpack, deltaLengthByteArray, byteStreamSplit } = loadHyparquet();
  const present = levels ? levels.reduce((sum, level) => sum + level, 0) : count;
  const reader = { view: viewOf(page), offset: start };
  const withValues = (stored: DecodedArray, usesDictionary = false) => {
    if (reader.offset > page.length) throw new Error('a page has too few values');
    return { count, stored, usesDictionary };
  };
  if (present === 0) return withValues([]);
  switch (encoding) {
    case 'PLAIN':
      return withValues(readPlain(reader, type, present, element.type_length));
    case 'PLAIN_DICTIONARY':
    case 'RLE_DICTIONARY':
      return withValues(readRuns(page, start + 1, page.length, page[start], present), true);
    case 'RLE':
      return withValues(readRuns(page, start + 4, page.length, 1, present));
    case 'DELTA_BINARY_PACKED': {
      const integers = type === 'INT32' ? new Int32Array(present) : new BigInt64Array(present);
      deltaBinaryUnpack(reader, present, integers);
      return withValues(integers);
    }
    case 'DELTA_LENGTH_BYTE_ARRAY': {
      const texts = new Array<Uint8Array>(present);
      deltaLengthByteArray(reader, present, texts);
      return withValues(texts);
    }
    case 'DELTA_BYTE_ARRAY': {
      const prefixes = new Int32Array(present);
      deltaBinaryUnpack(reader, present, prefixes);
      const suffixes = new Array<Uint8Array>(present);
      deltaLengthByteArray(reader, present, suffixes);
      return withValues(joinPrefixes(prefixes, suffixes, reserve));
    }
    case 'BYTE_STREAM_SPLIT':
      return withValues(byteStreamSplit(reader, present, type, element.type_length));
    default:
      throw new Error(`the encoding ${encoding} is not supported`);
  }
}

/** Joins each suffix with the start of the text before. The texts can be much longer than the page. */
function joinPrefixes(
  prefixes: Int32Array,
  suffixes: readonly Uint8Array[],
  reserve: (bytes: number) => void,
): Uint8Array[] {
  let previous: Uint8Array = new Uint8Array(0);
  return suffixes.map((suffix, i) => {
    const prefix = prefixes[i];
    if (prefix < 0 || prefix > previous.length)
      throw new Error('a text continues a longer prefix than the text before it has');
    if (prefix > 0) reserve(prefix + suffix.length);
    previous = prefix === 0 ? suffix : Buffer.concat([previous.subarray(0, prefix), suffix]);
    return previous;
  });
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}
