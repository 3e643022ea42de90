/** Tests the choices that a spec leaves open, and the specs that are rejected. */
import { describe, expect, it } from 'vitest';
import type { Scale } from '../../../src/color/scale.js';
import { type Diagnostic, HeatmapError } from '../../../src/diagnostics.js';
import { colorOf } from '../../support/color.js';
import { type Rendered, rendered } from '../../support/figure.js';

const figure = (data: unknown, color: object = {}): Rendered => rendered({ data, color });
const scale = (data: unknown, color: object = {}): Scale => figure(data, color).figure.scales.color;
const chosen = (data: unknown, color: object = {}) =>
  figure(data, color).diagnostics.find(({ code }) => code === 'chosen')?.message;

function errorOf(data: unknown, color: object): Diagnostic {
  try {
    figure(data, color);
  } catch (error) {
    if (error instanceof HeatmapError) return error.diagnostics[0];
    throw error;
  }
  throw new Error('a figure was made');
}

describe('the colormap', () => {
  it('is sequential for one sign, diverging about 0 for mixed signs, categorical for words, and a note says why', () => {
    expect(chosen([[0, 2]])).toBe(
      'colormap viridis because the values have one sign, linear scale from 0 to 2',
    );
    expect(chosen([[-1, 2]])).toBe(
      'colormap RdBu_r because there are values of both signs, linear scale from -2 to 2 centred on 0',
    );
    expect(chosen([['a', 'b']])).toBe('colormap tab10 for 2 categories');
    expect(chosen([[1, 2]], { center: 1.5 })).toBe(
      'colormap RdBu_r because a centre is set, linear scale from 1 to 2 centred on 1.5',
    );
    expect(chosen([[-1, 2]], { map: 'magma' })).toBe('colormap magma, linear scale from -1 to 2');
  });

  it('is sequential for mixed signs if 0 is not inside the domain', () => {
    const data = [[-1, 150, 20]];
    expect(scale(data, { domain: [0, 200] })).toMatchObject({
      map: 'viridis',
      domain: [0, 200],
      center: null,
    });
    expect(scale(data, { domain: [0, null] })).toMatchObject({
      map: 'viridis',
      domain: [0, 150],
      center: null,
    });
    expect(scale(data, { domain: [null, -0.5] })).toMatchObject({ map: 'viridis', domain: [-1, -0.5] });
    expect(scale(data, { domain: [-1, 200] })).toMatchObject({ map: 'RdBu_r', center: 0 });
    expect(scale(data, { domain: [null, 200] })).toMatchObject({
      map: 'RdBu_r',
      domain: [-200, 200],
      center: 0,
    });
  });

  it('that is diverging has its middle at 0 for mixed signs, also if the spec names it', () => {
    expect(scale([[-2.4, 4]], { map: 'RdBu_r' })).toMatchObject({ domain: [-4, 4], center: 0 });
    expect(scale([[-2.4, 4]], { map: 'RdBu_r', domain: 'robust' }).center).toBe(0);
    expect(scale([[-2.4, 4]], { map: 'RdBu_r', scale: 'symlog' }).center).toBe(0);
    expect(scale([[-2.4, 4]], { map: 'RdBu_r', steps: 8 }).center).toBe(0);
  });

  it('keeps a domain of the spec, and adds no centre to other maps or to values of one sign', () => {
    expect(scale([[-1, 2]], { map: 'RdBu', domain: [-1, 2] })).toMatchObject({
      domain: [-1, 2],
      center: null,
    });
    expect(scale([[-1, 2]], { map: 'viridis' })).toMatchObject({ domain: [-1, 2], center: null });
    expect(scale([[1, 2]], { map: 'RdBu' })).toMatchObject({ domain: [1, 2], center: null });
  });

  it('may be a list of colours, interpolated for numbers and used as is for categories', () => {
    expect(colorOf(scale([[0, 1]], { map: ['white', 'black'] }), 0.5)).toBe('#808080');
    expect(scale([['a', 'b']], { map: ['gold', 'navy', 'red'] }).colors).toEqual(['#ffd700', '#000080']);
  });
});

