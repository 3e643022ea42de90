/** The documents quote what the program prints, and name only flags and files that exist. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/cli/main.js';
import { ROOT, temporaryFolder } from '../support/cli.js';
import { sparseNpy } from '../support/npy.js';
import { heatmap } from '../support/session.js';

const DOCUMENTS = [
  'README.md',
  'CHANGELOG.md',
  'examples/README.md',
  'examples/guide.md',
  'examples/formats.md',
  'examples/manual.md',
  'examples/ci/README.md',
  'src/README.md',
  'tests/README.md',
  'bench/README.md',
];
/** Flags of other programs. */
const OTHER_FLAGS = ['--sshlogin', '--allow-read', '--allow-ffi'];
const readDocument = (path: string) => readFileSync(join(ROOT, path), 'utf8');

/** Returns the first code block of a document that contains `text`. */
function quotedBlock(text: string, path = 'README.md'): string {
  const blocks = [...readDocument(path).matchAll(/^```\w*\n([\s\S]*?)^```/gm)].map((match) => match[1]);
  return blocks.find((block) => block.includes(text)) ?? '';
}

describe('the README', () => {
  it('quotes the error for a misspelled key', () => {
    const quote = quotedBlock('[unknown-key]');
    const line = /^4 \| (.*)$/m.exec(quote)?.[1];
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, 'spec.json'), `{\n  "data": [[1]],\n\n${line}\n  "theme": "light"\n}\n`);
    // The list of all valid keys follows.
    expect(quote).toMatch(/did you mean/);
    expect(heatmap(['render', 'spec.json'], { cwd }).stderr.slice(0, quote.length)).toBe(quote);
  });

  it('quotes the warning about a reduced matrix in the manual', () => {
    const quote = quotedBlock('[reduced]', 'examples/manual.md');
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
  const help = [[], ...Object.keys(COMMANDS).map((command) => [command])]
    .map((command) => heatmap([...command, '--help', 'all']).stdout.toString())
    .join('\n');

  it.each(DOCUMENTS.filter((path) => !/^(?:src|tests|bench)/.test(path)))(
    '%s names only flags that exist',
    (path) => {
      const commands = readDocument(path).replace(/^.*(?:parallel|npm).*$/gm, '');
      const flags = new Set(commands.match(/(?<![\w-])--[a-z][a-z-]+/g));
      expect([...flags].filter((flag) => !help.includes(`${flag} `) && !OTHER_FLAGS.includes(flag))).toEqual(
        [],
      );
    },
  );

  it('need not describe flags, because every flag has a help text', () => {
    const flags = [...help.matchAll(/^ {2}(?:-\w, )?--[a-z].*$/gm)].map(([line]) => line);
    expect(flags.length).toBeGreaterThan(200);
    expect(flags.filter((line) => !/^ {2}\S.*? {2,}\S/.test(line))).toEqual([]);
  });

  it.each(DOCUMENTS)('%s links only to headings that exist', (path) => {
    const links = [...readDocument(path).matchAll(/\]\(([^)#:]*)#([^)]+)\)/g)];
    const headingsOf = (document: string) =>
      [...readDocument(document).matchAll(/^#+ (.*)$/gm)].map(([, heading]) =>
        heading
          .toLowerCase()
          .replace(/[^\p{L}\p{N} -]/gu, '')
          .replaceAll(' ', '-'),
      );
    const missing = links.filter(([, target, anchor]) => {
      const document = target === '' ? path : join(dirname(path), target);
      return !headingsOf(document).includes(anchor);
    });
    expect(missing.map(([link]) => link)).toEqual([]);
  });

  it.each(DOCUMENTS)('%s links only to files that exist', (path) => {
    const links = [...readDocument(path).matchAll(/\]\(([^)#:]+)\)|(?:href|src)="([^":]+)"/g)];
    const targets = links.map(([, link, attribute]) => link ?? attribute);
    expect(targets.filter((target) => !existsSync(join(ROOT, dirname(path), target)))).toEqual([]);
  });
});
