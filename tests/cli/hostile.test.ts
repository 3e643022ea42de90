/** Malicious specs and data give inert XML or one diagnostic, in a short time. */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Diagnostic, HeatmapError } from '../../src/diagnostics.js';
import { parseJson } from '../../src/json/parse.js';
import { parseSpec } from '../../src/spec/parse.js';
import { COMMAND, ROOT, type Run, SHELL_COMMAND, temporaryFolder } from '../support/cli.js';
import { cpuTime } from '../support/cpu-time.js';
import { rendered } from '../support/figure.js';
import { heatmap as heatmapInSession } from '../support/session.js';
import { findActiveContent, parseXml } from '../support/xml.js';

/** Runs the built program with a time limit of two minutes, optionally as another user. */
function heatmap(
  args: readonly string[],
  { cwd = ROOT, input = '', ...user }: { cwd?: string; input?: string; uid?: number; gid?: number } = {},
): Run {
  const options = { cwd, input, timeout: 120_000, maxBuffer: 1 << 28, ...user };
  const { status, stdout, stderr } = spawnSync(COMMAND[0], [...COMMAND.slice(1), ...args], options);
  return { code: status, stdout, stderr: stderr.toString() };
}

const HOSTILE_TEXTS = [
  '</svg><script>alert(1)</script>',
  '"><image href="http://x/y.png"/>',
  "' onload='alert(1)",
  '" onload="alert(1)',
  '<![CDATA[x]]>',
  ']]>',
  '<!-- x --><?php x ?><!DOCTYPE x>',
  '&amp;&lt;&#0;&#xd800;&bogus;',
  'a\u0000b\u0001c\u0008d\u000be\u001bf\u007fg\u0085h',
  'lone \ud800 high, lone \udc00 low',
  '\udc00\ud800',
  '\ufffe\uffff',
  'left\u202eright\u2066nested\u2069',
  '\ufeffmark',
  'tab\tline\nreturn\r\u2028\u2029',
  'e\u0301\u0301\u0301\u0301',
  'url(javascript:alert(1))',
  '\u{1f468}\u200d\u{1f469}\u200d\u{1f467}',
];

/** Returns a figure with `text` in every place for text. */
function figureWithText(text: string, kind: 'font' | 'outline'): object {
  const axis = { title: text, labels: [text, text] };
  return {
    title: text,
    subtitle: { text, align: 'start' },
    caption: text,
    description: text,
    data: [
      [1, 2],
      [3, null],
    ],
    x: axis,
    y: axis,
    panels: [{ title: text }],
    colorbar: { title: text },
    text: kind,
  };
}

function expectInert(svg: string): void {
  expect(findActiveContent(parseXml(svg))).toEqual([]);
  expect(() => new Resvg(svg, { font: { loadSystemFonts: false } })).not.toThrow();
}

describe('hostile texts', () => {
  it('are detected by the checks of this file', () => {
    for (const xml of [
      '',
      '<a>',
      '<a></b>',
      '<a/><b/>',
      '<a b="1" b="2"/>',
      '<a b=1/>',
      '<a>&x;</a>',
      '<a>\0</a>',
      '<a>]]></a>',
      '<a><!-- --></a>',
      '<a b="<"/>',
      'x<a/>',
    ])
      expect(() => parseXml(xml), xml).toThrow();
    expect(parseXml('<a b="&#65;"><c/>&lt;</a>').map(({ name }) => name)).toEqual(['a', 'c']);
    for (const xml of [
      '<script/>',
      '<g onload="x"/>',
      '<image href="http://x"/>',
      '<g style="fill:url(http://x)"/>',
    ])
      expect(findActiveContent(parseXml(xml))).toHaveLength(1);
  });

  it.each(HOSTILE_TEXTS)('%j becomes well-formed, inert XML', (text) => {
    for (const kind of ['font', 'outline'] as const) expectInert(rendered(figureWithText(text, kind)).svg());
  });

  it('become well-formed, inert XML if they are random', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 12 }),
        fc.constantFrom('font', 'outline'),
        (text, kind) => expectInert(rendered(figureWithText(text, kind as 'font')).svg()),
      ),
      { numRuns: 12 },
    );
  });

  it('become well-formed, inert XML if they come from a CSV file', () => {
    const csv = `,${HOSTILE_TEXTS.map((text) => `"${text.replaceAll('"', '""').replaceAll('\0', '')}"`).join(',')}\n`;
    const { code, stdout } = heatmap(['render', '-q'], {
      input: `${csv}r,${HOSTILE_TEXTS.map((_, i) => i).join(',')}\n`,
    });
    expect(code).toBe(0);
    expectInert(stdout.toString());
  });

  it('are laid out quickly even with a hundred thousand characters', () => {
    for (const text of ['x'.repeat(100_000), 'word '.repeat(20_000), '\u0301'.repeat(100_000)]) {
      const time = cpuTime(() => {
        // The result is a figure, or an error because the page would be too large.
        try {
          expect(rendered(figureWithText(text, 'font')).svg().length).toBeGreaterThan(0);
        } catch (error) {
          expect(error).toMatchObject({ diagnostics: [{ code: 'page-too-large' }] });
        }
      });
      expect(time).toBeLessThan(15_000);
    }
  });
});

