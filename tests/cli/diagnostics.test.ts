import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DIAGNOSTIC_FORMATS } from '../../src/host/diagnostic-formats.js';
import { temporaryFolder } from '../support/cli.js';
import { heatmap } from '../support/session.js';

const BAD = '{\n  "data": [[1, 2]],\n  "titel": "x",\n  "color": { "map": "virids" }\n}\n';

function folderWith(files: Record<string, string>): string {
  const folder = temporaryFolder();
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}

describe('--diagnostics', () => {
  it('short: one line per diagnostic', () => {
    const cwd = folderWith({ 'bad.json': BAD });
    for (const args of [['render'], ['validate'], ['batch', '-o', 'out']]) {
      const target = args[0] === 'batch' ? '.' : 'bad.json';
      const { code, stdout, stderr } = heatmap([...args, target, '--diagnostics', 'short'], { cwd });
      expect([code, stdout.length]).toEqual([1, 0]);
      expect(stderr).toBe(
        'bad.json:3:3: error: unknown key "titel" [unknown-key]\n' +
          'bad.json:4:21: error: color.map: unknown colormap "virids", did you mean "viridis"? [unknown-colormap]\n',
      );
    }
  });

  it('json: one object per line, always with the same keys', () => {
    const cwd = folderWith({ 'bad.json': BAD, 'm.csv': 'a,b\n1,2\n' });
    const objects = (args: string[]) =>
      heatmap([...args, '--diagnostics=json'], { cwd })
        .stderr.trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line));
    expect(objects(['validate', 'bad.json'])[0]).toEqual({
      severity: 'error',
      code: 'unknown-key',
      message: 'unknown key "titel"',
      file: 'bad.json',
      line: 3,
      column: 3,
      hints: ['did you mean "title"?', expect.stringMatching(/^valid keys: /)],
    });
    expect(objects(['m.csv', '-v', '-o', 'x.svg']).at(-1)).toEqual({
      severity: 'note',
      code: 'untitled-colorbar',
      message: expect.any(String),
      file: 'm.csv',
      line: null,
      column: null,
      hints: [expect.any(String)],
    });
    expect(objects(['m.csv', '--colormp', 'x'])).toEqual([
      {
        severity: 'error',
        code: 'usage',
        message: 'unknown option --colormp; did you mean --colormap?',
        file: null,
        line: null,
        column: null,
        hints: ['"heatmap render --help all" lists all flags'],
      },
    ]);
  });

  it('github: workflow commands, escaped as GitHub requires', () => {
    const cwd = folderWith({ 'bad,50%:1.json': BAD });
    const { stderr } = heatmap(['validate', 'bad,50%:1.json', '--diagnostics', 'github'], { cwd });
    const [first] = stderr.split('\n');
    expect(first).toMatch(
      /^::error file=bad%2C50%25%3A1\.json,line=3,col=3::unknown key "titel" \[unknown-key\]%0Ahint: did you mean "title"\?%0Ahint: /,
    );
    const line = (severity: 'error' | 'warning' | 'info' | 'note', message: string) =>
      DIAGNOSTIC_FORMATS.github({ severity, code: 'c', message });
    expect(line('warning', '50%\r\na: b, c')).toBe('::warning::50%25%0D%0Aa: b, c [c]');
    expect([line('info', ''), line('note', '')]).toEqual(['::notice:: [c]', '::notice:: [c]']);
  });

  it('takes one of four formats', () => {
    const { code, stderr } = heatmap(['validate', 'x.json', '--diagnostics', 'xml']);
    expect(code).toBe(2);
    expect(stderr).toContain('--diagnostics takes one of pretty, short, json, github, found "xml"');
  });

  it('prints no control characters from the data, which could control the terminal', () => {
    const message = 'a\u001b[31mb\u202ec\u0085d\u2028e\nf';
    for (const format of ['pretty', 'short'] as const)
      expect(DIAGNOSTIC_FORMATS[format]({ severity: 'error', code: 'c', message }, false)).toBe(
        'error: a\ufffd[31mb\ufffdc\ufffdd\ufffde\ufffdf [c]',
      );
  });
});

describe('several files', () => {
  it('are drawn if they have no errors; the errors of the others are reported', () => {
    const cwd = folderWith({ 'a.json': BAD, 'b.csv': 'a,b\n1,2\n', 'c.csv': 'a,b\n1,x\n2,3\n4,5\n' });
    mkdirSync(join(cwd, 'd'));
    const { code, stderr } = heatmap(['render', 'a.json', 'b.csv', 'c.csv', 'd', '-o', 'out/'], { cwd });
    expect(code).toBe(1);
    expect(readdirSync(join(cwd, 'out'))).toEqual(['b.svg']);
    for (const text of [
      'a.json:3:3:',
      'a.json:4:21:',
      'c.csv:2:3:',
      'd: error: d is a folder',
      '3 of 4 files failed',
    ])
      expect(stderr).toContain(text);
  });

  it('cannot have the same output path', () => {
    const cwd = folderWith({ 'a.csv': 'a,b\n1,2\n', 'a.json': '[[1, 2]]' });
    const { code, stderr } = heatmap(['render', 'a.csv', 'a.json', '-o', 'out/'], { cwd });
    expect([code, stderr]).toEqual([2, 'heatmap: out/a.svg would be written twice\n']);
    expect(existsSync(join(cwd, 'out'))).toBe(false);
  });

  it('are named in warnings that have no other place', () => {
    const cwd = folderWith({ 'a.csv': 'a,b\n1,\n', 'b.csv': 'a,b\n1,\n' });
    const { stderr } = heatmap(['validate', 'a.csv', 'b.csv', '--diagnostics', 'short'], { cwd });
    expect(stderr.match(/^\w+\.csv: warning: 1 of 2 values are missing/gm)).toEqual([
      'a.csv: warning: 1 of 2 values are missing',
      'b.csv: warning: 1 of 2 values are missing',
    ]);
  });
});

describe('a matrix without a spec', () => {
  it('is drawn without a message, from a file or from standard input', () => {
    const cwd = folderWith({ 'm.csv': ',a,b\nx,1,2\ny,3,4\n' });
    const runs = [
      heatmap(['m.csv', '-o', 'x.svg'], { cwd }),
      heatmap(['m.csv', '--colormap', 'magma', '--strict', '-o', 'x.svg'], { cwd }),
      heatmap(['render', '-', '-o', 'x.svg'], { cwd, input: '[[1, 2], [3, 4]]' }),
    ];
    expect(runs.map(({ code, stderr }) => [code, stderr])).toEqual(runs.map(() => [0, '']));
    expect(heatmap(['m.csv', '-v', '-o', 'x.svg'], { cwd }).stderr).toContain(
      'note: the colorbar has no title',
    );
  });

  it('has a warning for the same data in a spec', () => {
    const cwd = folderWith({ 's.json': '{ "data": [[1, 2], [3, 4]] }' });
    const { code, stderr } = heatmap(['s.json', '--strict', '-o', 'x.svg'], { cwd });
    expect([code, stderr]).toEqual([3, expect.stringContaining('warning: the colorbar has no title')]);
  });
});
