import { fail, quote } from '../diagnostics.js';
import { NO_REDUCTION } from '../matrix/limits.js';
import { singleDataset } from '../matrix/matrix.js';
import { TextBuffer } from './csv/text-buffer.js';
import { decodeStream } from './decode.js';
import { createTabCursor, nextFields, readFeatureRows } from './genomics/feature-rows.js';
import type { Reader } from './reader.js';
import { FEATURE_COLUMNS } from './shapes.js';

/**
 * Reads the counts of featureCounts: genes by files. The columns are named by file, without its folder if the names
 * stay distinct. The position and length of genes are not drawn.
 *
 * Reports `skipped-metadata`. Errors: `feature-counts-header`, and those of `readFeatureRows`.
 */
export const readFeatureCounts: Reader = (source, { missingValues }, report, plan = NO_REDUCTION) => {
  const text = new TextBuffer(source.name, decodeStream(source, report));
  const cursor = createTabCursor(text, true);
  const header = nextFields(cursor, text.file) ?? [];
  if (!FEATURE_COLUMNS.every((name, i) => header[i] === name) || header.length === FEATURE_COLUMNS.length) {
    const place = header.length > 0 ? text.place(cursor.recordStart) : { file: text.file };
    fail(
      'feature-counts-header',
      `the header must be ${FEATURE_COLUMNS.join(', ')} and at least one file`,
      place,
    );
  }
  const columnLabels = shortNames(header.slice(FEATURE_COLUMNS.length));
  const labelOf = ([gene]: readonly string[]) => gene ?? '';
  const layout = { leading: FEATURE_COLUMNS.length, columnLabels, labelOf, missingValues };
  const body = readFeatureRows(text, cursor, layout, plan);
  if (body.rows === 0) fail('no-rows', 'the table has a header row but no data rows', { file: text.file });
  report({
    severity: 'note',
    code: 'skipped-metadata',
    message: `the columns ${FEATURE_COLUMNS.slice(1).map(quote).join(', ')} describe the genes and are not drawn`,
    place: { file: text.file },
  });
  const matrix = { ...body, columns: columnLabels.length, columnLabels, categories: null };
  return singleDataset(matrix, { x: null, y: FEATURE_COLUMNS[0], value: null });
};

/** Returns the names of files without their folders, or with them if two files have the same name. */
function shortNames(paths: readonly string[]): readonly string[] {
  const names = paths.map((path) => path.replace(/^.*[/\\](?=[^/\\])/, ''));
  return new Set(names).size === names.length ? names : paths;
}
