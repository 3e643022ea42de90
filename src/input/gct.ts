import { fail, type Report } from '../diagnostics.js';
import { NO_REDUCTION } from '../matrix/limits.js';
import { singleDataset } from '../matrix/matrix.js';
import type { TableCursor } from './csv/cursor.js';
import { TextBuffer } from './csv/text-buffer.js';
import { decodeStream } from './decode.js';
import { createTabCursor, nextFields, readFeatureRows } from './genomics/feature-rows.js';
import type { Reader } from './reader.js';

interface Sizes {
  readonly rows: number;
  readonly columns: number;
  /** The fields between the identifier of a row and its values. */
  readonly rowFields: number;
  /** The lines of metadata of the columns, below the header. */
  readonly columnLines: number;
}

/**
 * Reads GCT 1.2 and 1.3: genes by samples. The identifiers are the labels; descriptions and metadata are not drawn.
 *
 * Reports `skipped-metadata`. Errors: `gct-header`, `gct-size`, and those of `readFeatureRows`.
 */
export const readGct: Reader = (source, { missingValues }, report, plan = NO_REDUCTION) => {
  const { name: file } = source;
  const text = new TextBuffer(file, decodeStream(source, report));
  const cursor = createTabCursor(text, false);
  const sizes = readSizes(cursor, file);
  const columnLabels = readColumnLabels(cursor, sizes, text);
  for (let i = 0; i < sizes.columnLines; i++) if (!cursor.nextRecord()) failRows(sizes, 0, file);
  const layout = {
    leading: 1 + sizes.rowFields,
    columnLabels,
    labelOf: ([id]: readonly string[]) => id ?? '',
    missingValues,
  };
  const body = readFeatureRows(text, cursor, layout, plan);
  if (body.rows !== sizes.rows) failRows(sizes, body.rows, file);
  reportMetadata(sizes, file, report);
  return singleDataset({ ...body, columns: sizes.columns, columnLabels, categories: null });
};

function readSizes(cursor: TableCursor, file: string): Sizes {
  const place = { file };
  const version = nextFields(cursor, file)?.[0].trim();
  if (version !== '#1.2' && version !== '#1.3') {
    fail('gct-header', 'the first line must be #1.2 or #1.3, the version of GCT', place);
  }
  const sizes = (nextFields(cursor, file) ?? []).filter((field) => field.trim() !== '').map(Number);
  const count = version === '#1.2' ? 2 : 4;
  if (sizes.length !== count || !sizes.every((size) => Number.isSafeInteger(size) && size >= 0)) {
    fail('gct-header', `the second line must have ${count} whole numbers: the sizes of the matrix`, {
      ...place,
      line: 2,
    });
  }
  const [rows, columns, rowFields = 1, columnLines = 0] = sizes;
  if (rows * columns === 0) {
    fail('empty-array', `the matrix has ${rows} rows and ${columns} columns`, { ...place, line: 2 });
  }
  return { rows, columns, rowFields, columnLines };
}

function readColumnLabels(cursor: TableCursor, { columns, rowFields }: Sizes, text: TextBuffer): string[] {
  const fields = nextFields(cursor, text.file) ?? [];
  const labels = fields.slice(1 + rowFields);
  if (labels.length === columns) return labels;
  const place = fields.length > 0 ? text.place(cursor.recordStart) : { file: text.file };
  fail('gct-size', `the header has ${labels.length} samples, but line 2 announces ${columns}`, place);
}

function failRows({ rows }: Sizes, actual: number, file: string): never {
  fail(
    'gct-size',
    `the file has ${actual} rows, but line 2 announces ${rows}`,
    { file },
    'copy or write it again',
  );
}

function reportMetadata({ rowFields, columnLines }: Sizes, file: string, report: Report): void {
  if (rowFields + columnLines === 0) return;
  report({
    severity: 'note',
    code: 'skipped-metadata',
    message: `fields that describe rows (${rowFields}) and columns (${columnLines}) are not drawn`,
    place: { file },
  });
}
