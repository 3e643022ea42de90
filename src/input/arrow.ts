import { FlatTable } from '../columnar/arrow/flatbuffer.js';
import { type RecordBatch, readRecordBatch } from '../columnar/arrow/record-batch.js';
import { type ArrowSchema, describeField, type Field, readSchema } from '../columnar/arrow/schema.js';
import { type ColumnTable, type ColumnValues, pandasIndexColumns } from '../columnar/column-table.js';
import { createExpansionLimit } from '../compression/expansion.js';
import { fail, HeatmapError } from '../diagnostics.js';
import { checkSize } from '../matrix/limits.js';
import { readAll } from './bytes.js';
import { readColumnTable } from './columnar/read.js';
import type { Reader } from './reader.js';

/** The first bytes of a file, which a stream of messages follows. */
const FILE_SIGNATURE = 'ARROW1';
const OLD_SIGNATURE = 'FEA1';
const STREAM_START = 8;
/** The four bytes before the length of a message. Old files do not have them. */
const CONTINUATION = 0xffffffff;

// The kinds of messages.
const SCHEMA = 1;
const DICTIONARY_BATCH = 2;
const RECORD_BATCH = 3;

/**
 * Reads a file or a stream of Arrow, which Feather 2 also is, as `readColumnTable` does. Nested columns are skipped.
 *
 * Errors: `arrow-truncated`, `arrow-damaged`, `arrow-version`, `expands-too-much`, `too-large`, and those of
 * `readColumnTable`.
 */
export const readArrow: Reader = (source, options, report, readPlan) => {
  const { name: file, bytes } = readAll(source);
  return readColumnTable(
    decode(file, () => openArrow(bytes, file)),
    options,
    report,
    readPlan,
  );
};

function openArrow(bytes: Uint8Array, file: string): ColumnTable {
  const signature = new TextDecoder('latin1').decode(bytes.subarray(0, 6));
  if (signature.startsWith(OLD_SIGNATURE)) {
    fail(
      'arrow-version',
      'this is a Feather file of version 1, which pyarrow wrote before 2020',
      { file },
      'write it again: pyarrow.feather.write_feather(pyarrow.feather.read_table(path), path)',
    );
  }
  const isFile = signature === FILE_SIGNATURE;
  const end = new TextDecoder('latin1').decode(bytes.subarray(-6));
  if (isFile && end !== FILE_SIGNATURE) {
    fail('arrow-truncated', 'the file does not end with "ARROW1"; it is probably incomplete', { file });
  }
  const reserve = createExpansionLimit(bytes.length, file);
  const footer = isFile ? readFooter(bytes) : null;
  let schema: ArrowSchema | null = footer?.schema ?? null;
  const batches: RecordBatch[] = [];
  const dictionaries = new Map<number, ColumnValues>();
  const messages = [...readMessages(bytes, isFile ? STREAM_START : 0, footer?.start ?? bytes.length, file)];
  // In a file, a dictionary can follow the batches that use it.
  if (isFile) messages.sort((a, b) => a.kind - b.kind);
  for (const { kind, header, body } of messages) {
    if (kind === SCHEMA) {
      schema ??= readSchema(header);
    } else if (!schema) {
      throw new Error('the first message is not a schema');
    } else if (kind === DICTIONARY_BATCH) {
      addDictionary(header, body, schema, dictionaries, reserve);
    } else if (kind === RECORD_BATCH) {
      batches.push(readRecordBatch(header, body, schema.fields, new Map(dictionaries), reserve));
    }
  }
  if (!schema) throw new Error('there is no schema');
  return createTable(schema, batches, file);
}

interface ArrowMessage {
  readonly kind: number;
  readonly header: FlatTable;
  readonly body: Uint8Array;
}

/** Reads the end of a file: the length of the footer, the last signature, and the footer before them. */
function readFooter(bytes: Uint8Array): { readonly schema: ArrowSchema | null; readonly start: number } {
  const end = bytes.length - 4 - FILE_SIGNATURE.length;
  const length = new DataView(bytes.buffer, bytes.byteOffset, bytes.length).getInt32(end, true);
  const start = end - length;
  if (length < 0 || start < STREAM_START) throw new Error('the footer is longer than the file');
  const schema = FlatTable.root(bytes.subarray(start, end)).table(1);
  return { schema: schema && readSchema(schema), start };
}

function* readMessages(
  bytes: Uint8Array,
  start: number,
  stop: number,
  file: string,
): Generator<ArrowMessage> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let position = start; position + 8 <= stop; ) {
    const hasContinuation = view.getUint32(position, true) === CONTINUATION;
    const headerStart = position + (hasContinuation ? 8 : 4);
    const headerEnd = headerStart + view.getUint32(headerStart - 4, true);
    if (headerEnd === headerStart) return;
    const message = FlatTable.root(bytes.subarray(headerStart, headerEnd));
    const bodyLength = message.long(3);
    const end = headerEnd + bodyLength;
    if (bodyLength < 0) throw new Error('a message has a negative length');
    if (end > bytes.length) {
      fail('arrow-truncated', `a message ends at byte ${end}, but the data has ${bytes.length} bytes`, {
        file,
      });
    }
    const header = message.table(2);
    if (!header) throw new Error('a message has no header');
    yield { kind: message.byte(1), header, body: bytes.subarray(headerEnd, end) };
    position = end;
  }
}

/** Reads a dictionary, or values that continue one. */
function addDictionary(
  header: FlatTable,
  body: Uint8Array,
  schema: ArrowSchema,
  dictionaries: Map<number, ColumnValues>,
  reserve: (bytes: number) => void,
): void {
  const id = header.long(0);
  const batch = header.table(1);
  const field = schema.fields.find(({ dictionary }) => dictionary?.id === id);
  // The dictionaries of nested columns are not needed.
  if (!batch || !field || describeField(field).kind === 'other') return;
  const values: Field = { ...field, dictionary: null };
  const added = readRecordBatch(batch, body, [values], dictionaries, reserve).column(0);
  const before = header.byte(2) ? dictionaries.get(id) : undefined;
  dictionaries.set(id, before ? joinValues(before, added) : added);
}

function joinValues(a: ColumnValues, b: ColumnValues): ColumnValues {
  return a instanceof Float64Array
    ? Float64Array.from([...a, ...(b as Float64Array)])
    : [...a, ...(b as (string | null)[])];
}

function createTable(
  { fields, metadata }: ArrowSchema,
  batches: readonly RecordBatch[],
  file: string,
): ColumnTable {
  const index = pandasIndexColumns(metadata.get('pandas'));
  const present = batches.filter(({ rows }) => rows > 0);
  return {
    file,
    columns: fields.map(describeField),
    rows: present.reduce((sum, { rows }) => sum + rows, 0),
    indexColumns: index.map((name) => fields.findIndex((field) => field.name === name)).filter((i) => i >= 0),
    *batches(wanted, maxRows = Number.POSITIVE_INFINITY) {
      let left = maxRows;
      for (const batch of present) {
        if (left <= 0) return;
        const rows = Math.min(batch.rows, left);
        left -= rows;
        checkSize('cells', rows * wanted.length, file, 'write the file with smaller batches');
        yield decode(file, () => ({ rows, columns: wanted.map((position) => batch.column(position, rows)) }));
      }
    },
  };
}

/** Runs code that decodes the file. Turns every exception for hostile data into a diagnostic. */
function decode<T>(file: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof HeatmapError) throw error;
    fail('arrow-damaged', `the data cannot be decoded: ${(error as Error).message}`, { file });
  }
}
