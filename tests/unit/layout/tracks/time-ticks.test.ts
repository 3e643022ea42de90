import { scaleUtc } from 'd3-scale';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { minorLogTicks, numericTicks } from '../../../../src/layout/tracks/numeric-ticks.js';
import { timeTicks } from '../../../../src/layout/tracks/time-ticks.js';

const SECOND = 1000;
const DAY = 86_400_000;

const day = (time: number) => new Date(time).getUTCDay();
const labelsOf = (from: string, to: string, count: number) =>
  timeTicks(Date.parse(`${from}Z`), Date.parse(`${to}Z`), count).map(({ text, context }) =>
    context === '' ? text : `${text} | ${context}`,
  );

describe('the ticks of a time axis', () => {
  it('are those of d3, but weeks begin on Monday', () => {
    const domain = fc
      .record({
        low: fc.integer({ min: Date.UTC(1600, 0, 1), max: Date.UTC(2200, 0, 1) }),
        step: fc.double({ min: Math.log(SECOND), max: Math.log(300 * DAY), noNaN: true }),
        count: fc.integer({ min: 2, max: 12 }),
      })
      .map(({ low, step, count }) => ({ low, high: Math.round(low + Math.exp(step) * count), count }));
    fc.assert(
      fc.property(domain, ({ low, high, count }) => {
        const found = timeTicks(low, high, count).map(({ value }) => value);
        const expected = scaleUtc([low, high], [0, 1]).ticks(count).map(Number);
        // Weeks are chosen between the geometric means of 2 days, a week and a month.
        const step = (high - low) / count / DAY;
        const areWeeks = step > Math.sqrt(2 * 7) && step < Math.sqrt(7 * 30);
        if (areWeeks) {
          expect(found.every((time) => day(time) === 1 && time % DAY === 0)).toBe(true);
          expect(Math.abs(found.length - expected.length)).toBeLessThan(2);
        } else expect(found).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });

  it('are round years on long axes', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2500 }),
        fc.integer({ min: 3, max: 3000 }),
        fc.integer({ min: 2, max: 12 }),
        (year, years, count) => {
          const time = (y: number) => new Date(0).setUTCFullYear(y, 0, 1);
          const ticks = timeTicks(time(year), time(year + years), Math.min(count, years));
          const found = ticks.map(({ value }) => new Date(value).getUTCFullYear());
          expect(found.length).toBeGreaterThan(0);
          expect(found.map(String)).toEqual(ticks.map(({ text }) => text));
          const steps = new Set(found.slice(1).map((y, i) => y - found[i]));
          expect(steps.size).toBeLessThan(2);
          for (const step of steps) expect(found[0] % step).toBe(0);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('say the year or the date once', () => {
    expect(labelsOf('2023-11-15', '2024-03-02', 4)).toEqual(['Dec | 2023', 'Jan | 2024', 'Feb', 'Mar']);
    expect(labelsOf('2023-12-30', '2024-01-02', 4)).toEqual([
      'Dec 30 | 2023',
      'Dec 31',
      'Jan 1 | 2024',
      'Jan 2',
    ]);
    expect(labelsOf('2024-03-15 11:00', '2024-03-16 02:00', 5)).toEqual([
      '12:00 | 2024-03-15',
      '15:00',
      '18:00',
      '21:00',
      '00:00 | 2024-03-16',
    ]);
    expect(labelsOf('2024-03-15 11:00:00', '2024-03-15 11:00:03', 3)).toEqual([
      '11:00:00 | 2024-03-15',
      '11:00:01',
      '11:00:02',
      '11:00:03',
    ]);
    expect(labelsOf('2024-03-15 11:00:00', '2024-03-15 11:00:00.020', 2)).toEqual([
      '11:00:00.000 | 2024-03-15',
      '11:00:00.010',
      '11:00:00.020',
    ]);
    expect(labelsOf('2010-01-01', '2020-01-01', 5)).toEqual(['2010', '2012', '2014', '2016', '2018', '2020']);
  });

  it('have no date if only times of day were given', () => {
    expect(labelsOf('1970-01-01 00:00', '1970-01-01 23:00', 4)).toEqual(['00:00', '06:00', '12:00', '18:00']);
  });
});

describe('the ticks of other axes', () => {
  const textsOf = (scale: 'linear' | 'log', low: number, high: number, count: number) =>
    numericTicks(scale, low, high, count).map(({ text }) => text);

  it('are round values inside the axis', () => {
    expect(textsOf('linear', -0.5, 125, 6)).toEqual(['0', '20', '40', '60', '80', '100', '120']);
    expect(textsOf('linear', 1999.5, 2020.5, 5)).toEqual(['2000', '2005', '2010', '2015', '2020']);
    expect(textsOf('log', 15, 30_000, 12).slice(0, 4)).toEqual(['20', '50', '100', '200']);
    expect(textsOf('log', 0.0005, 30_000, 8)).toEqual([
      '0.001',
      '0.01',
      '0.1',
      '1',
      '10',
      '100',
      '1000',
      '10000',
    ]);
  });

  it('have minor ticks between neighbouring powers of ten', () => {
    expect(minorLogTicks([1, 10], 0.8, 33)).toEqual([0.8, 0.9, 2, 3, 4, 5, 6, 7, 8, 9, 20, 30]);
    expect(minorLogTicks([1, 2, 5, 10], 0.8, 33)).toEqual([]);
    expect(minorLogTicks([1, 100], 0.8, 330)).toEqual([]);
  });
});
