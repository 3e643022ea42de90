/** Specs and data that mean harm: they come out as inert XML, or as one diagnostic, soon. */
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
import { ROOT, type Run, temporaryFolder } from '../support/cli.js';
import { rendered } from '../support/figure.js';
import { liveParts, parseXml } from '../support/xml.js';

/** The built program, which gets twenty seconds, and may be run by somebody else. */
function heatmap(
  args: readonly string[],
  { cwd = ROOT, input = '', ...by }: { cwd?: string; input?: string; uid?: number; gid?: number } = {},
): Run {
  const program = [join(ROOT, 'dist/heatmap.cjs'), ...args];
  const options = { cwd, input, timeout: 20_000, maxBuffer: 1 << 28, ...by };
  const { status, stdout, stderr } = spawnSync(process.execPath, program, options);
  return { code: status, stdout, stderr: stderr.toString() };
}

const HOSTILE = [
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

/** A figure that says `text` wherever a text can be said. */
function everywhere(text: string, kind: 'font' | 'outline'): object {
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
  expect(liveParts(parseXml(svg))).toEqual([]);
  expect(() => new Resvg(svg)).not.toThrow();
}

describe('hostile texts', () => {
  it('would be noticed', () => {
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
      expect(liveParts(parseXml(xml))).toHaveLength(1);
  });

  it.each(HOSTILE)('%j comes out as well-formed, inert XML', (text) => {
    for (const kind of ['font', 'outline'] as const) expectInert(rendered(everywhere(text, kind)).svg());
  });

  it('so does any text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 12 }),
        fc.constantFrom('font', 'outline'),
        (text, kind) => expectInert(rendered(everywhere(text, kind as 'font')).svg()),
      ),
      { numRuns: 60 },
    );
  });

  it('from a CSV too', () => {
    const csv = `,${HOSTILE.map((text) => `"${text.replaceAll('"', '""').replaceAll('\0', '')}"`).join(',')}\n`;
    const { code, stdout } = heatmap(['render', '-q'], {
      input: `${csv}r,${HOSTILE.map((_, i) => i).join(',')}\n`,
    });
    expect(code).toBe(0);
    expectInert(stdout.toString());
  });

  it('of a hundred thousand characters are laid out soon', () => {
    for (const text of ['x'.repeat(100_000), 'word '.repeat(20_000), '\u0301'.repeat(100_000)]) {
      const started = performance.now();
      // A figure, or the reason why there is none: such a page would be too large.
      try {
        expect(rendered(everywhere(text, 'font')).svg().length).toBeGreaterThan(0);
      } catch (error) {
        expect(error).toMatchObject({ diagnostics: [{ code: 'page-too-large' }] });
      }
      expect(performance.now() - started).toBeLessThan(15_000);
    }
  });
});

/** A spec in a folder of its own is one diagnostic and nothing else: no output, no stack, no long wait. */
function refused(spec: string, code: string, prepare: (folder: string) => void = () => {}): Run {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'in'));
  prepare(folder);
  writeFileSync(join(folder, 'in/spec.json'), spec);
  const run = heatmap(['render', 'spec.json', '-o', 'out.svg', '--diagnostics', 'short'], {
    cwd: join(folder, 'in'),
  });
  expect(run).toMatchObject({ code: 1, stdout: Buffer.alloc(0) });
  expect(run.stderr).toMatch(new RegExp(`^[^\\n]*: error: [^\\n]* \\[${code}\\]\\n`));
  expect(run.stderr).not.toMatch(/^ {4}at /m);
  expect(existsSync(join(folder, 'in/out.svg'))).toBe(false);
  return run;
}

const data = (path: unknown) => JSON.stringify({ data: path });
const CSV = 'a,b\n1,2\n';