/** Returns the errors of a spec. */
function errorsIn(text: string): readonly Diagnostic[] {
  try {
    parseSpec(parseJson('spec.json', text));
  } catch (error) {
    if (error instanceof HeatmapError) return error.diagnostics;
    throw error;
  }
  return [];
}

/** Expects one diagnostic for a spec in its own folder: no output, no stack trace, no long wait. */
function expectError(spec: string, code: string, prepare: (folder: string) => void = () => {}): Run {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'in'));
  prepare(folder);
  writeFileSync(join(folder, 'in/spec.json'), spec);
  const args = ['render', 'spec.json', '-o', 'out.svg', '--diagnostics', 'short'];
  const run = heatmapInSession(args, { cwd: join(folder, 'in') });
  expect([run.code, run.stdout.length]).toEqual([1, 0]);
  expect(run.stderr).toMatch(new RegExp(`^[^\\n]*: error: [^\\n]* \\[${code}\\]\\n`));
  expect(run.stderr).not.toMatch(/^ {4}at /m);
  expect(existsSync(join(folder, 'in/out.svg'))).toBe(false);
  return run;
}

const data = (path: unknown) => JSON.stringify({ data: path });
const CSV = 'a,b\n1,2\n';

describe('hostile specs', () => {
  it('cannot read files outside their root, or find out whether such files exist', () => {
    const prepare = (folder: string) => {
      writeFileSync(join(folder, 'secret.csv'), CSV);
      symlinkSync('..', join(folder, 'in/up'));
      symlinkSync('../secret.csv', join(folder, 'in/link.csv'));
    };
    const outside = [
      '../secret.csv',
      '../none.csv',
      'link.csv',
      'up/secret.csv',
      'up/none.csv',
      '/etc/passwd',
      '/etc/none',
    ];
    for (const path of [...outside, 'in/../../secret.csv', './/../secret.csv'])
      expectError(data(path), 'outside-root', prepare);
    expectError(data({ file: '../secret.csv' }), 'outside-root', prepare);
    expectError(JSON.stringify({ panels: [{ data: '../secret.csv' }] }), 'outside-root', prepare);
  });

  it('cannot make the program wait for a device or a pipe', () => {
    expectError(data('pipe'), 'not-a-file', (folder) => execFileSync('mkfifo', [join(folder, 'in/pipe')]));
    const folder = temporaryFolder();
    execFileSync('mkfifo', [join(folder, 'pipe.csv')]);
    for (const file of ['/dev/zero', '/dev/null', join(folder, 'pipe.csv')]) {
      const { code, stderr } = heatmap(['render', file]);
      expect([file, code]).toEqual([file, 1]);
      expect(stderr).toContain('[not-a-file]');
    }
  });

  it('can name folders, missing files and invalid file names', () => {
    expectError(data('.'), 'is-a-directory');
    expectError(data(''), 'invalid-value');
    expectError(data('none.csv'), 'no-such-file');
    expectError(data('none.csv/x'), 'no-such-file');
    expectError(data('a\0b'), 'no-such-file');
    expectError(data('x'.repeat(300)), 'unreadable-file');
    expectError(data('a/'.repeat(100_000)), 'invalid-value');
    expectError(data('https://example.org/auc.csv'), 'no-such-file');
    expectError(data('loop'), 'unreadable-file', (folder) => symlinkSync('loop', join(folder, 'in/loop')));
  });

  it('can be nested very deeply', () => {
    expectError(`{"data":${'['.repeat(100_000)}`, 'json-too-deep');
    expectError(`{"data":${'{"a":'.repeat(100_000)}`, 'json-too-deep');
    expectError(`{"data":[[1]],"x":${'['.repeat(90)}1${']'.repeat(90)}}`, 'invalid-value');
  });

  it('can have one very long line', () => {
    const { stderr } = expectError(`{"data":[[1,2]],"titel":"${'x'.repeat(50_000_000)}"}`, 'unknown-key');
    expect(stderr.length).toBeLessThan(1000);
    expect(
      expectError(`{"data":[[1,2]],"color":{"map":"${'x'.repeat(5_000_000)}"}}`, 'unknown-colormap').stderr
        .length,
    ).toBeLessThan(1000);
  });

  it('can have very many errors', () => {
    const many = (item: string, n: number) => Array(n).fill(item).join(',');
    const { stderr } = expectError(
      `{"data":[[1]],"x":{"labels":[${many('true', 20_000)}]}}`,
      'invalid-value',
    );
    expect(stderr.trimEnd().split('\n')).toHaveLength(21);
    expect(stderr).toContain('and 19980 more errors');
    expectError(`{"data":[[1]],"x":{"labels":[${many('true', 1_000_000)}]}}`, 'spec-too-large');
    const codes = (text: string) => [...new Set(errorsIn(text).map(({ code }) => code))];
    expect(codes(`{"data":[[1]],"panels":[${many('{"titel":1}', 10_000)}]}`)).toEqual(['unknown-key']);
    const keys = Array.from({ length: 20_000 }, (_, i) => `"k${i}":1`);
    expectError(`{"data":[[1]],${keys}}`, 'unknown-key');
    expect(codes(`{"data":[[1]],${many('"title":"a"', 20_000)}}`)).toEqual(['duplicate-key']);
  });

  it('can name properties of the prototype', () => {
    for (const key of ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty']) {
      for (const text of [`{"data":[[1]],"${key}":{"x":1}}`, `{"data":[[1]],"x":{"${key}":{"title":"a"}}}`]) {
        const [error, ...others] = errorsIn(text);
        expect(others).toEqual([]);
        expect(error.code).toBe('unknown-key');
        expect(JSON.stringify(error)).not.toContain('native code');
      }
    }
    const set = heatmap(['render', '--set', '__proto__.polluted=1', '-q'], { input: CSV });
    expect([set.code, set.stdout.length]).toEqual([1, 0]);
    expect(set.stderr).toContain('unknown key "__proto__" [unknown-key]');
    expect(heatmap(['render', '--set', 'x.__proto__.title=a', '-q'], { input: CSV }).stderr).toContain(
      '[unknown-key]',
    );
  });

  it('can be invalid JSON', () => {
    expectError('', 'empty-file');
    expectError('{"data": [[1, 2]]', 'json-syntax');
    expectError('{"data": "a.csv", "x": {"title": "\\ud800', 'json-syntax');
  });
});

