import type { Report } from '../../diagnostics.js';
import type { TableCursor } from './cursor.js';
import type { Table } from './table.js';

const DELIMITER_NAMES: Readonly<Record<string, string>> = {
  ',': 'comma-separated',
  ';': 'semicolon-separated',
  '\t': 'tab-separated',
  '|': 'bar-separated',
  ' ': 'blank-separated',
};

const DOUBTS = {
  header: { code: 'uncertain-header', part: 'line', labels: 'column labels' },
  rowLabels: { code: 'uncertain-row-labels', part: 'column', labels: 'row labels' },
} as const;

/** Says what the options of `table` left open and how it was found to be (note `guessed`), and what could as well be otherwise. */
export function reportGuesses({ text, dialect, shape, options }: Table, report: Report): void {
  const place = { file: text.file };
  const guesses: string[] = [];
  if (options.delimiter === undefined && shape.fields > 1) {
    const delimiter = String.fromCharCode(dialect.delimiter);
    guesses.push(DELIMITER_NAMES[delimiter] ?? `separated by ${delimiter}`);
  }
  if (options.decimal === undefined)
    guesses.push(dialect.decimal === '.' ? 'decimal point' : 'decimal comma');
  if (options.header === undefined) guesses.push(shape.header ? 'header row' : 'no header row');
  if (options.rowLabels === undefined) guesses.push(shape.rowLabels ? 'label column' : 'no label column');
  if (guesses.length > 0) {
    report({ severity: 'note', code: 'guessed', message: `read as ${guesses.join(', ')}`, place });
  }
  for (const doubt of shape.doubts) {
    const { code, part, labels } = DOUBTS[doubt];
    const [taken, other] = shape[doubt] ? [labels, 'data'] : ['data', labels];
    report({
      severity: 'info',
      code,
      message: `the first ${part} was taken for ${taken} but might be ${other}`,
      place,
      hints: [`say "${doubt}": ${shape[doubt]} if that is right, "${doubt}": ${!shape[doubt]} if not`],
    });
  }
}

/** Says how many comment lines `cursor`, at the end of its table, has passed over (note `comments`). */
export function reportComments(file: string, { comments }: TableCursor, report: Report): void {
  if (comments === 0) return;
  const message =
    comments === 1 ? '1 comment line was passed over' : `${comments} comment lines were passed over`;
  report({ severity: 'note', code: 'comments', message, place: { file } });
}
