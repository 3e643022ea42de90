/** Common mistakes, and the complete diagnostics for each. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { main } from '../../src/cli/main.js';
import { EXPLANATIONS } from '../../src/explain/index.js';
import { temporaryFolder } from '../support/cli.js';
import { BAD_CLUSTERS } from './bad-clusters.js';
import { BAD_INPUTS, type Files } from './bad-inputs.js';

const originalFolder = process.cwd();
const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
const stdout = vi.spyOn(process.stdout, 'write');
afterAll(() => {
  process.chdir(originalFolder);
  vi.restoreAllMocks();
});
beforeEach(() => {
  stderr.mockClear();
  stdout.mockClear();
});

function folderWith(files: Files): string {
  const folder = temporaryFolder();
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

/** The command line of a case. Without a command in `args`, it is `validate` of the first file. */
function commandLine(files: Files, args: readonly string[]): string[] {
  const hasCommand = args[0] !== undefined && !args[0].startsWith('-');
  const [command, ...rest] = hasCommand ? args : ['validate', Object.keys(files)[0], ...args];
  return [command, '--diagnostics', 'short', '-q', ...rest];
}

describe('bad inputs', () => {
  it('include at least a hundred cases', () => {
    expect(BAD_INPUTS.length).toBeGreaterThanOrEqual(100);
  });

  it.each([...BAD_INPUTS, ...BAD_CLUSTERS].map(([title, ...rest]) => [title, rest] as const))(
    '%s',
    async (_, [files, expected, ...args]) => {
      process.chdir(folderWith(files));
      const code = await main(commandLine(files, args));
      const lines = stderr.mock.calls.flatMap(([text]) => String(text).trimEnd().split('\n'));
      expect(lines).toEqual([expected].flat());
      expect(code).toBe(lines[0].endsWith('[usage]') ? 2 : 1);
      expect(stdout).not.toHaveBeenCalled();
      for (const line of lines) expect([...EXPLANATIONS.keys()]).toContain(/\[([\w-]+)\]$/.exec(line)?.[1]);
    },
  );
});