/** Root ignores permissions, so these tests run as another user, if that user can run the program. */
const unprivilegedUser = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
const itUnprivileged = it.skipIf(heatmap(['--version'], unprivilegedUser).code !== 0);

describe('files that cannot be read or written', () => {
  itUnprivileged('can be files without read permission', () => {
    const folder = temporaryFolder();
    chmodSync(folder, 0o755);
    writeFileSync(join(folder, 'x.csv'), CSV);
    chmodSync(join(folder, 'x.csv'), 0);
    const { code, stderr } = heatmap(['render', 'x.csv'], { cwd: folder, ...unprivilegedUser });
    expect([code, stderr]).toEqual([1, 'x.csv: error: no permission to read x.csv [no-permission]\n']);
  });

  itUnprivileged('can be in a read-only folder, where no file is left', () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'out'));
    chmodSync(join(folder, 'out'), 0o555);
    chmodSync(folder, 0o755);
    for (const path of ['out/fig.svg', 'out/deeper/fig.svg']) {
      const { code, stdout, stderr } = heatmap(['render', '-q', '-o', path], {
        cwd: folder,
        input: CSV,
        ...unprivilegedUser,
      });
      expect([code, stdout.length]).toEqual([1, 0]);
      expect(stderr).toBe(`${path}: error: ${path} cannot be written (no permission) [unwritable]\n`);
    }
    expect(readdirSync(join(folder, 'out'))).toEqual([]);
  });

  it('can have a path through a file, or a name that is too long', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'file'), '');
    for (const [path, why] of [
      ['file/fig.svg', 'a part of the path is a file'],
      [`${'x'.repeat(300)}.svg`, 'the name is too long'],
    ]) {
      const { code, stderr } = heatmap(['render', '-q', '-o', path], { cwd: folder, input: CSV });
      expect([code, stderr]).toEqual([1, expect.stringContaining(`cannot be written (${why}) [unwritable]`)]);
    }
    expect(readdirSync(folder)).toEqual(['file']);
  });

  it.skipIf(!existsSync('/dev/full'))('can be on a full disk', () => {
    const full = openSync('/dev/full', 'w');
    const { status, stderr } = spawnSync(COMMAND[0], [...COMMAND.slice(1), 'render', '-q'], {
      input: CSV,
      stdio: ['pipe', full, 'pipe'],
    });
    closeSync(full);
    expect([status, stderr.toString()]).toEqual([
      1,
      'standard output: error: standard output cannot be written (the disk is full) [unwritable]\n',
    ]);
  });

  it('are written to missing folders, which are created', () => {
    const folder = temporaryFolder();
    expect(heatmap(['render', '-q', '-o', 'a/b/c/fig.svg'], { cwd: folder, input: CSV }).code).toBe(0);
    expect(readFileSync(join(folder, 'a/b/c/fig.svg'), 'utf8')).toContain('</svg>');
  });

  it('can be the pipe of a process substitution, which is read', () => {
    const shell = `${SHELL_COMMAND} render -q <(printf 'a,b\\n1,2\\n')`;
    expect(execFileSync('bash', ['-c', shell], { cwd: ROOT }).toString()).toContain('</svg>');
  });
});
