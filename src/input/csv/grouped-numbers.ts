/** Finds numbers with three decimals that can be whole numbers with thousands separators. */
import { quote, type Report } from '../../diagnostics.js';
import { isMissing } from '../../table/missing.js';
import { type DecimalMark, parseNumber } from '../../table/number.js';
import { DETECTION_SAMPLE } from '../../table/plain-matrix.js';
import { isLongTable } from '../../table/record-options.js';
import { sampleRecords } from './long.js';
import type { SampledRecord } from './sample.js';
import type { DelimitedTable } from './table.js';

/** The delimiters of tables in which people write thousands separators without quotes. */
const DELIMITERS = ['\t', ';'];
const SMALL_INTEGER = /^[+-]?\d{1,3}$/;
const SMALLEST_OF_THREE_DIGITS = 100;

/**
 * Warns if the decimal mark is guessed and can be a thousands separator: 1.234 beside 900. All numbers with the mark have
 * three digits after it, and a column has them beside integers from 100 to 999, the longest without a separator.
 */
export function reportGroupedNumbers(
  { text, dialect, options }: Omit<DelimitedTable, 'layout'>,
  sample: readonly SampledRecord[],
  report: Report,
): void {
  const { decimal, delimiter } = dialect;
  if (options.decimal !== undefined || !DELIMITERS.includes(String.fromCharCode(delimiter))) return;
  const first = sample.map(({ fields }) => fields.map((field) => field.text));
  if (!findGrouped(first, decimal)) return;
  const records = sampleRecords(text, dialect, false, DETECTION_SAMPLE);
  const found = findGrouped(records, decimal);
  if (!found) return;
  const name = nameOf(records, found.column);
  const { x, y, panel, value } = options;
  const isUsed = [x, y, panel, value].some((field) =>
    typeof field === 'number' ? field === found.column : name !== null && field?.includes(name),
  );
  if (isLongTable(options) && !isUsed) return;
  const [mark, other] = decimal === '.' ? ['decimal point', ','] : ['decimal comma', '.'];
  const whole = found.grouped.replace(decimal, '');
  report({
    severity: 'warning',
    code: 'uncertain-decimal',
    message: `${found.grouped} beside ${found.integer} in column ${name === null ? found.column + 1 : quote(name)} is read with a ${mark}, but it could be ${whole}`,
    place: { file: text.file },
    hints: [
      `if it is ${whole}, use --set data.decimal=${other}`,
      `if the ${mark} is right, use --set data.decimal=${decimal}`,
    ],
  });
}

/** Returns the name of a column in the first record, which can lack a field above the row labels; null without a name. */
function nameOf([header, first]: readonly (readonly string[])[], column: number): string | null {
  const name = header[column - Math.max(0, first.length - header.length)] ?? '';
  return name === '' || /^[\d.,]+$/.test(name) ? null : name;
}

interface GroupedColumn {
  readonly column: number;
  /** A number that can have a thousands separator. */
  readonly grouped: string;
  readonly integer: string;
}

/** Returns the first column that only thousands separators explain; null if a number refutes them. */
function findGrouped(
  [, ...body]: readonly (readonly string[])[],
  decimal: DecimalMark,
): GroupedColumn | null {
  const pattern = decimal === '.' ? /^[+-]?[1-9]\d{0,2}\.\d{3}$/ : /^[+-]?[1-9]\d{0,2},\d{3}$/;
  const grouped: string[] = [];
  const integers: string[] = [];
  const others = new Set<number>();
  let groupedCount = 0;
  for (const fields of body) {
    for (let column = 0; column < fields.length; column++) {
      const cell = fields[column].trim();
      if (pattern.test(cell)) {
        groupedCount++;
        grouped[column] ??= cell;
      } else if (SMALL_INTEGER.test(cell)) {
        if (Math.abs(Number(cell)) >= SMALLEST_OF_THREE_DIGITS) integers[column] ??= cell;
      } else if (!isMissing(cell)) {
        if (cell.includes(decimal) && !Number.isNaN(parseNumber(cell, decimal))) return null;
        others.add(column);
      }
    }
  }
  const column = grouped.findIndex(
    (cell, i) => cell !== undefined && integers[i] !== undefined && !others.has(i),
  );
  if (groupedCount < 2 || column < 0) return null;
  return { column, grouped: grouped[column], integer: integers[column] };
}
