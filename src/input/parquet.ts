import type { FileMetaData } from 'hyparquet';
import { type Batch, type ColumnTable, pandasIndexColumns } from '../columnar/column-table.js';
import { readColumnChunk } from '../columnar/parquet/column-chunk.js';
import { loadHyparquet } from '../columnar/parquet/hyparquet.js';
import { describeColumn } from '../columnar/parquet/schema.js';
import { createExpansionLimit } from '../compression/expansion.js';
import { fail, HeatmapError } from '../diagnostics.js';
import { checkSize } from '../matrix/limits.js';
import { readAll } from './bytes.js';
import { readColumnTable } from './columnar/read.js';
import type { Reader } from './reader.js';

/**
 * Reads a Parquet file as `readColumnTable` does, one group of rows at a time. Nested columns are skipped.
 *
 * Errors: `parquet-truncated`, `parquet-damaged`, `expands-too-much`, `too-large`, and those of `readColumnTable`.
 */
export const readParquet: Reader = (source, options, report, readPlan) => {
  const { name: file, bytes } = readAll(source);
  return readColumnTable(openParquet(bytes, file), options, report, readPlan);
};

function openParquet(bytes: Uint8Array, file: string): ColumnTable {
  const end = new TextDecoder('latin1').decode(bytes.subarray(-4));
  if (end !== 'PAR1') {
    fail('parquet-truncated', 'the file does not end with "PAR1"; it is probably incomplete', { file });
  }
  const { parquetMetadata, parquetSchema } = loadHyparquet();
  const metadata = decode(file, () => parquetMetadata(bytes, { geoparquet: false }));
  const root = decode(file, () => parquetSchema(metadata));
  const columns = decode(file, () => root.children.map(describeColumn));
  const index = pandasIndexColumns(metadata.key_value_metadata?.find(({ key }) => key === 'pandas')?.value);
  const groups = metadata.row_groups.filter(({ num_rows: rows }) => rows > 0);
  const reserve = createExpansionLimit(bytes.length, file);

  function readGroup(
    group: FileMetaData['row_groups'][number],
    wanted: readonly number[],
    rowLimit: number,
  ): Batch {
    const rows = Number(group.num_rows);
    const maxRows = Math.min(rows, rowLimit);
    checkSize('cells', maxRows * wanted.length, file, 'write the file with smaller row groups');
    return {
      rows: maxRows,
      columns: wanted.map((position) => {
        const child = root.children[position];
        const { name, kind } = columns[position];
        const chunk = group.columns.find(({ meta_data: meta }) => {
          return meta?.path_in_schema.length === 1 && meta.path_in_schema[0] === name;
        });
        if (!chunk?.meta_data || chunk.file_path) throw new Error('a column is missing');
        const schemaPath = [root, child];
        return readColumnChunk(
          bytes,
          { metadata: chunk.meta_data, schemaPath, kind, rows, maxRows },
          reserve,
        );
      }),
    };
  }

  return {
    file,
    columns,
    rows: groups.reduce((sum, group) => sum + Number(group.num_rows), 0),
    indexColumns: index
      .map((name) => columns.findIndex((column) => column.name === name))
      .filter((i) => i >= 0),
    *batches(wanted, maxRows = Number.POSITIVE_INFINITY) {
      let left = maxRows;
      for (const group of groups) {
        if (left <= 0) return;
        yield decode(file, () => readGroup(group, wanted, left));
        left -= Number(group.num_rows);
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
    const reason = (error as Error).message.replace(/^parquet /, '');
    fail('parquet-damaged', `the file cannot be decoded: ${reason}`, { file });
  }
}
