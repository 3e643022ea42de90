/** What people get wrong, and every word they are told. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { main } from '../../src/cli/main.js';
import { EXPLANATIONS } from '../../src/explain/index.js';
import { temporaryFolder } from '../support/cli.js';
import { BAD_INPUTS, type Files } from './bad-inputs.js';

const home = process.cwd();
const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
const written = vi.spyOn(process.stdout, 'write');
afterAll(() => {
  process.chdir(home);
  vi.restoreAllMocks();
});
beforeEach(() => {
  said.mockClear();
  written.mockClear();
});

function folderWith(files: Files): string {
  const folder = temporaryFolder();
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

/** The command line of a case: `validate` of its first file where it gives flags only. */
function commandLine(files: Files, args: readonly string[]): string[] {
  const whole = args[0] !== undefined && !args[0].startsWith('-');
  const [command, ...rest] = whole ? args : ['validate', Object.keys(files)[0], ...args];
  return [command, '--diagnostics', 'short', '-q', ...rest];
}

describe('bad inputs', () => {
  it('are at least a hundred', () => {
    expect(BAD_INPUTS.length).toBeGreaterThanOrEqual(100);
  });

  it.each(BAD_INPUTS.map(([what, ...rest]) => [what, rest] as const))(
    '%s',
    async (_, [files, expected, ...args]) => {
      process.chdir(folderWith(files));
      const code = await main(commandLine(files, args));
      const lines = said.mock.calls.flatMap(([text]) => String(text).trimEnd().split('\n'));
      expect(lines).toEqual([expected].flat());
      expect(code).toBe(lines[0].endsWith('[usage]') ? 2 : 1);
      expect(written).not.toHaveBeenCalled();
      for (const line of lines) expect([...EXPLANATIONS.keys()]).toContain(/\[([\w-]+)\]$/.exec(line)?.[1]);
    },
  );
});
