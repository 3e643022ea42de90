import { describe, expect, it } from 'vitest';
import { parseCondition } from '../../../src/spec/conditions.js';
import { axisTitle, parseAxisField, parseValueField, valueTitle } from '../../../src/spec/fields.js';

describe('the notation of an axis', () => {
  it.each([
    ['date', { kind: 'column', column: 'date' }],
    ['a name', { kind: 'column', column: 'a name' }],
    ['"a, (name)"', { kind: 'column', column: 'a, (name)' }],
    ['temp (max)', { kind: 'column', column: 'temp (max)' }],
    ['month(date)', { kind: 'unit', unit: 'month', column: 'date' }],
    ['weekOfYear( time of day )', { kind: 'unit', unit: 'weekOfYear', column: 'time of day' }],
    ['hour("time (UTC)")', { kind: 'unit', unit: 'hour', column: 'time (UTC)' }],
    ['calendar(date)', { kind: 'calendar', column: 'date' }],
    ['bin(x)', { kind: 'bin', column: 'x', width: { maxBins: 10 } }],
    ['bin(IMDB Rating, 20)', { kind: 'bin', column: 'IMDB Rating', width: { maxBins: 20 } }],
    ['bin("a, b", step 0.5)', { kind: 'bin', column: 'a, b', width: { step: 0.5 } }],
  ])('reads %s', (text, field) => {
    expect(parseAxisField(text)).toEqual(field);
  });

  it.each([
    ['bin(x, 0)', 'the number of bins in "bin(x, 0)" must be a whole number from 1 to 10000'],
    ['bin(x, 1.5)', 'the number of bins in "bin(x, 1.5)" must be a whole number from 1 to 10000'],
    ['bin(x, step 0)', 'the step in "bin(x, step 0)" must be a number above 0'],
    ['bin(x, step -1)', 'the step in "bin(x, step -1)" must be a number above 0'],
    ['bin()', '"bin()" names no column'],
    ['month()', '"month()" names no column'],
    ['mean(x)', '"mean(x)" combines values, so it cannot be an axis'],
    ['moth(date)', '"moth(date)" is neither a column nor a function'],
  ])('rejects %s', (text, message) => {
    expect(parseAxisField(text)).toMatchObject({ kind: 'fault', message });
  });

  it('suggests functions, also those of other programs', () => {
    const hint = (text: string) => {
      const field = parseAxisField(text);
      return field.kind === 'fault' ? field.hints[0] : null;
    };
    expect(hint('moth(date)')).toBe('did you mean "month(date)"?');
    expect(hint('dayofweek(date)')).toBe('did you mean "weekday(date)"?');
  });

  it('has titles in words', () => {
    expect(axisTitle({ kind: 'unit', unit: 'month', column: 0 }, 'time')).toBe('month of time');
    expect(axisTitle({ kind: 'unit', unit: 'weekOfYear', column: 0 }, 'time')).toBe('week of year of time');
    expect(axisTitle({ kind: 'unit', unit: 'date', column: 0 }, 'Date')).toBe('Date');
    expect(axisTitle({ kind: 'bin', width: { step: 1 }, column: 0 }, 'length')).toBe('length');
  });
});

describe('the notation of a value', () => {
  it.each([
    ['auc', { kind: 'column', column: 'auc' }],
    ['count()', { kind: 'aggregate', aggregate: 'count', column: null }],
    ['share( )', { kind: 'aggregate', aggregate: 'share', column: null }],
    ['mean("temp (max)")', { kind: 'aggregate', aggregate: 'mean', column: 'temp (max)' }],
    ['mean(temp (max))', { kind: 'aggregate', aggregate: 'mean', column: 'temp (max)' }],
    ['distinct(user id)', { kind: 'aggregate', aggregate: 'distinct', column: 'user id' }],
  ])('reads %s', (text, field) => {
    expect(parseValueField(text)).toEqual(field);
  });

  it.each([
    ['mean()', '"mean()" names no column'],
    ['month(date)', '"month(date)" groups records, so it cannot be the value'],
    ['avg(x)', '"avg(x)" is neither a column nor a function'],
  ])('rejects %s', (text, message) => {
    expect(parseValueField(text)).toMatchObject({ kind: 'fault', message });
  });

  it('has titles in words', () => {
    const title = (text: string, name: string | null) => {
      const field = parseValueField(text);
      if (field.kind !== 'aggregate') throw new Error(text);
      return valueTitle({ ...field, column: name === null ? null : 0 }, name);
    };
    expect(title('count()', null)).toBe('number of records');
    expect(title('share()', null)).toBe('share of records');
    expect(title('mean(t)', 't')).toBe('mean of t');
    expect(title('sd(t)', 't')).toBe('standard deviation of t');
    expect(title('distinct(t)', 't')).toBe('number of distinct values of t');
  });
});

describe('a condition', () => {
  it.each([
    ['year >= 2010', 'year', '>=', ['2010']],
    ['year>=2010', 'year', '>=', ['2010']],
    ['a name == x', 'a name', '=', ['x']],
    ['"a = b" != "c, d"', 'a = b', '!=', ['c, d']],
    ['city in Oslo, \'New York\', "a, b"', 'city', 'in', ['Oslo', 'New York', 'a, b']],
    ['city in (Oslo, Rome)', 'city', 'in', ['Oslo', 'Rome']],
    ['in = 1', 'in', '=', ['1']],
    ['note = ""', 'note', '=', ['']],
    ['inner < 3', 'inner', '<', ['3']],
  ])('is read: %s', (text, column, operator, values) => {
    expect(parseCondition(text)).toEqual({ text, column, operator, values });
  });

  it.each(['year', '= 3', '', 'year =', 'city in', 'a + b'])('is rejected: %j', (text) => {
    expect(parseCondition(text)).toEqual(expect.stringContaining('condition'));
  });

  it('is read in linear time', () => {
    expect(parseCondition(`${' '.repeat(4000)}a${'"'.repeat(90)}`)).toEqual(expect.any(String));
  });
});
