import { describe, expect, it } from 'vitest';
import { pValueColor } from '../../../src/figure/p-values.js';
import { parseJson } from '../../../src/json/parse.js';
import type { Matrix } from '../../../src/matrix/matrix.js';
import { draw } from '../../../src/render.js';
import { parseSpec } from '../../../src/spec/parse.js';
import { suggestSpec } from '../../../src/suggest/suggest-spec.js';
import { rendered, renderedMatrix } from '../../support/figure.js';

const matrix = (...values: number[]): Matrix => ({
  rows: 1,
  columns: values.length,
  values: Float64Array.from(values),
  rowLabels: null,
  columnLabels: null,
  categories: null,
});

const SMALL = matrix(0.5, 0.003, Number.NaN, 0.00004, 1);

describe('p-values', () => {
  it.each([
    ...['pval', 'pvals', 'p.value', 'P-Value', 'p_values', 'pValue', 'PVALUE', 'adj.P.Val', 'padj'],
    ...['p_adj', 'p.adjust', 'FDR', 'fdr_bh', 'qval', 'q-value', 'qvalues', 'tests/10-p-values.csv'],
    ...['C:\\data\\pvals.tsv.gz', 'gwas_pvalues.npy'],
  ])('are recognized by the name %s', (name) => {
    expect(pValueColor([null, name], [SMALL])?.name).toBe(name);
  });

  it.each([
    ...[
      '',
      'm.csv',
      'map',
      'probability',
      'gpt2_p.csv',
      'perplexity',
      'pvalley',
      'values',
      'p50',
      'corp.csv',
    ],
    // A single "p" often stands for any probability.
    ...['p', 'P', 'p.csv'],
    ...['-log10(p-value)', 'neg_log10_pvals.csv', 'log p value', 'pvals/m.csv', '<stdin>'],
  ])('are not recognized by the name "%s"', (name) => {
    expect(pValueColor([name], [SMALL])).toBeNull();
  });

  it('are from 0 to 1, and one is significant', () => {
    const color = (...values: number[]) => pValueColor(['pval'], [matrix(...values)])?.color ?? null;
    expect(color(0.01, 1.5)).toBeNull();
    expect(color(-0.01, 0.01)).toBeNull();
    expect(color(0.01, Number.POSITIVE_INFINITY)).toBeNull();
    expect(color(0.06, 0.9)).toBeNull();
    expect(color(Number.NaN)).toBeNull();
    expect(pValueColor(['pval'], [{ ...matrix(0, 1), categories: ['a', 'b'] }])).toBeNull();
  });

  it('have a log scale from a power of ten to 1, or thresholds if some are 0', () => {
    const color = (...values: number[]) => pValueColor(['pval'], [matrix(...values)])?.color;
    expect(color(0.5, 0.00004)).toEqual({ scale: 'log', domain: [0.00001, 1] });
    expect(color(0.01)).toEqual({ scale: 'log', domain: [0.01, 1] });
    expect(color(Number.MIN_VALUE)).toEqual({ scale: 'log', domain: [Number.MIN_VALUE, 1] });
    expect(color(0, 0.3)).toMatchObject({
      scale: 'threshold',
      thresholds: [0.001, 0.01, 0.05],
      domain: [0, 1],
    });
  });
});

const csv = (corner: string, zero = '0.0002') =>
  `${corner},a,b,c,d\nx,0.5,0.003,${zero},0.7\ny,0.2,0.00004,1,0.01\nz,0.04,0.9,0.6,0.3\n`;

/** The scales that `render` and `init` choose for a file. */
function choices(content: string, name: string) {
  const source = { name, bytes: new TextEncoder().encode(content) };
  const text = suggestSpec(source, { file: name, format: null, schema: null }, () => {});
  const parsed = parseSpec(parseJson('spec.json', text));
  const init = draw({ parsed, primary: null, open: () => source, zoom: 1 }, () => {});
  return [renderedMatrix(content, name), init].map(({ figure }) => figure.scales.color);
}

describe('render and init', () => {
  it.each([
    ['pvals.csv', csv('gene')],
    ['m.csv', csv('p.value')],
    ['pvals.csv', csv('gene', '0')],
  ])('draw the p-values of %s in the same colours', (name, content) => {
    const [render, init] = choices(content, name);
    expect(render).toEqual(init);
    expect(render.kind === 'log' || render.boundaries?.length === 5).toBe(true);
  });
});

describe('render', () => {
  const scaleOf = (content: string, name: string, flags: object = {}) =>
    renderedMatrix(content, name, flags).figure.scales.color;

  it('says why the scale is logarithmic', () => {
    const { diagnostics } = renderedMatrix(csv('gene'), 'pvals.csv');
    const notes = diagnostics.filter(({ code }) => code === 'p-values');
    expect(notes.map(({ severity }) => severity)).toEqual(['note']);
    expect(notes[0].message).toContain('"pvals.csv"');
    expect(notes[0].hints?.join()).toContain('--color-scale linear');
    expect(diagnostics.some(({ severity }) => severity === 'warning' || severity === 'info')).toBe(false);
  });

  it('shows a value of 0 as a value', () => {
    const { figure, diagnostics } = renderedMatrix(csv('gene', '0'), 'pvals.csv');
    expect(figure.guides[0]).toMatchObject({ missing: 0, under: 0, over: 0 });
    expect(figure.scales.color.boundaries).toEqual([0, 0.001, 0.01, 0.05, 1]);
    expect(diagnostics.map(({ code }) => code)).not.toContain('unshowable');
  });

  it('keeps the linear scale without such a name, in a spec, and if a flag sets the scale', () => {
    expect(scaleOf(csv('gene'), 'm.csv').kind).toBe('linear');
    expect(
      rendered({ data: { values: [[0.00001, 0.5]], columns: ['p', 'pval'] } }).figure.scales.color.kind,
    ).toBe('linear');
    for (const color of [{ scale: 'linear' }, { domain: [0, 1] }, { steps: 4 }, { thresholds: [0.05] }])
      expect(scaleOf(csv('gene'), 'pvals.csv', { color }).kind).toBe('linear');
    expect(scaleOf(csv('gene'), 'pvals.csv', { color: { map: 'magma' } })).toMatchObject({
      kind: 'log',
      map: 'magma',
    });
  });
});
