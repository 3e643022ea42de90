import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { addSpecFlags, specOverrides } from '../../../src/cli/flags.js';

describe('the flags of records', () => {
  it('set keys of data, and collect the conditions', () => {
    const command = addSpecFlags(new Command('heatmap')).argument('<file>');
    command.parse(
      [
        'a.csv',
        '--x',
        'month(date)',
        '--value',
        'count()',
        '--where',
        'a = 1',
        '--where',
        'b in x, y',
        '--week-start',
        'sunday',
      ],
      { from: 'user' },
    );
    const keys = specOverrides(command.opts()).map(({ path, value }) => [path.join('.'), value]);
    expect(keys).toEqual([
      ['data.x', 'month(date)'],
      ['data.value', 'count()'],
      ['data.weekStart', 'sunday'],
      ['data.where', ['a = 1', 'b in x, y']],
    ]);
  });
});
