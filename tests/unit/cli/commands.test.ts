/** Checks the table of commands against the files in `src/cli/commands`, and the style of the help texts. */
import { readdirSync } from 'node:fs';
import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../../src/cli/main.js';

const FILES = readdirSync(new URL('../../../src/cli/commands', import.meta.url));

/** Returns a program that has only the command `name`. */
async function programWith(name: string): Promise<Command> {
  const program = new Command('heatmap');
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

describe.each(Object.keys(COMMANDS))('the help of %s', (name) => {
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
