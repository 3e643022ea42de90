/** The README quotes what the program prints, and names only flags and files that exist. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/cli/main.js';
import { heatmap, ROOT, temporaryFolder } from '../support/cli.js';
import { sparseNpy } from '../support/npy.js';

const DOCUMENTS = [
  'README.md',
  'CHANGELOG.md',
  'examples/README.md',
  'examples/ci/README.md',
  'src/README.md',
  'tests/README.md',
  'bench/README.md',
];
const readDocument = (path: string) => readFileSync(join(ROOT, path), 'utf8');

/** Returns the first code block of the README that contains `text`. */
function quotedBlock(text: string): string {
  const blocks = [...readDocument('README.md').matchAll(/^```\w*\n([\s\S]*?)^```/gm)].map(
    (match) => match[1],
  );
  return blocks.find((block) => block.includes(text)) ?? '';
}

describe('the README', () => {
  it('quotes the error for a misspelled key', () => {
    const quote = quotedBlock('[unknown-key]');
    const line = /^4 \| (.*)$/m.exec(quote)?.[1];
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, 'spec.json'), `{\n  "data": [[1]],\n\n${line}\n  "theme": "light"\n}\n`);
    expect(heatmap(['render', 'spec.json'], { cwd }).stderr).toBe(quote);
  });

  it('quotes the warning about a reduced matrix', () => {
    const quote = quotedBlock('[reduced]');
    const cwd = temporaryFolder();
    sparseNpy(join(cwd, 'hot.npy'), '<f4', [4200, 4200], [{ row: 1, column: 1, value: 1 }]);
    expect(heatmap(['hot.npy', '-o', 'hot.png'], { cwd }).stderr.split('\n')).toContain(quote.trimEnd());
  });

  it('has a library example that runs', () => {
    const code = quotedBlock("from 'heatmap-cli'").replace('heatmap-cli', join(ROOT, 'dist/index.js'));
    const path = join(temporaryFolder(), 'example.mjs');
    writeFileSync(path, `${code}\nprocess.stdout.write(svg);\n`);
    const { status, stdout } = spawnSync(process.execPath, [path], { encoding: 'utf8' });
    expect(status).toBe(0);
    expect(stdout).toMatch(/^<svg[\s\S]*<\/svg>\s*$/);
  });
});

describe('documents', () => {
  const help = Object.keys(COMMANDS)
    .map((command) => heatmap([command, '--help']).stdout.toString())
    .join('\n');

  it.each(['README.md', 'CHANGELOG.md', 'examples/README.md', 'examples/ci/README.md'])(
    '%s names only flags that exist',
    (path) => {
      const commands = readDocument(path).replace(/^.*(?:parallel|npm).*$/gm, '');
      const flags = new Set(commands.match(/(?<![\w-])--[a-z][a-z-]+/g));
      expect([...flags].filter((flag) => !help.includes(`${flag} `) && flag !== '--sshlogin')).toEqual([]);
    },
  );

  it.each(DOCUMENTS)('%s links only to files that exist', (path) => {
    const links = [...readDocument(path).matchAll(/\]\(([^)#:]+)\)|(?:href|src)="([^":]+)"/g)];
    const targets = links.map(([, link, attribute]) => link ?? attribute);
    expect(targets.filter((target) => !existsSync(join(ROOT, dirname(path), target)))).toEqual([]);
  });
});
