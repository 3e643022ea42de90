import type { Place, Report } from '../../diagnostics.js';
import type { TableCursor } from './cursor.js';
import type { TableLayout } from './header.js';
import type { DelimitedTable } from './table.js';

const DELIMITER_NAMES: Readonly<Record<string, string>> = {
  ',': 'comma-separated',
  ';': 'semicolon-separated',
  '\t': 'tab-separated',
  '|': 'pipe-separated',
  ' ': 'whitespace-separated',
};

const UNCERTAIN_PARTS = {
  header: { code: 'uncertain-header', part: 'line', labels: 'column labels' },
  rowLabels: { code: 'uncertain-row-labels', part: 'column', labels: 'row labels' },
} as const;

/** Reports the guesses for options of `table` that are not set (note `guessed`), and the guesses that are uncertain. */
export function reportGuesses(
  { text, dialect, layout, options, isAligned }: DelimitedTable,
  report: Report,
): void {
  const place = { file: text.file };
  const guesses: string[] = [];
  if (options.delimiter === undefined && layout.fieldCount > 1) {
    const delimiter = String.fromCharCode(dialect.delimiter);
    guesses.push(
      isAligned ? 'aligned with blanks' : (DELIMITER_NAMES[delimiter] ?? `separated by ${delimiter}`),
    );
  }
  if (options.decimal === undefined) {
    guesses.push(dialect.decimal === '.' ? 'decimal point' : 'decimal comma');
  }
  const { levels } = layout;
  if (options.header === undefined) {
    const count = levels?.headerLines ?? 1;
    guesses.push(!layout.header ? 'no header row' : count > 1 ? `${count} header rows` : 'header row');
  }
  if (options.rowLabels === undefined) {
    const count = levels?.labelColumns ?? 1;
    guesses.push(
      !layout.rowLabels ? 'no label column' : count > 1 ? `${count} label columns` : 'label column',
    );
  }
  if (guesses.length > 0) {
    report({ severity: 'note', code: 'guessed', message: `read as ${guesses.join(', ')}`, place });
  }
  reportUncertain(layout, place, report);
}

/** Reports the parts of a table that could be labels or data. */
export function reportUncertain(
  layout: Pick<TableLayout, 'header' | 'rowLabels' | 'uncertain'>,
  place: Place,
  report: Report,
): void {
  for (const key of layout.uncertain) {
    const { code, part, labels } = UNCERTAIN_PARTS[key];
    const guess = layout[key];
    const [chosen, alternative] = guess ? [labels, 'data'] : ['data', labels];
    report({
      severity: 'info',
      code,
      message: `the first ${part} is read as ${chosen}, but it could be ${alternative}`,
      place,
      hints: [`set "${key}": ${guess} if this is right, or "${key}": ${!guess} if not`],
    });
  }
}

/** Reports the number of comment lines that `cursor` skipped up to the end of its table (note `comments`). */
export function reportComments(file: string, { commentCount }: TableCursor, report: Report): void {
  if (commentCount === 0) return;
  const lines = commentCount === 1 ? '1 comment line' : `${commentCount} comment lines`;
  report({ severity: 'note', code: 'comments', message: `skipped ${lines}`, place: { file } });
}
