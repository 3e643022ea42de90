/**
 * Runs the commands of the documents as they are written, and compares their pictures with the committed ones. UPDATE=1
 * accepts new pictures; look at them first.
 */
import { spawn } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { PNG } from 'pngjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { ROOT, SHELL_COMMAND, temporaryFolder } from '../support/cli.js';
import { terminalPicture } from '../support/terminal-picture.js';

const DOCUMENTS = ['README.md', 'examples/guide.md', 'examples/formats.md', 'examples/manual.md'];
/** The files in `examples/` that the commands of the documents use. */
const EXAMPLES = ['guide', '05-attention-stack.json', 'data/05-attention-stack.json'];
/** The copy of `examples/guide` that the documents work in. */
const FOLDER = 'my-figures';
const GUIDE = readFileSync(join(ROOT, 'examples/guide.md'), 'utf8');

/** A block of commands, and the block below it with the lines that they print, if there is one. */
interface Block {
  readonly commands: string;
  readonly printed: string | null;
}

interface DocumentRun {
  readonly code: number | null;
  readonly folder: string;
  readonly blocks: readonly Block[];
  /** What each block printed, standard error included. A document ends at its first error. */
  readonly outputs: readonly string[];
}

function blocksOf(path: string): Block[] {
  const text = readFileSync(join(ROOT, path), 'utf8');
  return [...text.matchAll(/^( *)```sh\n([\s\S]*?)^\1```\n(?:\n```\n([\s\S]*?)^```)?/gm)].map(
    ([, , commands, printed]) => ({ commands, printed: printed ?? null }),
  );
}

/**
 * Runs all blocks in one shell, in a folder with a copy of the examples. Some programs are replaced: `npm` does nothing,
 * `npx` runs the built program, `ssh` runs its command here, and `heatmap watch` ends at once.
 */
function runDocument(path: string): Promise<DocumentRun> {
  const folder = temporaryFolder();
  for (const example of EXAMPLES) {
    // The committed pictures stay away, so that each picture in the folder was drawn by a command.
    const filter = (source: string) => !/\.(?:svg|png)$/.test(source);
    cpSync(join(ROOT, 'examples', example), join(folder, 'examples', example), { recursive: true, filter });
  }
  mkdirSync(join(folder, 'bin'));
  const program = `exec ${SHELL_COMMAND} "$@"`;
  const programs = {
    heatmap: `[ "$1" = watch ] && exit 0\n${program}`,
    npx: `shift\n${program}`,
    npm: 'exit 0',
    ssh: 'shift\nexec "$@"',
  };
  for (const [name, body] of Object.entries(programs)) {
    writeFileSync(join(folder, 'bin', name), `#!/bin/sh\n${body}\n`);
    chmodSync(join(folder, 'bin', name), 0o755);
  }
  const blocks = blocksOf(path);
  const script = blocks.map(({ commands }) => `printf '\\036'\n${commands}`);
  const { NO_COLOR, FORCE_COLOR, ...environment } = process.env;
  const shell = spawn('bash', ['-e', '-c', `exec 2>&1\n${script.join('\n')}`], {
    cwd: folder,
    env: {
      ...environment,
      PATH: `${join(folder, 'bin')}:${process.env.PATH}`,
      TERM: 'xterm-256color',
      COLORTERM: 'truecolor',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const chunks: Buffer[] = [];
  shell.stdout.on('data', (chunk) => chunks.push(chunk));
  return new Promise((resolve) => {
    shell.on('close', (code) => {
      const [, ...outputs] = Buffer.concat(chunks).toString().split('\x1e');
      resolve({ code, folder, blocks, outputs });
    });
  });
}

const runs = new Map<string, DocumentRun>();
beforeAll(async () => {
  const results = await Promise.all(DOCUMENTS.map(runDocument));
  for (const [i, path] of DOCUMENTS.entries()) runs.set(path, results[i]);
}, 300_000);
const runOf = (path: string) => runs.get(path) as DocumentRun;

describe.each(DOCUMENTS)('%s', (path) => {
  it('has commands that run as they are written', () => {
    const { code, blocks, outputs } = runOf(path);
    const last = outputs.length - 1;
    expect([code, code === 0 ? '' : `${blocks[last].commands}${outputs[last]}`]).toEqual([0, '']);
    expect(outputs.length).toBe(blocks.length);
  });

  it('quotes what the commands print', () => {
    const { blocks, outputs } = runOf(path);
    for (const [i, { printed }] of blocks.entries()) {
      // Times differ between machines.
      const output = outputs[i].replace(/(?: {2,}| in )\d+(?:\.\d+)? s$/gm, '');
      if (printed !== null) expect(output).toContain(printed);
    }
  });
});

/** Returns the bytes of a picture, or its pixels: compressed bytes differ between Node versions. */
function contentOf(picture: string): Buffer {
  const bytes = readFileSync(picture);
  return picture.endsWith('.png') ? PNG.sync.read(bytes).data : bytes;
}

describe('the guide', () => {
  const pictures = [...GUIDE.matchAll(/!\[[^\]]*\]\(guide\/([^)]+)\)/g)].map(([, picture]) => picture);
  const tasks = GUIDE.split(/^## /m).filter((section) => /^\d/.test(section));

  it('has fifteen tasks, each with a command, a picture and what to know', () => {
    expect(tasks.length).toBe(15);
    for (const task of tasks) expect(task).toMatch(/```sh[\s\S]*!\[[\s\S]*\*\*To know:\*\*/);
    expect(pictures.length).toBe(15);
  });

  // A page in a browser is a photograph, and cannot be drawn again here.
  it.each(pictures.filter((picture) => picture !== 'expression-html.png'))(
    'has the current %s',
    (picture) => {
      const { folder, blocks, outputs } = runOf('examples/guide.md');
      const actual = join(folder, FOLDER, picture);
      const expected = join(ROOT, 'examples/guide', picture);
      if (picture === 'terminal.svg') {
        const index = blocks.findIndex(({ commands }) => commands.includes('--format terminal'));
        writeFileSync(actual, terminalPicture(outputs[index]));
      }
      if (process.env.UPDATE) {
        mkdirSync(dirname(expected), { recursive: true });
        cpSync(actual, expected);
      }
      expect(contentOf(actual).equals(contentOf(expected))).toBe(true);
    },
  );

  it('has the data files that its script writes', async () => {
    // @ts-expect-error: a script without types
    const { guideData } = await import('../../examples/generate/guide.mjs');
    const files: Record<string, string | Uint8Array> = guideData();
    expect(Object.keys(files).length).toBe(14);
    for (const [name, content] of Object.entries(files)) {
      const committed = readFileSync(join(ROOT, 'examples/guide', name));
      const isCompressed = name.endsWith('.gz');
      const bytesOf = (bytes: Uint8Array) => Buffer.from(isCompressed ? gunzipSync(bytes) : bytes);
      expect(bytesOf(committed).equals(bytesOf(Buffer.from(content)))).toBe(true);
      expect(committed.length).toBeLessThanOrEqual(30_000);
    }
  });
});
