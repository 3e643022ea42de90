/** Checks the table of commands against the files in `src/cli/commands`, and the style of the help texts. */
import { readdirSync } from 'node:fs';
import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { configureHelp } from '../../../src/cli/help.js';
import { COMMON_FLAGS, EXAMPLES } from '../../../src/cli/help-table.js';
import { COMMANDS } from '../../../src/cli/main.js';

const FILES = readdirSync(new URL('../../../src/cli/commands', import.meta.url));

/** Returns a program that has only the command `name`. */
async function programWith(name: string, program = new Command('heatmap')): Promise<Command> {
  (await COMMANDS[name]())(program, () => {});
  return program;
}

describe('the table of commands', () => {
  it('has one entry for each file in src/cli/commands', () => {
    expect(FILES.map((file) => file.replace(/\.ts$/, '')).sort()).toEqual(Object.keys(COMMANDS).sort());
  });

  it.each(Object.keys(COMMANDS))('%s adds exactly the command with this name', async (name) => {
    const { commands } = await programWith(name);
    expect(commands.map((command) => command.name())).toEqual([name]);
  });
});

/** Returns what `--help` prints, or `--help all`, on a screen of 80 columns. */
async function helpOf(name: string, isFull: boolean): Promise<string> {
  let text = '';
  const program = new Command('heatmap').configureOutput({
    writeOut: (part) => (text += part),
    getOutHelpWidth: () => 80,
  });
  configureHelp(program, isFull);
  (await programWith(name, program)).commands[0].outputHelp();
  return text;
}

describe.each(Object.keys(COMMANDS))('the help of %s', (name) => {
  it('fits on a screen of 40 lines and 80 columns, with at least two examples', async () => {
    const lines = (await helpOf(name, false)).trimEnd().split('\n');
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
    expect(lines.length).toBeLessThanOrEqual(40);
    const examples = lines.slice(lines.indexOf('Examples:') + 1);
    expect(examples.length).toBeGreaterThanOrEqual(2);
    expect(examples).toHaveLength(EXAMPLES[name].length);
    for (const example of examples) expect(example).toContain('heatmap ');
  });

  it('lists common flags, and every flag with "all"', async () => {
    const [command] = (await programWith(name)).commands;
    const all = command.options.filter(({ hidden }) => !hidden).map(({ long }) => long ?? '');
    const flagsIn = (text: string) =>
      all.filter((flag) => new RegExp(`^ {2}(?:-\\w, )?${flag}\\b(?!-)`, 'm').test(text));
    const common = COMMON_FLAGS[name] ?? all;
    expect(flagsIn(await helpOf(name, true))).toEqual(all);
    const help = await helpOf(name, false);
    expect(flagsIn(help).sort()).toEqual([...common].sort());
    const rest = all.length - common.length;
    if (rest > 0) expect(help).toContain(`\n${rest} more flags: heatmap ${name} --help all\n`);
    else expect(help).not.toContain('more flags');
  });

  it('describes the command in full sentences', async () => {
    const [command] = (await programWith(name)).commands;
    expect(command.description()).toMatch(/^[A-Z].*\.$/s);
    expect(command.summary()).toMatch(/^[a-z].*[^.]$/);
  });

  it('describes each flag in the imperative, without a full stop', async () => {
    const [command] = (await programWith(name)).commands;
    for (const { long, description } of command.options) {
      expect([long, description]).toEqual([long, expect.stringMatching(/^[a-z].*[^.]$/)]);
      expect([long, description.split(' ')[0]]).not.toEqual([
        long,
        expect.stringMatching(/^(?:the|a|an|what|how|where|which)$|[^s]s$/),
      ]);
    }
  });
});
