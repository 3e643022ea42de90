/** Runs invalid command lines in this process, and checks what they print. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { COMMAND_SYNONYMS, FLAG_SYNONYMS } from '../../../src/cli/flag-synonyms.js';
import { COMMANDS, main } from '../../../src/cli/main.js';

let printed = '';
beforeEach(() => {
  printed = '';
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
});

/** Returns the message and the hint of a command line that must be invalid. The words are separated by spaces. */
async function usage(words: string): Promise<{ message: string; hint: string | undefined }> {
  printed = '';
  expect(await main(words.split(' ').filter(Boolean))).toBe(2);
  const [, message, hint] = /^heatmap: (.*)\n(?: {2}hint: (.*)\n)?$/.exec(printed) ?? [];
  expect([words, message]).toEqual([words, expect.any(String)]);
  return { message, hint };
}

describe('an unknown flag', () => {
  it.each([
    ['--vmin', '--domain <low,high>'],
    ['--vmax', '--domain <low,high>'],
    ['--cmap', '--colormap <name>'],
    ['--annot', '--values <format>'],
    ['--fmt', '--set cells.values.format=VALUE'],
    ['--linewidths', '--set cells.gap=VALUE'],
    ['--square', '--set cells.aspect=1'],
    ['--cbar', '--colorbar-title <text> or --set colorbar.KEY=VALUE'],
    ['--xticklabels', '--set x.labels=VALUE or --set x.ticks.every=VALUE'],
    ['--figsize', '--width <length> or --height <length>'],
    ['--norm', '--color-scale <kind>'],
    ['--robust', '--domain robust'],
    ['--log', '--color-scale log'],
    ['--xlabel', '--x-title <text>'],
    ['--title-x', '--x-title <text>'],
    ['--mask', '--set cells.hide=VALUE'],
    ['--aspect', '--set cells.aspect=VALUE'],
    ['--transpose', '--set data.transpose=true'],
    ['--subtitle', '--set subtitle=VALUE'],
    ['--font-size=7', '--set size.fontSize=VALUE'],
    ['--x.ticks.every', '--set x.ticks.every=VALUE'],
    ['--missing-values', '--set data.missingValues=VALUE'],
    ['--no-legend', '--set colorbar=false'],
    ['--no-x-labels', '--set x.labels=false'],
    ['--color', '--colormap <name>'],
    ['--out', '-o <file>'],
    ['--silent', '--quiet'],
  ])('%s names the flag that does this: %s', async (flag, use) => {
    const message = `unknown option ${flag.replace(/=.*/, '')}`;
    expect(await usage(`m.csv ${flag} 1 -o a.png`)).toEqual({ message, hint: `use ${use}` });
  });

  it('that is misspelled names the most similar flag', async () => {
    for (const [flag, similar] of [
      ['--colormp', '--colormap'],
      ['--titel', '--title'],
      ['--domian', '--domain'],
      ['--vales', '--values'],
    ]) {
      expect((await usage(`m.csv ${flag} x`)).message).toBe(
        `unknown option ${flag}; did you mean ${similar}?`,
      );
    }
  });

  it('of one letter is not compared with others', async () => {
    expect(await usage('m.csv -t x')).toEqual({
      message: 'unknown option -t',
      hint: '"heatmap render --help all" lists all flags',
    });
    expect((await usage('m.csv --o x')).hint).toBe('use -o <file>');
  });

  it('may be the name of a method of objects', async () => {
    for (const flag of ['--constructor', '--toString', '--__proto__', '--hasOwnProperty'])
      expect((await usage(`m.csv ${flag}`)).message).toBe(`unknown option ${flag}`);
    expect((await usage('constructor')).message).toBe('there is no command and no file constructor');
  });

  it('may be a flag with a value that it does not take', async () => {
    expect((await usage('m.csv --strict=yes')).message).toBe('--strict takes no value');
    expect((await usage('m.csv --no-config=x')).message).toBe('--no-config takes no value');
  });

  it('of another command names this command', async () => {
    expect((await usage('m.csv --check')).hint).toBe('it is a flag of "heatmap batch"');
  });

  it('of a command without such flags names its help', async () => {
    expect(await usage('schema --vmin 0')).toEqual({
      message: 'unknown option --vmin',
      hint: '"heatmap schema --help all" lists all flags',
    });
  });

  it('that has a synonym is not a flag of this program', async () => {
    const flags = new Set<string | undefined>();
    const { Command } = await import('commander');
    const program = new Command();
    for (const load of Object.values(COMMANDS)) (await load())(program, () => {});
    for (const { options } of program.commands) for (const { long } of options) flags.add(long);
    for (const [name, ours] of Object.entries(FLAG_SYNONYMS)) {
      expect(flags).not.toContain(`--${name}`);
      for (const part of ours.split(' or ')) expect(['-o', ...flags]).toContain(part.split(' ')[0]);
    }
    for (const [word, command] of Object.entries(COMMAND_SYNONYMS)) {
      expect(Object.keys(COMMANDS)).not.toContain(word);
      if (!command.startsWith('-')) expect(Object.keys(COMMANDS)).toContain(command.split(' ')[0]);
    }
  });
});

