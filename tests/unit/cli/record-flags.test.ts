import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { addSpecFlags, specOverrides } from '../../../src/cli/flags.js';
import { addPartFlags, checkPartFlags } from '../../../src/cli/part-flags.js';

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

describe('the flags of a part', () => {
  const check = (setting: string) => {
    const command = addPartFlags(new Command('heatmap'));
    checkPartFlags(command.parse(['--set', setting], { from: 'user' }));
  };

  it.each(['normalize=row', 'transpose=true', 'select=0', 'rows=[0]', 'columns.0=1', 'totals=omit'])(
    'are not those that change the figure: data.%s',
    (setting) => {
      const key = `data.${setting.split('=')[0]}`;
      expect(() => check(`data.${setting}`)).toThrow(`--set ${key} has no effect on a part`);
    },
  );

  it.each(['data.x=a', 'data.dateOrder=day-month', 'data=a.csv', 'color.domain=[0,1]', 'cells.reduce=max'])(
    'say how the data is read and reduced: %s',
    (setting) => expect(() => check(setting)).not.toThrow(),
  );
});
