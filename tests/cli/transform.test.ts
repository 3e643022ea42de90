/** `data.transform`, `--transform` and `--minus` in the built program. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/cli.js';
import { sparseNpy } from '../support/npy.js';
import { heatmap } from '../support/session.js';

const folder = temporaryFolder();
afterAll(() => rmSync(folder, { recursive: true }));
const path = (name: string) => join(folder, name);

mkdirSync(path('deep'));
mkdirSync(path('other'));
writeFileSync(path('deep/tuned.csv'), 'layer,a,b\nL0,1,2\nL1,4,9\n');
writeFileSync(path('other/base.csv'), 'layer,b,a\nL1,1,1\nL0,2,2\n');
writeFileSync(path('deep/spec.json'), '{ "data": "tuned.csv" }');
writeFileSync(path('deep/steps.json'), '{ "data": { "file": "tuned.csv", "transform": ["abs"] } }');

const description = (svg: Buffer | string) => /<desc>(.*?)<\/desc>/.exec(svg.toString())?.[1] ?? '';

describe('--transform', () => {
  it.each([['tuned.csv'], ['spec.json'], ['steps.json']])('sets the steps of %s', (file) => {
    const steps = ['--transform', 'log1p(2), zscore by row', '--verbose'];
    const { code, stdout, stderr } = heatmap([path(`deep/${file}`), ...steps]);
    expect(code).toBe(0);
    expect(description(stdout)).toContain('The values are transformed: z-score by row of log2(x + 1).');
    expect(stderr).toContain(
      'note: step 2 of 2, "zscore by row": the values are z-score by row of log2(x + 1)',
    );
  });

  it('draws the same figure as the key of a spec', () => {
    writeFileSync(path('deep/key.json'), '{ "data": { "file": "tuned.csv", "transform": "sqrt" } }');
    const { stdout } = heatmap([path('deep/key.json')]);
    expect(stdout.equals(heatmap([path('deep/tuned.csv'), '--transform', 'sqrt']).stdout)).toBe(true);
  });

  it('reads standard input', () => {
    const { code, stdout } = heatmap(['-', '--transform', 'log2'], { input: 'a,b\n8,4\n' });
    expect(code).toBe(0);
    expect(description(stdout)).toContain('Values range from 2 at row 0, column b, to 3 at row 0');
  });

  it('with an error writes nothing', () => {
    const out = path('no.svg');
    const { code, stderr } = heatmap([path('deep/tuned.csv'), '--transform', 'zcore', '-o', out]);
    expect(code).toBe(1);
    expect(stderr).toContain(
      '--transform: error: data.transform: unknown step "zcore"; did you mean "zscore"?',
    );
    expect(existsSync(out)).toBe(false);
  });
});

describe('--minus', () => {
  it.each([['tuned.csv'], ['spec.json']])('reads any file relative to the current folder, for %s', (file) => {
    const { code, stdout, stderr } = heatmap([`deep/${file}`, '--minus', 'other/base.csv'], { cwd: folder });
    expect([code, stderr]).toEqual([0, '']);
    expect(description(stdout)).toContain('The values are transformed: tuned − base.');
    expect(description(stdout)).toContain(
      'Values range from −1 at row L0, column a, to 8 at row L1, column b.',
    );
  });

  it('comes before the steps of the spec and of --transform', () => {
    const minus = ['--minus', path('other/base.csv')];
    const ofSpec = heatmap([path('deep/steps.json'), ...minus]);
    expect(description(ofSpec.stdout)).toContain('The values are transformed: |tuned − base|.');
    const ofFlag = heatmap([path('deep/steps.json'), ...minus, '--transform', 'negate']);
    expect(description(ofFlag.stdout)).toContain('The values are transformed: −(tuned − base).');
  });

  it('reads standard input', () => {
    const input = readFileSync(path('other/base.csv'));
    const { code, stdout } = heatmap([path('deep/tuned.csv'), '--minus', '-'], { input });
    expect(code).toBe(0);
    expect(description(stdout)).toContain('to 8 at row L1, column b.');
  });

  it('does not widen what a spec may read', () => {
    writeFileSync(
      path('deep/outside.json'),
      '{ "data": { "file": "tuned.csv", "transform": "minus(../other/base.csv)" } }',
    );
    const { code, stderr } = heatmap([path('deep/outside.json')]);
    expect(code).toBe(1);
    expect(stderr).toContain('../other/base.csv is outside');
  });

  it('can be given once', () => {
    const { code, stderr } = heatmap([path('deep/tuned.csv'), '--minus', 'a.csv', '--minus', 'b.csv']);
    expect(code).toBe(2);
    expect(stderr).toContain("--minus can be given once; for a second matrix, use --transform 'minus(FILE)'");
  });

  it('finds a second matrix that is written in the spec, and adds a step before it', () => {
    const spec =
      '{ "data": { "file": "tuned.csv", "transform": { "minus": { "values": [[1, 1]], "rows": ["L1"], "columns": ["b", "a"] } } } }';
    writeFileSync(path('deep/inline.json'), spec);
    const { code, stdout, stderr } = heatmap([path('deep/inline.json'), '--minus', path('other/base.csv')]);
    expect(code).toBe(0);
    expect(description(stdout)).toContain('The values are transformed: tuned − base − second matrix.');
    expect(description(stdout)).toContain(
      'Values range from 2 at row L1, column a, to 7 at row L1, column b.',
    );
    expect(stderr).toContain('1 row of');
    expect(stderr).toContain('[join-partial]');
  });

  it('of a file that is missing is an error', () => {
    const { code, stderr } = heatmap([path('deep/tuned.csv'), '--minus', path('other/gone.csv')]);
    expect(code).toBe(1);
    expect(stderr).toContain('--minus: error: there is no file');
    expect(stderr).not.toContain('relative');
    const step = heatmap(['deep/tuned.csv', '--transform', 'minus(other/base.csv)'], { cwd: folder });
    expect(step.stderr).toContain(
      'hint: the path of a second file is relative to the folder of deep/tuned.csv',
    );
  });
});

describe('a matrix that is too large for memory', () => {
  sparseNpy(path('large.npy'), '<f4', [4200, 4200], [{ row: 7, column: 9, value: 1023 }]);
  sparseNpy(path('bytes.npy'), '|u1', [8200, 8200], [{ row: 7, column: 9, value: 255 }]);

  it('is transformed before it is reduced', () => {
    const flags = ['--transform', 'log1p(2), negate', '--set', 'cells.reduce=min'];
    const { code, stdout } = heatmap([path('large.npy'), ...flags]);
    expect(code).toBe(0);
    expect(description(stdout)).toMatch(/Each cell shows the smallest of \d+ × \d+ values\./);
    expect(description(stdout)).toContain('Values range from −10 at row 7, column 9, to 0 in');
  });

  it('reports the values that a step loses', () => {
    const { code, stderr } = heatmap([path('large.npy'), '--transform', 'ln']);
    expect(code).toBe(0);
    expect(stderr).toContain(`after the step "ln", ${4200 * 4200 - 1} more values are infinite`);
  });

  it.each([
    ['log1p, zscore by row', 'zscore by row'],
    ['correlate(pearson, rows)', 'correlate(pearson, rows)'],
    ['rank, abs', 'rank'],
    ['minus(bytes.npy)', 'minus(bytes.npy)'],
  ])('is an error that names the step: %s', (steps, step) => {
    const { code, stderr, stdout } = heatmap([path('bytes.npy'), '--transform', steps]);
    expect([code, stdout.length]).toEqual([1, 0]);
    expect(stderr).toContain('error: the data has more than 67108864 cells [too-large]');
    expect(stderr).toContain(
      `hint: remove data.transform ${JSON.stringify(step)} so that the matrix can be reduced while it is read`,
    );
  });

  it('cannot be the second matrix', () => {
    writeFileSync(path('small.csv'), '1,2\n3,4\n');
    const { code, stderr } = heatmap([path('small.csv'), '--transform', 'minus(bytes.npy)']);
    expect(code).toBe(1);
    expect(stderr).toContain('bytes.npy: error: the data has more than 67108864 cells [too-large]');
  });

  it('has a limit for the number of correlations', () => {
    const rows = Array.from({ length: 3000 }, (_, i) => Array.from({ length: 400 }, (_, j) => (i * j) % 17));
    writeFileSync(path('many.csv'), `${rows.join('\n')}\n`);
    const started = Date.now();
    const { code, stderr } = heatmap([path('many.csv'), '--transform', 'correlate(kendall, rows)']);
    expect(code).toBe(1);
    expect(stderr).toContain(
      'the step "correlate(kendall, rows)" would compare 3000 rows of 400 values with each other, which takes too long [too-large]',
    );
    expect(Date.now() - started).toBeLessThan(60_000);
  });
});
