import { describe, expect, it } from 'vitest';
import { HeatmapError } from '../../../src/diagnostics.js';
import { fromValue } from '../../../src/json/from-value.js';
import { parseSpec } from '../../../src/spec/parse.js';
import { rendered } from '../../support/figure.js';

const values = [
  [1, 2, 3],
  [4, 5, 9],
];

function figureOf(transform: string | string[], data: object = { values }, rest: object = {}) {
  return rendered({ data: { ...data, transform }, ...rest });
}

/** Returns the errors of a spec with these steps, without the part that all have in common. */
function specErrors(transform: unknown): string[] {
  try {
    parseSpec(fromValue({ data: { values, transform } }));
    return [];
  } catch (error) {
    if (error instanceof HeatmapError) return error.diagnostics.map(({ message }) => message);
    throw error;
  }
}

describe('steps', () => {
  it('are applied in order', () => {
    const cells = (steps: string | string[]) => [...figureOf(steps).figure.panels[0].matrix.values];
    expect(cells('clip(2, 4), negate')).toEqual([-2, -2, -3, -4, -4, -4]);
    expect(cells('isna, negate')).toEqual([0, 0, 0, 0, 0, 0]);
    expect(cells('negate, clip(2, 4)')).toEqual([2, 2, 2, 2, 2, 2]);
    expect(cells(['negate', 'abs, center by row'])).toEqual([-1, 0, 1, -2, -1, 3]);
  });

  it('come after transpose and after normalize', () => {
    const { matrix } = figureOf('rank by row', { values, transpose: true }).figure.panels[0];
    expect([matrix.rows, [...matrix.values]]).toEqual([3, [1, 2, 1, 2, 1, 2]]);
    const shares = figureOf('fill(0)', { values, normalize: 'row' }).figure.panels[0].matrix.values;
    expect(shares[0]).toBe(1 / 6);
  });

  it.each([[[]], [undefined]])('may be none: %s', (transform) => {
    const { figure } = rendered({ data: { values, transform } });
    expect([...figure.panels[0].matrix.values]).toEqual(values.flat());
    expect(figure.panels[0].transformed).toBe(null);
  });

  it('do not change the source: two panels can transform the same values', () => {
    const numbers = new Float64Array([1, 4, 16]);
    const { figure } = rendered({
      panels: [{ data: { values: [numbers], transform: 'log2' } }, { data: [numbers] }],
      layout: { share: { color: false } },
    });
    expect(figure.panels.map(({ matrix }) => [...matrix.values])).toEqual([
      [0, 2, 4],
      [1, 4, 16],
    ]);
  });

  it('give a correlation the labels and the title of its items on both axes', () => {
    const data = { values, rows: ['a', 'b'], columns: ['x', 'y', 'z'] };
    const { x, y, matrix } = figureOf('correlate(pearson, rows)', data).figure.panels[0];
    expect([x.labels, y.labels]).toEqual([
      ['a', 'b'],
      ['a', 'b'],
    ]);
    expect([matrix.values[0], matrix.values[3]]).toEqual([1, 1]);
    expect(matrix.values[1]).toBe(matrix.values[2]);
  });

  it('can follow a correlation', () => {
    const { matrix } = figureOf('correlate, abs').figure.panels[0];
    expect([matrix.rows, matrix.columns]).toEqual([3, 3]);
    expect(Math.min(...matrix.values)).toBeGreaterThanOrEqual(0);
  });

  it('never turn 0 into -0, which would be printed', () => {
    const { figure } = figureOf('negate', { values: [[0, 1]] });
    expect(Object.is(figure.panels[0].matrix.values[0], 0)).toBe(true);
  });
});

describe('the name of the values', () => {
  it.each([
    ['log2', 'log2(x)'],
    ['log1p', 'ln(x + 1)'],
    ['log1p(2), zscore by row', 'z-score by row of log2(x + 1)'],
    ['zscore by row', 'z-score by row'],
    ['zscore(ddof 0) by row', 'z-score by row (ddof 0)'],
    ['zscore, abs', '|z-score|'],
    ['percentile by column', 'percentile by column'],
    ['center by row, log1p(10)', 'log10(x − row mean + 1)'],
    ['zscore by row, log1p', 'ln((z-score by row) + 1)'],
    ['center, negate', '−(x − mean)'],
    ['isna, correlate(pearson, columns)', 'Pearson correlation of missing(x)'],
    ['clip(-inf, 5), fill(0), sqrt', 'sqrt(clip(x, −∞, 5) (missing = 0))'],
    ['correlate(spearman, rows)', 'Spearman correlation'],
    ['log10, correlate(kendall, columns)', 'Kendall correlation of log10(x)'],
  ])('after %s is the title of the colorbar, and in the description', (steps, title) => {
    const { figure, diagnostics } = figureOf(steps, { values: [...values, [7, 1, 2]] });
    expect(figure.guides.map((guide) => guide.title)).toEqual([title]);
    expect(figure.accessible.description).toContain(`The values are transformed: ${title}.`);
    expect(diagnostics.map(({ code }) => code)).not.toContain('untitled-colorbar');
  });

  it('does not replace a title of the spec, but stays in the description', () => {
    const { figure } = figureOf('log2', undefined, { colorbar: { title: 'bits' } });
    expect(figure.guides[0].title).toBe('bits');
    expect(figure.accessible.description).toContain('The values are transformed: log2(x).');
  });

  it('is not used for panels that share a scale with other values', () => {
    const { figure, diagnostics } = rendered({
      panels: [{ data: { values, transform: 'log2' } }, { data: values }],
    });
    expect(figure.guides.map(({ title }) => title)).toEqual([null]);
    expect(diagnostics.map(({ code }) => code)).toContain('untitled-colorbar');
    expect(figure.accessible.description).toContain('The values of panel no. 1 are transformed: log2(x).');
  });

  it('is reported after each step', () => {
    const notes = figureOf('log1p(2), zscore by row').diagnostics.filter(
      ({ code }) => code === 'transformed',
    );
    expect(notes.map(({ severity, message }) => [severity, message])).toEqual([
      ['note', 'step 1 of 2, "log1p(2)": the values are log2(x + 1)'],
      ['note', 'step 2 of 2, "zscore by row": the values are z-score by row of log2(x + 1)'],
    ]);
  });
});