describe('a centre', () => {
  it('gets the middle colour; the domain is symmetric about it unless the spec sets both ends', () => {
    const balanced = scale([[-1, 3]], { center: 1, map: ['blue', 'white', 'red'] });
    expect(balanced.domain).toEqual([-1, 3]);
    expect(colorOf(balanced, 1)).toBe('#ffffff');
    const given = scale([[-1, 3]], { center: 1, domain: [0, 10], map: ['blue', 'white', 'red'] });
    expect(given.domain).toEqual([0, 10]);
    expect(colorOf(given, 1)).toBe('#ffffff');
  });

  it('must be inside the domain of a scale that can have a centre', () => {
    expect(errorOf([[1, 2]], { center: 0, domain: [0, 1] }).code).toBe('center-outside');
    expect(errorOf([[1, 2]], { center: 0, domain: [1, null], map: 'RdBu' }).code).toBe('center-outside');
    for (const other of [{ scale: 'log' }, { scale: 'pow' }, { scale: 'quantile' }, { thresholds: [0, 1] }])
      expect(errorOf([[1, 2]], { center: 1.5, ...other }).code).toBe('center-scale');
  });

  it('is absent on a pow scale with a symmetric domain', () => {
    expect(scale([[-1, 2]], { scale: 'pow', domain: 'symmetric' })).toMatchObject({
      domain: [-2, 2],
      center: null,
    });
  });
});

describe('steps', () => {
  it('are equal parts of the scale with colours from one end of the map to the other', () => {
    const steps = scale([[0, 1]], { steps: 4, map: ['black', 'white'] });
    expect(steps.boundaries).toEqual([0, 0.25, 0.5, 0.75, 1]);
    expect(steps.colors).toEqual(['#000000', '#555555', '#aaaaaa', '#ffffff']);
    expect([0, 0.25, 0.2499, 1].map((v) => colorOf(steps, v))).toEqual([
      '#000000',
      '#555555',
      '#000000',
      '#ffffff',
    ]);
    expect(scale([[1, 1000]], { scale: 'log', steps: 3 }).boundaries?.map((e) => Math.round(e))).toEqual([
      1, 10, 100, 1000,
    ]);
  });

  it('are fewer if the numbers are too close to each other', () => {
    const near = scale([[1, 1 + 2 * Number.EPSILON]], { steps: 10 });
    expect(near.boundaries).toEqual([1, 1 + Number.EPSILON, 1 + 2 * Number.EPSILON]);
    expect(near.colors.length).toBe(2);
  });

  it('of quantiles contain equally many values; fewer steps if values repeat', () => {
    expect(scale([[1, 2, 3, 4, 5, 6, 7, 80]], { scale: 'quantile', steps: 2 }).boundaries).toEqual([
      1, 4.5, 80,
    ]);
    expect(scale([[0, 0, 0, 0, 0, 9]], { scale: 'quantile', steps: 4 }).boundaries).toEqual([0, 9]);
    expect(scale([[5, 5]], { scale: 'quantile' }).boundaries).toEqual([2.5, 7.5]);
    expect(scale([[null]], { scale: 'quantile' }).boundaries).toEqual([0, 1]);
  });

  it('of thresholds extend their outer colours to all values outside, unless the domain sets ends', () => {
    const open = scale([[-100, 0.03, 100]], { thresholds: [0.01, 0.05], map: ['red', 'white', 'blue'] });
    expect(open.extend).toBe('both');
    expect([-100, 0.0099, 0.01, 0.05, 100, Number.POSITIVE_INFINITY].map((v) => colorOf(open, v))).toEqual([
      '#ff0000',
      '#ff0000',
      '#ffffff',
      '#0000ff',
      '#0000ff',
      '#0000ff',
    ]);
    const closed = scale([[0.03]], { thresholds: [0.01, 0.05], domain: [0, 1], over: 'lime' });
    expect(closed.extend).toBe('neither');
    expect(colorOf(closed, 2)).toBe('#00ff00');
    expect(errorOf([[1]], { thresholds: [0.01, 0.05], domain: [0.02, 1] }).code).toBe('threshold-domain');
    expect(errorOf([[1]], { scale: 'threshold' }).code).toBe('no-thresholds');
  });
});

describe('categories', () => {
  it('are distinct words in order of appearance, or distinct numbers in ascending order', () => {
    expect(scale([['b', 'a', 'b']]).categories).toEqual(['b', 'a']);
    expect(scale([[3, -1, 3, Number.POSITIVE_INFINITY, 1e-7]], { scale: 'category' }).categories).toEqual([
      '−1',
      '1e−7',
      '3',
      '∞',
    ]);
  });

  it('are shared by panels, and require a category scale', () => {
    const { figure } = rendered({ panels: [{ data: [['a', 'b']] }, { data: [['c', 'b']] }] });
    expect(figure.scales.color.categories).toEqual(['a', 'b', 'c']);
    expect([...figure.panels[1].matrix.values]).toEqual([2, 1]);
    expect(errorOf([['a', 'b']], { scale: 'log' }).code).toBe('words-need-category');
    expect(() => rendered({ panels: [{ data: [['a', 'b']] }, { data: [[1, 2]] }] })).toThrow(/cannot share/);
    expect(errorOf([Array.from({ length: 257 }, (_, i) => i)], { scale: 'category' }).code).toBe(
      'many-categories',
    );
  });

  it('are absent if all cells are missing', () => {
    expect(scale([[null, null]], { scale: 'category' })).toMatchObject({ kind: 'linear', domain: [0, 1] });
  });
});

