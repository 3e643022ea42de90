import { describe, expect, it } from 'vitest';
import { everyNth, findLabelSequence } from '../../../../src/layout/tracks/label-sequence.js';

describe('labels that are a sequence of numbers', () => {
  it.each([
    [['0', '1', '2'], { first: 0, step: 1 }],
    [['1949', '1950', '1951'], { first: 1949, step: 1 }],
    [['L0', 'L2', 'L4'], { first: 0, step: 2 }],
    [['31', '30', '29'], { first: 31, step: -1 }],
    [['-1', '0', '1'], { first: -1, step: 1 }],
  ])('are found in %j', (labels, sequence) => {
    expect(findLabelSequence(labels)).toEqual(sequence);
  });

  it('may have decimals, whose rounding errors do not matter', () => {
    expect(findLabelSequence(['0.1', '0.2', '0.3', '0.4'])?.step).toBeCloseTo(0.1);
  });

  it.each([
    [['0', '1']],
    [['0', '1', '3']],
    [['L0', 'M1', 'M2']],
    [['5', '5', '5']],
    [['a', 'b', 'c']],
    [['1', '2', '']],
    [['2024-01-01', '2024-01-02', '2024-01-03']],
    [[]],
  ])('are not found in %j', (labels) => {
    expect(findLabelSequence(labels)).toBeNull();
  });

  it('are a sequence also if only every n-th is taken', () => {
    expect(everyNth({ first: 1949, step: 1 }, 5, 1)).toEqual({ first: 1950, step: 5 });
  });
});
