import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IsoTimeParser } from '../../../src/table/iso-time.js';
import { createUnitScale, hasUnit } from '../../../src/table/units.js';

const labelOf = (unit: Parameters<typeof createUnitScale>[0], text: string, weekStart = 0) => {
  const { keyOf, labelOf } = createUnitScale(unit, weekStart);
  return labelOf(keyOf(Date.parse(text)));
};
const time = fc.date({
  min: new Date('0101-01-01T00:00:00Z'),
  max: new Date('9999-12-31T23:59:59Z'),
  noInvalidDate: true,
});

describe('the units of a time', () => {
  it('are those of the calendar in UTC', () => {
    fc.assert(
      fc.property(time, (date) => {
        const key = (unit: Parameters<typeof createUnitScale>[0]) =>
          createUnitScale(unit, 0).keyOf(date.getTime());
        expect(key('year')).toBe(date.getUTCFullYear());
        expect(key('quarter')).toBe(Math.floor(date.getUTCMonth() / 3));
        expect(key('month')).toBe(date.getUTCMonth());
        expect(key('yearmonth')).toBe(date.getUTCFullYear() * 12 + date.getUTCMonth());
        expect(key('weekday')).toBe((date.getUTCDay() + 6) % 7);
        expect(key('day')).toBe(date.getUTCDate());
        expect(key('hour')).toBe(date.getUTCHours());
        expect(key('minute')).toBe(date.getUTCMinutes());
        const day = createUnitScale('date', 0);
        expect(day.labelOf(day.keyOf(date.getTime()))).toBe(date.toISOString().slice(0, 10));
      }),
    );
  });

  // The first and last days of ISO years, from ISO 8601 and `datetime.date.isocalendar` of Python.
  it.each([
    ['2005-01-01', '2004-W53'],
    ['2005-01-02', '2004-W53'],
    ['2005-01-03', '2005-W01'],
    ['2005-12-31', '2005-W52'],
    ['2007-01-01', '2007-W01'],
    ['2008-12-29', '2009-W01'],
    ['2010-01-03', '2009-W53'],
    ['1969-12-31', '1970-W01'],
  ])('have the ISO week of %s', (text, week) => {
    expect(labelOf('week', text)).toBe(week);
    expect(labelOf('weekOfYear', text)).toBe(String(Number(week.slice(-2))));
  });

  // Weeks of the CDC, from its table of MMWR weeks.
  it.each([
    ['2019-12-29', '2020-W01'],
    ['2021-01-02', '2020-W53'],
    ['2021-01-03', '2021-W01'],
    ['2023-01-01', '2023-W01'],
  ])('have the week of %s from Sunday on', (text, week) => {
    expect(labelOf('week', text, 6)).toBe(week);
    expect(labelOf('weekday', text, 6)).toBe(labelOf('weekday', text, 0));
  });

  it('exist only for dates that are precise enough', () => {
    expect(hasUnit('hour', 'day')).toBe(false);
    expect(hasUnit('hour', 'minute')).toBe(true);
    expect(hasUnit('month', 'year')).toBe(false);
    expect(hasUnit('year', 'year')).toBe(true);
  });
});

describe('an ISO time', () => {
  const parse = (text: string) => new IsoTimeParser().parseText(text);

  it('is the wall-clock time as if it were UTC', () => {
    const parser = new IsoTimeParser();
    fc.assert(
      fc.property(time, fc.boolean(), fc.boolean(), (date, hasT, hasZ) => {
        const text = date.toISOString();
        expect(parser.parseText(text)).toBe(date.getTime());
        const written = (hasT ? text : text.replace('T', ' ')).replace('Z', hasZ ? 'Z' : '');
        expect(parser.parseText(written)).toBe(date.getTime());
        expect(parser.parseText(text.slice(0, 10))).toBe(Date.parse(text.slice(0, 10)));
        expect(parser.parseText(text.slice(0, 16))).toBe(Math.floor(date.getTime() / 60_000) * 60_000);
      }),
    );
  });

  it.each([
    '2023-02-29',
    '2023-13-01',
    '2023-00-01',
    '2023-01-00',
    '2023-1-1',
    '2023/01/01',
    '2023-01-01 24:00',
    '2023-01-01 10:60',
    '2023-01-01 10:00:60',
    '2023-01-01 10:00:',
    '2023-01-01 10:00:00.',
    '2023-01-01 10:00:00+02:00',
    '2023-01-01x10:00',
    '2023-01-01 10:00:0a',
    '0099-01-01',
    '',
  ])('has no other form: %j', (text) => {
    expect(parse(text)).toBeNaN();
  });
});
