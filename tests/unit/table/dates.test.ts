import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDateParser, findDateFault } from '../../../src/table/dates.js';

const iso = (time: number | undefined) =>
  time === undefined || Number.isNaN(time) ? null : new Date(time).toISOString().slice(0, 19);

describe('dates', () => {
  // Expectations are pandas.to_datetime of the same text, without its zone.
  it.each([
    ['d', '2012-01-31', 'YYYY-MM-DD', 'day', '2012-01-31T00:00:00'],
    ['d', '2012/1/3', 'YYYY-MM-DD', 'day', '2012-01-03T00:00:00'],
    ['d', '2012-01', 'YYYY-MM', 'month', '2012-01-01T00:00:00'],
    ['d', '31.12.2012', 'DD.MM.YYYY', 'day', '2012-12-31T00:00:00'],
    ['d', '12/31/2012', 'MM/DD/YYYY', 'day', '2012-12-31T00:00:00'],
    ['d', '31/12/2012 14:05', 'DD/MM/YYYY', 'minute', '2012-12-31T14:05:00'],
    ['d', 'Jan 1 2000', 'Mon DD YYYY', 'day', '2000-01-01T00:00:00'],
    ['d', '12-Jan-98', 'DD-Mon-YY', 'day', '1998-01-12T00:00:00'],
    ['d', 'Tue, 02 Jan 2018 10:30:00 GMT', 'DD Mon YYYY', 'second', '2018-01-02T10:30:00'],
    ['d', '02/Jan/2018:10:00:00 +0000', 'DD Mon YYYY', 'second', '2018-01-02T10:00:00'],
    ['d', '2012-01-01T12:30:15.250+02:00', 'YYYY-MM-DD', 'millisecond', '2012-01-01T12:30:15'],
    ['d', '2012-01-01 12:30 AM', 'YYYY-MM-DD', 'minute', '2012-01-01T00:30:00'],
    ['d', '2010-Q3', 'YYYY-Qn', 'month', '2010-07-01T00:00:00'],
    ['d', '2010-W53-7', 'YYYY-Www', 'day', '2011-01-09T00:00:00'],
    ['date', '20200131', 'YYYYMMDD', 'day', '2020-01-31T00:00:00'],
    ['year', '1999', 'YYYY', 'year', '1999-01-01T00:00:00'],
    ['time', '1467421200', 'seconds since 1970', 'second', '2016-07-02T01:00:00'],
    ['timestamp', '1467421200000', 'milliseconds since 1970', 'second', '2016-07-02T01:00:00'],
  ])('below %s: %s are %s', (header, text, format, precision, time) => {
    const parser = createDateParser([text, 'NA', ''], header);
    expect(parser).toMatchObject({ format, precision });
    expect(iso(parser?.parse(text))).toBe(time);
    expect(parser?.parse('no date')).toBeNaN();
  });

  it.each([
    ['value', '1467421200'],
    ['value', '1999'],
    ['value', '20200131'],
    ['date', '2012-02-30'],
    ['date', '2012-13-01'],
    ['date', '25:00'],
    ['date', 'marble 12 2000'],
    ['date', 'x'.repeat(1000)],
  ])('below %s are not %s', (header, text) => {
    expect(createDateParser([text], header)).toBeNull();
    expect(findDateFault([text], header)).toBe('no-date');
  });

  it('need a day above 12 or an order to tell day from month', () => {
    expect(createDateParser(['01/02/2020'], 'd')).toBeNull();
    expect(findDateFault(['01/02/2020'], 'd')).toBe('ambiguous-order');
    expect(iso(createDateParser(['01/02/2020'], 'd', 'day-month')?.parse('01/02/2020'))).toBe(
      '2020-02-01T00:00:00',
    );
    expect(iso(createDateParser(['01/02/2020'], 'd', 'month-day')?.parse('01/02/2020'))).toBe(
      '2020-01-02T00:00:00',
    );
    expect(findDateFault(['13/01/2020', '01/13/2020'], 'd')).toBe('mixed-order');
  });

  it('of any day are read as they were written, whatever the time zone of the machine', () => {
    const day = fc.date({ min: new Date('0100-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(day, (date) => {
        const text = date.toISOString();
        expect(createDateParser([text], 'd')?.parse(text)).toBe(date.getTime());
      }),
      { numRuns: 300 },
    );
  });
});
