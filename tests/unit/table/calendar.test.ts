/** Calendars of days. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { transpose } from '../../../src/matrix/transpose.js';
import { WEEKDAYS } from '../../../src/spec/fields.js';
import { calendarSlices } from '../../../src/table/calendar.js';
import { errorsOf, messages, read } from '../../fixtures/tables/read.js';

const DAY = 86_400_000;
const FOLDER = join(import.meta.dirname, '../../fixtures/levels');
/** Computed by pandas from the periods of weeks. */
const { weeks } = JSON.parse(readFileSync(join(FOLDER, 'pandas.json'), 'utf8')) as {
  readonly weeks: readonly {
    readonly year: number;
    readonly weekStart: (typeof WEEKDAYS)[number];
    readonly columns: number;
    readonly firstOfMonth: readonly number[];
  }[];
};

const dayOf = (date: string) => Date.parse(date) / DAY;
/** Days with their number as value. */
const numbered = (first: string, last: string) => {
  const firstDay = dayOf(first);
  const values = Float64Array.from({ length: dayOf(last) - firstDay + 1 }, (_, i) => i);
  return { firstDay, values, categories: null, unit: null };
};

describe('a calendar', () => {
  it.each(weeks)(
    'has the weeks of pandas: $year from $weekStart',
    ({ year, weekStart, columns, firstOfMonth }) => {
      const [{ title, matrix }] = calendarSlices(
        numbered(`${year}-01-01`, `${year}-12-31`),
        WEEKDAYS.indexOf(weekStart),
      );
      expect(title).toBe(String(year));
      expect(matrix.columns).toBe(columns);
      const columnOf = (month: number) => {
        const name = `${year}-${String(month + 1).padStart(2, '0')}-01`;
        return (matrix.regions?.cellNames.indexOf(name) ?? -1) % columns;
      };
      expect(firstOfMonth.map((_, month) => columnOf(month))).toEqual(firstOfMonth);
    },
  );

  it('has each day once, in the row of its weekday and the region of its month', () => {
    for (const weekStart of [0, 3, 6]) {
      const slices = calendarSlices(numbered('1999-12-30', '2001-01-02'), weekStart);
      expect(slices.map(({ title }) => title)).toEqual(['1999', '2000', '2001']);
      for (const { title, matrix } of slices) {
        const { ofCell, cellNames, titles } = matrix.regions!;
        const dates = cellNames.filter((name) => name !== '');
        expect(new Set(dates).size).toBe(title === '2000' ? 366 : 2);
        cellNames.forEach((name, cell) => {
          expect(ofCell[cell] < 0).toBe(name === '');
          if (name === '') return;
          // Such as "Fri, 31 Dec 1999 00:00:00 GMT".
          const text = new Date(`${name}T00:00:00Z`).toUTCString();
          expect(matrix.rowLabels?.[Math.floor(cell / matrix.columns)]).toBe(text.slice(0, 3));
          expect(titles[ofCell[cell]]).toBe(text.slice(8, 11));
        });
      }
    }
  });

  it('has the value of each day, and no cells before the first and after the last day', () => {
    const [first, second] = calendarSlices(numbered('2011-12-31', '2012-01-02'), 0);
    const valueOn = ({ matrix }: typeof first, date: string) =>
      matrix.values[matrix.regions!.cellNames.indexOf(date)];
    expect(valueOn(first, '2011-12-30')).toBeUndefined();
    expect(valueOn(first, '2011-12-31')).toBe(0);
    expect(valueOn(second, '2012-01-01')).toBe(1);
    expect(valueOn(second, '2012-01-02')).toBe(2);
    expect(valueOn(second, '2012-01-03')).toBeUndefined();
    expect([first, second].map(({ matrix }) => matrix.columns)).toEqual([53, 54]);
  });

  it('keeps its regions when it is transposed', () => {
    const [{ matrix }] = calendarSlices(numbered('2012-01-01', '2012-12-31'), 0);
    const transposed = transpose(matrix);
    transposed.values.forEach((value, cell) => {
      const at = matrix.values.indexOf(value);
      if (!Number.isNaN(value))
        expect(transposed.regions?.cellNames[cell]).toBe(matrix.regions?.cellNames[at]);
    });
    expect(transpose(transposed).regions).toEqual(matrix.regions);
  });
});

describe('calendar(date)', () => {
  const records = 'day,n\n2012-02-28,1\n2012-02-28,3\n2012-03-02,5\n2013-01-01,0\n';

  it('shows one panel for each year', () => {
    const { dataset, diagnostics } = read(records, { x: 'calendar(day)', value: 'mean(n)' });
    expect(dataset).toMatchObject({ leadingShape: [2], names: { x: null, y: null, value: 'mean of n' } });
    expect(dataset.slices.map(({ title }) => title)).toEqual(['2012', '2013']);
    const { values, regions, rowLabels } = dataset.slices[0].matrix;
    expect(rowLabels).toEqual(['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']);
    const valueOn = (date: string) => values[regions!.cellNames.indexOf(date)];
    expect(['2012-02-28', '2012-02-29', '2012-03-02'].map(valueOn)).toEqual([2, Number.NaN, 5]);
    expect(messages(diagnostics, 'note')).toContain(
      'absent-cells: 306 of 309 days have no record and are missing',
    );
  });

  it('counts no record between the first and the last day as 0, and no day outside', () => {
    const { dataset } = read(records, { y: 'calendar(day)', value: 'count()', weekStart: 'sunday' });
    const { values, regions, rowLabels } = dataset.slices[0].matrix;
    expect(rowLabels?.[0]).toBe('Sun');
    const valueOn = (date: string) => values[regions!.cellNames.indexOf(date)];
    expect(['2012-02-27', '2012-02-28', '2012-02-29', '2012-12-31'].map(valueOn)).toEqual([
      undefined,
      2,
      0,
      0,
    ]);
  });

  it.each([
    [{ x: 'calendar(day)', y: 'n', value: 'count()' }, 'calendar-fields'],
    [{ x: 'calendar(day)', panel: 'n', value: 'count()' }, 'calendar-fields'],
    [{ x: 'n', y: 'n', panel: 'calendar(day)', value: 'count()' }, 'calendar-fields'],
    [{ x: 'calendar(n)', value: 'count()' }, 'not-a-date'],
    [{ x: 'calendar(day)', value: 'n' }, 'repeated-cell'],
  ])('rejects %j', (options, code) => {
    expect(errorsOf(records, options).map((error) => error.code)).toContain(code);
  });

  it('names the day that has several values', () => {
    const [error] = errorsOf(records, { x: 'calendar(day)', value: 'n' });
    expect(error.message).toMatch(/^the day "2012-02-28" has more than one value/);
  });

  it('rejects days so far apart that nobody could see them', () => {
    const [error] = errorsOf('day,n\n0001-01-01,1\n9999-12-31,2\n', { x: 'calendar(day)', value: 'sum(n)' });
    expect(error.code).toBe('too-many-groups');
  });
});