describe('a flag without its value', () => {
  it('does not take the next flag', async () => {
    expect(await usage('m.csv --values -o a.png')).toEqual({
      message: '--values needs a value, but the next word is the flag -o',
      hint: '--values <format>: print the values in the cells: .2f, or true',
    });
    for (const words of ['-o --title x', '--title --strict', 'batch figs -o --check', '--set --format=png'])
      expect((await usage(words)).message).toMatch(
        /^-\S+ needs a value, but the next word is the flag --\w+/,
      );
  });

  it('can be the last word', async () => {
    expect((await usage('m.csv --title')).message).toBe('--title needs a value, but it is the last word');
  });

  it('does not take the input', async () => {
    expect(await usage('--values m.csv -o a.png')).toEqual({
      message: '--values takes a number format such as .2f, or true, found "m.csv"',
      hint: 'write --values=true m.csv',
    });
  });

  it('takes a value that starts with a hyphen', async () => {
    // These fail later, because there is no such file.
    for (const words of ['no.csv --title=-o', 'no.csv --center -1', 'no.csv --title -x-']) {
      expect([words, await main(words.split(' '))]).toEqual([words, 1]);
    }
  });
});

describe('an output without -o', () => {
  it.each([
    ['m.csv out.png', 'use -o out.png'],
    ['out.svg', 'use -o out.svg'],
    ['package.json out/', 'use -o out/'],
    ['package.json nowhere', 'use -o nowhere/'],
    ['init m.csv out.json', undefined],
    ['batch package.json nowhere', 'use -o nowhere'],
  ])('%s is recognized', async (words, hint) => {
    const { message, hint: found } = await usage(words);
    if (hint === undefined) expect(message).toMatch(/; did you mean -o out\.json\?$/);
    else expect(found).toMatch(new RegExp(`${hint.replaceAll('.', '\\.')}$`));
  });

  it('is not suspected for other words', async () => {
    expect((await usage('package.json --width 88 mm')).hint).toBe(
      'there is no file mm; write a length without a space: 88mm',
    );
    expect((await usage('package.json README.md')).hint).toBeUndefined();
    expect((await usage('m.csv -o png')).hint).toBe('to choose a format, use --format png');
  });
});

describe('an unknown command', () => {
  it.each([
    ['autocomplete bash', 'there is no command and no file autocomplete'],
    ['autocomplete --shell bash', 'there is no command and no file autocomplete'],
    ['frobnicate --help', 'there is no command and no file frobnicate'],
    ['rendr m.csv', 'there is no command and no file rendr; did you mean render?'],
    ['plot m.csv', 'there is no command and no file plot; use heatmap render'],
    ['check figs', 'there is no command and no file check; use heatmap validate'],
    ['help foo', 'there is no command foo'],
    ['help rendr', 'there is no command rendr; did you mean render?'],
  ])('%s lists the commands', async (words, message) => {
    const { message: found, hint } = await usage(words);
    expect(found).toBe(message);
    expect(hint).toContain(Object.keys(COMMANDS).join(', '));
  });

  it('is a missing file if it has an extension, or after "render"', async () => {
    for (const words of ['no.csv', 'render nothing', './nothing']) {
      expect([words, await main(words.split(' '))]).toEqual([words, 1]);
    }
  });

  it('with too many arguments says how many it takes', async () => {
    expect((await usage('schema m.csv')).message).toBe('heatmap schema takes no argument, found m.csv');
  });
});