describe('colours for missing, under and over', () => {
  it('are those of the spec', () => {
    const given = scale([[0, 1]], { domain: [0, 1], missing: 'white', under: 'lime', over: 'rgb(1, 2, 3)' });
    expect([Number.NaN, -1, 2].map((v) => colorOf(given, v))).toEqual(['#ffffff', '#00ff00', '#010203']);
  });

  it('are the ends of the map if the spec does not set them', () => {
    const plain = scale([[0, 1]], { domain: [0, 1], map: ['red', 'blue'] });
    expect([-1, 2].map((v) => colorOf(plain, v))).toEqual(['#ff0000', '#0000ff']);
  });
});

describe('correlations', () => {
  // The correlations of the columns are 0.866, 0.5 and 0.
  const values = [
    [1, 1, 2],
    [2, 3, 1],
    [3, 3, 3],
  ];
  const correlated = (transform: string, color: object = {}, cells: object = {}) =>
    rendered({ data: { values, transform }, color, cells, lint: [] });
  const scaleOf = (...options: Parameters<typeof correlated>) => correlated(...options).figure.scales.color;
  const WHOLE = { map: 'RdBu_r', domain: [-1, 1], center: 0 };

  it.each([
    'correlate',
    'correlate(spearman)',
    'correlate(kendall)',
    'correlate(pearson, rows)',
    'correlate, fill(0)',
    'log2, correlate, negate',
  ])('are shown from -1 to 1, although none is negative: %s', (transform) => {
    expect(scaleOf(transform)).toMatchObject(WHOLE);
  });

  it('are shown from -1 to 1 without their diagonal, in steps, and in another diverging map', () => {
    expect(scaleOf('correlate', {}, { hide: 'diagonal' })).toMatchObject(WHOLE);
    expect(scaleOf('correlate', { steps: 8 })).toMatchObject(WHOLE);
    expect(scaleOf('correlate', { map: 'PuOr' })).toMatchObject({ ...WHOLE, map: 'PuOr' });
  });

  it('are not two-valued data if all are 0 or 1', () => {
    const pair = { values: [[1, 1], [1, 2], [2, 1], [2, 2]], transform: 'correlate' }; // biome-ignore format: four points
    const { figure } = rendered({ data: pair });
    expect([...figure.panels[0].matrix.values]).toEqual([1, 0, 0, 1]);
    expect(figure.scales.color).toMatchObject({ ...WHOLE, categories: null });
  });

  it('follow the domain, centre, scale and sequential colormap of the spec', () => {
    expect(scaleOf('correlate', { domain: 'auto' })).toMatchObject({ map: 'viridis', domain: [0, 1] });
    expect(scaleOf('correlate', { domain: [0.2, 1] }).domain).toEqual([0.2, 1]);
    expect(scaleOf('correlate', { center: 0.5 })).toMatchObject({ domain: [0, 1], center: 0.5 });
    expect(scaleOf('correlate', { map: 'magma' }).domain).toEqual([0, 1]);
    expect(scaleOf('correlate', { map: ['white', 'navy'] }).domain).toEqual([0, 1]);
    expect(scaleOf('correlate', { scale: 'pow' }).domain).toEqual([0, 1]);
  });

  it('have no such range after other steps, or beside other values', () => {
    expect(scaleOf('correlate, abs')).toMatchObject({ map: 'viridis', domain: [0, 1] });
    expect(scaleOf('correlate, fill(2)').domain).toEqual([0, 1]);
    const { figure } = rendered({
      panels: [{ data: { values, transform: 'correlate' } }, { data: [[0, 5]] }],
    });
    expect(figure.scales.color.domain).toEqual([0, 5]);
  });

  it('have a note that says why', () => {
    const note = correlated('correlate').diagnostics.find(({ code }) => code === 'chosen');
    expect(note?.message).toBe(
      'colormap RdBu_r because correlations have this range, linear scale from -1 to 1 centred on 0',
    );
    expect(note?.hints?.join()).toContain('color.domain');
  });
});