describe('values for which a step has no number', () => {
  const losses = (transform: string, rows: unknown[][]) =>
    figureOf(transform, { values: rows })
      .diagnostics.filter(({ code }) => code === 'undefined-values')
      .map(({ severity, message }) => `${severity}: ${message}`);

  it.each([
    ['log2', 'warning: after the step "log2", 1 more value is missing and 2 more values are infinite'],
    ['sqrt', 'warning: after the step "sqrt", 1 more value is missing'],
  ])('are counted: %s', (step, message) => {
    expect(losses(step, [[-1, 0, 0, 5, null, 7]])).toEqual([message]);
  });

  it('are counted for each step', () => {
    expect(
      losses('ln, zscore by row', [
        [1, 2, 0],
        [3, 3, 3],
      ]),
    ).toEqual([
      'warning: after the step "ln", 1 more value is infinite',
      'warning: after the step "zscore by row", 3 more values are missing',
    ]);
  });

  it('are not those that were missing or infinite before', () => {
    expect(losses('abs, zscore by row', [[1, null, Number.POSITIVE_INFINITY, 3]])).toEqual([]);
  });
});

describe('the step isna', () => {
  it('is 1 for missing values and 0 for others', () => {
    const { figure } = figureOf('isna', { values: [[1, null, 0], [null, null, 5]] }); // biome-ignore format: a matrix
    expect([...figure.panels[0].matrix.values]).toEqual([0, 1, 0, 1, 1, 0]);
  });
});

describe('invalid steps', () => {
  it.each([
    ['zcore by row', 'data.transform: unknown step "zcore by row"; did you mean "zscore"?'],
    ['z-score by row', 'data.transform: unknown step "z-score by row"; did you mean "zscore"?'],
    ['log(x)', 'data.transform: unknown step "log(x)"; did you mean "ln" or "log2" or "log10"?'],
    ['', 'data.transform: expected a step; the steps are log2, log10, ln, log1p, sqrt, abs, negate'],
    ['log2,', 'data.transform: expected a step; the steps are'],
    ['clip(5, 0)', 'data.transform: invalid step "clip(5, 0)"; the first limit must be less than the second'],
    ['clip(0)', 'data.transform: invalid step "clip(0)"; write clip(0, 5)'],
    ['clip(0, 5', 'data.transform: the step "clip(0, 5" has no closing parenthesis'],
    ['clip(0, five)', 'data.transform: invalid step "clip(0, five)"; write clip(0, 5)'],
    ['fill(nan)', 'data.transform: invalid step "fill(nan)"; write fill(0)'],
    ['log1p(1)', 'data.transform: invalid step "log1p(1)"; write log1p or log1p(2)'],
    [
      'log2 by row',
      'data.transform: invalid step "log2 by row"; log2 applies to each value and takes no "by"',
    ],
    [
      'zscore by line',
      'data.transform: invalid step "zscore by line"; the groups are "by row", "by column", "by all"',
    ],
    ['rank by row; log2', 'data.transform: invalid step "rank by row; log2"; separate steps by commas'],
    ['abs | sqrt', 'data.transform: invalid step "abs | sqrt"; separate steps by commas'],
    ['ZSCORE', 'data.transform: unknown step "ZSCORE"; did you mean "zscore"?'],
    [
      'divide(1000)',
      'data.transform: invalid step "divide(1000)"; divide takes a file with a second matrix, not a',
    ],
    [
      'minus(row mean)',
      'data.transform: invalid step "minus(row mean)"; use "center by row" to subtract the mean',
    ],
    ['zscore(row)', 'data.transform: invalid step "zscore(row)"; write zscore by row or'],
    [
      'rank(mean)',
      'data.transform: invalid step "rank(mean)"; rank takes one of average, min, max, dense, ordinal',
    ],
    [
      'correlate(pearson, row)',
      'data.transform: invalid step "correlate(pearson, row)"; correlate takes pearson',
    ],
    ['minus()', 'data.transform: invalid step "minus()"; write minus(base.csv)'],
    ['minus("base.csv)', 'data.transform: invalid step'],
    [['log2', 'exp'], 'data.transform[1]: unknown step "exp"'],
    [{ zscore: { by: 'row' } }, 'unknown key "zscore" in data.transform'],
    [
      { minus: [[1]], divide: [[2]] },
      'data.transform: expected one of the keys minus, divide, log2ratio, not several',
    ],
    [{ minus: 3 }, 'data.transform.minus: expected a string, rows of numbers or an object, found 3'],
    [['abs', { minus: { values: [[1]], row: ['a'] } }], 'unknown key "row" in data.transform[1].minus'],
    [Array(33).fill('abs'), 'data.transform: expected at most 32 items'],
    [Array(33).fill('abs').join(), 'data.transform: expected at most 32 steps'],
  ])('are errors that show the notation: %j', (transform, message) => {
    const errors = specErrors(transform);
    expect(errors).toHaveLength(1);
    expect(errors[0].startsWith(message)).toBe(true);
  });

  it('need numbers', () => {
    expect(() => figureOf('log2', { values: [['a', 'b']] })).toThrow(
      'the step "log2" needs numbers, but the cells of the data are words',
    );
  });
});