describe('hostile specs', () => {
  it('read nothing outside of their root, and cannot even tell whether it is there', () => {
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
      refused(data(path), 'outside-root', prepare);
    refused(data({ file: '../secret.csv' }), 'outside-root', prepare);
    refused(JSON.stringify({ panels: [{ data: '../secret.csv' }] }), 'outside-root', prepare);
  });

  it('do not make the program wait for a device or a pipe', () => {
    refused(data('pipe'), 'not-a-file', (folder) => execFileSync('mkfifo', [join(folder, 'in/pipe')]));
    const folder = temporaryFolder();
    execFileSync('mkfifo', [join(folder, 'pipe.csv')]);
    for (const file of ['/dev/zero', '/dev/null', join(folder, 'pipe.csv')]) {
      const { code, stderr } = heatmap(['render', file]);
      expect([file, code]).toEqual([file, 1]);
      expect(stderr).toContain('[not-a-file]');
    }
  });

  it('name folders, nothing, and names that no file can have', () => {
    refused(data('.'), 'is-a-directory');
    refused(data(''), 'is-a-directory');
    refused(data('none.csv'), 'no-such-file');
    refused(data('none.csv/x'), 'no-such-file');
    refused(data('a\0b'), 'no-such-file');
    refused(data('x'.repeat(300)), 'unreadable-file');
    refused(data('a/'.repeat(100_000)), 'unreadable-file');
    refused(data('https://example.org/auc.csv'), 'no-such-file');
    refused(data('loop'), 'unreadable-file', (folder) => symlinkSync('loop', join(folder, 'in/loop')));
  });

  it('nest without end', () => {
    refused(`{"data":${'['.repeat(100_000)}`, 'json-too-deep');
    refused(`{"data":${'{"a":'.repeat(100_000)}`, 'json-too-deep');
    refused(`{"data":[[1]],"x":${'['.repeat(90)}1${']'.repeat(90)}}`, 'invalid-value');
  });

  it('are of one endless line', () => {
    const { stderr } = refused(`{"data":[[1,2]],"titel":"${'x'.repeat(50_000_000)}"}`, 'unknown-key');
    expect(stderr.length).toBeLessThan(1000);
    expect(
      refused(`{"data":[[1,2]],"color":{"map":"${'x'.repeat(5_000_000)}"}}`, 'unknown-colormap').stderr
        .length,
    ).toBeLessThan(1000);
  });

  it('are wrong very often', () => {
    const many = (item: string, n: number) => Array(n).fill(item).join(',');
    const { stderr } = refused(`{"data":[[1]],"x":{"labels":[${many('true', 60_000)}]}}`, 'invalid-value');
    expect(stderr.trimEnd().split('\n')).toHaveLength(21);
    expect(stderr).toContain('and 59980 more faults');
    refused(`{"data":[[1]],"x":{"labels":[${many('true', 1_000_000)}]}}`, 'spec-too-large');
    refused(`{"data":[[1]],"panels":[${many('{"titel":1}', 30_000)}]}`, 'unknown-key');
    const keys = Array.from({ length: 60_000 }, (_, i) => `"k${i}":1`);
    refused(`{"data":[[1]],${keys}}`, 'unknown-key');
    refused(`{"data":[[1]],${many('"title":"a"', 60_000)}}`, 'duplicate-key');
  });

  it('reach for the prototype', () => {
    for (const key of ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty']) {
      const { stderr } = refused(`{"data":[[1]],"${key}":{"x":1}}`, 'unknown-key');
      expect(stderr).not.toContain('native code');
      refused(`{"data":[[1]],"x":{"${key}":{"title":"a"}}}`, 'unknown-key');
    }
    const set = heatmap(['render', '--set', '__proto__.polluted=1', '-q'], { input: CSV });
    expect([set.code, set.stdout.length]).toEqual([1, 0]);
    expect(set.stderr).toContain('unknown key "__proto__" [unknown-key]');
    expect(heatmap(['render', '--set', 'x.__proto__.title=a', '-q'], { input: CSV }).stderr).toContain(
      '[unknown-key]',
    );
  });

  it('are no JSON at all', () => {
    refused('', 'empty-file');
    refused('{"data": [[1, 2]]', 'json-syntax');
    refused('{"data": "a.csv", "x": {"title": "\\ud800', 'json-syntax');
  });
});

/** Root may do everything; anybody else may not, but may be kept from running the program at all. */
const anybody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
const asAnybody = it.skipIf(heatmap(['--version'], anybody).code !== 0);

describe('places that cannot be read or written', () => {
  asAnybody('a file without permission', () => {
    const folder = temporaryFolder();
    chmodSync(folder, 0o755);
    writeFileSync(join(folder, 'x.csv'), CSV);
    chmodSync(join(folder, 'x.csv'), 0);
    const { code, stderr } = heatmap(['render', 'x.csv'], { cwd: folder, ...anybody });
    expect([code, stderr]).toEqual([1, 'x.csv: error: x.csv may not be read [no-permission]\n']);
  });

  asAnybody('a read-only folder, in which nothing is left', () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'out'));
    chmodSync(join(folder, 'out'), 0o555);
    chmodSync(folder, 0o755);
    for (const path of ['out/fig.svg', 'out/deeper/fig.svg']) {
      const { code, stdout, stderr } = heatmap(['render', '-q', '-o', path], {
        cwd: folder,
        input: CSV,
        ...anybody,
      });
      expect([code, stdout.length]).toEqual([1, 0]);
      expect(stderr).toBe(`${path}: error: ${path} cannot be written (no permission) [unwritable]\n`);
    }
    expect(readdirSync(join(folder, 'out'))).toEqual([]);
  });

  it('a folder that is a file, a name too long', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'file'), '');
    for (const [path, why] of [
      ['file/fig.svg', 'a part of its path is a file'],
      [`${'x'.repeat(300)}.svg`, 'its name is too long'],
    ]) {
      const { code, stderr } = heatmap(['render', '-q', '-o', path], { cwd: folder, input: CSV });
      expect([code, stderr]).toEqual([1, expect.stringContaining(`cannot be written (${why}) [unwritable]`)]);
    }
    expect(readdirSync(folder)).toEqual(['file']);
  });

  it.skipIf(!existsSync('/dev/full'))('a full disk', () => {
    const full = openSync('/dev/full', 'w');
    const program = [join(ROOT, 'dist/heatmap.cjs'), 'render', '-q'];
    const { status, stderr } = spawnSync(process.execPath, program, {
      input: CSV,
      stdio: ['pipe', full, 'pipe'],
    });
    closeSync(full);
    expect([status, stderr.toString()]).toEqual([
      1,
      'standard output: error: standard output cannot be written (the disk is full) [unwritable]\n',
    ]);
  });

  it('makes folders that are not there', () => {
    const folder = temporaryFolder();
    expect(heatmap(['render', '-q', '-o', 'a/b/c/fig.svg'], { cwd: folder, input: CSV }).code).toBe(0);
    expect(readFileSync(join(folder, 'a/b/c/fig.svg'), 'utf8')).toContain('</svg>');
  });

  it('reads what a shell hands over for <(command)', () => {
    const shell = `"${process.execPath}" dist/heatmap.cjs render -q <(printf 'a,b\\n1,2\\n')`;
    expect(execFileSync('bash', ['-c', shell], { cwd: ROOT }).toString()).toContain('</svg>');
  });
});
