import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { beforeAll, describe, expect, it } from 'vitest';
import { completions } from '../../../src/cli/complete.js';
import { COMMANDS } from '../../../src/cli/main.js';
import { colormapNames } from '../../../src/color/maps.js';
import { OUTPUT_FORMATS } from '../../../src/output/index.js';

const program = new Command('heatmap');
const folder = mkdtempSync(join(tmpdir(), 'heatmap-'));
const table = join(folder, 'records.csv');

beforeAll(async () => {
  for (const load of Object.values(COMMANDS)) (await load())(program, () => {});
  writeFileSync(table, '# a comment\nmodel,"the layer",auc\na,0,0.5\n');
});

const valuesOf = (...words: string[]) => completions(words, program.commands).map(({ value }) => value);

describe('the completion of a line', () => {
  it('lists all commands as the first word', () => {
    expect(valuesOf('')).toEqual([...Object.keys(COMMANDS), 'help']);
    expect(valuesOf('help', '')).toEqual(Object.keys(COMMANDS));
  });

  it('lists the flags of the command, or of render', () => {
    expect(valuesOf('extract', '--')).toEqual(expect.arrayContaining(['--output', '--help']));
    expect(valuesOf('extract', '--help', '')).toEqual(['all']);
    expect(valuesOf('extract', '--')).not.toContain('--colormap');
    expect(valuesOf('auc.csv', '--')).toEqual(valuesOf('render', 'auc.csv', '--'));
    expect(valuesOf('-')).toContain('--colormap');
  });

  it('lists the values of flags from the schema and from their parsers', () => {
    expect(valuesOf('a.csv', '--theme', '')).toEqual(['light', 'dark', 'transparent']);
    expect(valuesOf('a.csv', '--theme=d')).toContain('--theme=dark');
    expect(valuesOf('a.csv', '--colormap', '')).toEqual(colormapNames());
    expect(valuesOf('a.csv', '--format', '')).toEqual([...OUTPUT_FORMATS, 'terminal']);
    expect(valuesOf('a.csv', '--cluster', '')).toEqual(['rows', 'columns', 'both']);
    expect(valuesOf('a.csv', '--diagnostics', '')).toContain('github');
  });

  it('lists the keys for --set, and their values', () => {
    expect(valuesOf('a.csv', '--set', 'col')).toEqual(expect.arrayContaining(['color.scale=', 'y.ticks=']));
    expect(valuesOf('a.csv', '--set', 'x.ticks=')).toEqual(['x.ticks=auto', 'x.ticks=all']);
    expect(valuesOf('a.csv', '--set', 'no.key=')).toEqual([]);
  });

  it('lists the columns of the table on the line for flags that take columns', () => {
    for (const flag of ['--x', '--y', '--value', '--panel', '--where'])
      expect(valuesOf(table, flag, '')).toEqual(['model', 'the layer', 'auc']);
    expect(valuesOf(join(folder, 'missing.csv'), '--x', '')).toEqual([]);
    expect(valuesOf(folder, '--x', '')).toEqual([]);
  });

  it('lists nothing where the path of a file belongs', () => {
    expect(valuesOf('render', '')).toEqual([]);
    expect(valuesOf('a.csv', '-o', '')).toEqual([]);
    expect(valuesOf('a.csv', '--minus', '')).toEqual([]);
  });

  it('lists keys and codes for explain', () => {
    expect(valuesOf('explain', '')).toEqual(expect.arrayContaining(['unknown-key', 'color.scale']));
  });
});
