/** The scripts of `heatmap completion` in real shells. A shell that is not installed is skipped. */
import { spawnSync } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SHELL_COMMAND, temporaryFolder } from '../support/cli.js';
import { heatmap } from '../support/session.js';

const folder = temporaryFolder();
writeFileSync(join(folder, 'records.csv'), 'the layer,auc\n0,0.5\n');
const program = join(folder, 'heatmap');
writeFileSync(program, `#!/bin/sh\nexec ${SHELL_COMMAND} "$@"\n`);
chmodSync(program, 0o755);

const isInstalled = (shell: string) => spawnSync(shell, ['--version']).status === 0;

function run(shell: string, args: readonly string[], script: string) {
  const env = { ...process.env, PATH: `${folder}:${process.env.PATH}`, HOME: folder };
  const { stdout, stderr } = spawnSync(shell, [...args, '-c', script], {
    cwd: folder,
    env,
    encoding: 'utf8',
  });
  return [stdout.trim().split('\n'), stderr];
}

/** Completes lines of words in bash; `compopt` works only while a line is typed. */
const inBash = (words: string) =>
  run(
    'bash',
    ['--norc'],
    `source <(heatmap completion bash); compopt() { :; }
     COMP_WORDS=(${words}); COMP_CWORD=$((\${#COMP_WORDS[@]} - 1)); _heatmap; printf '%s\\n' "\${COMPREPLY[@]}"`,
  );

/** Completes in zsh, with a function that prints what would be added. */
const inZsh = (words: string) =>
  run(
    'zsh',
    ['-f'],
    `compdef() { :; }; compadd() { print -rl -- \${(P)\${@[-1]}}; }; _files() { print files; }
     source <(heatmap completion zsh); words=(${words}); CURRENT=\${#words}; _heatmap`,
  );

const inFish = (line: string) =>
  run('fish', ['--no-config'], `heatmap completion fish | source; complete -C '${line}'`);

describe('heatmap completion', () => {
  it.skipIf(!isInstalled('bash'))('completes in bash (skipped where there is none)', () => {
    expect(inBash("heatmap records.csv --x ''")).toEqual([['the\\ layer', 'auc'], '']);
    // bash makes words of their own of "=".
    expect(inBash('heatmap --set color.scale = lo')).toEqual([['log'], '']);
  });

  it.skipIf(!isInstalled('zsh'))('completes in zsh (skipped where there is none)', () => {
    expect(inZsh("heatmap records.csv --x ''")).toEqual([['the layer', 'auc'], '']);
    expect(inZsh("heatmap render ''")).toEqual([['files'], '']);
  });

  it.skipIf(!isInstalled('fish'))('completes in fish (skipped where there is none)', () => {
    const [lines, errors] = inFish('heatmap --colorm');
    expect([errors, lines]).toEqual(['', [expect.stringMatching(/^--colormap\t.+/)]]);
    expect(inFish('heatmap rec')).toEqual([['records.csv'], '']);
  });

  it.skipIf(!isInstalled('pwsh'))('completes in PowerShell (skipped where there is none)', () => {
    const script = `heatmap completion powershell | Out-String | Invoke-Expression
      (TabExpansion2 'heatmap records.csv --x ' 24).CompletionMatches.CompletionText
      (TabExpansion2 'heatmap sch' 11).CompletionMatches.CompletionText`;
    expect(run('pwsh', ['-NoProfile'], script)).toEqual([["'the layer'", 'auc', 'schema'], '']);
  });

  it('prints a script for PowerShell and rejects other shells', () => {
    expect(heatmap(['completion', 'powershell']).stdout.toString()).toContain('-CommandName heatmap');
    const { code, stderr } = heatmap(['completion', 'fisch']);
    expect([code, stderr]).toEqual([
      2,
      'heatmap: completion takes one of bash, zsh, fish, powershell, found "fisch"; did you mean fish?\n',
    ]);
  });
});
