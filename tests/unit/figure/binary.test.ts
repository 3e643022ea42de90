import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contrastRatio, type Hex } from '../../../src/color/color.js';
import { parseJson } from '../../../src/json/parse.js';
import { draw } from '../../../src/render.js';
import { parseSpec } from '../../../src/spec/parse.js';
import { suggestSpec } from '../../../src/suggest/suggest-spec.js';
import { DEFAULTS, THEMES } from '../../../src/theme.js';
import { rendered, renderedMatrix } from '../../support/figure.js';
import { npyHeader } from '../../support/npy.js';
import { bodies } from '../../support/pixels.js';

const COLORS = DEFAULTS.color.binaryColors;

/** The guide of a figure, its entries and the colours of its cells. */
function summary({ figure, scene }: ReturnType<typeof rendered>) {
  const [{ kind, missing, title }] = figure.guides;
  const { categories, colors } = figure.scales.color;
  const cells = bodies(scene).map(({ indices, palette }) => [...indices].map((i) => palette[i]));
  return { kind, missing, title, categories, colors: categories && colors, cells: cells.flat() };
}

const legend = (labels: readonly string[]) => ({ kind: 'legend', categories: labels, colors: COLORS });

describe('data of 0 and 1', () => {
  it('has two colours and a legend, with and without a spec', () => {
    const [zero, one] = COLORS;
    const expected = { ...legend(['0', '1']), missing: 0, cells: [zero, one, one, zero] };
    for (const format of ['0,1\n1,0\n', '0.0,1.0\n1.0,0.0\n'])
      expect(summary(renderedMatrix(format, 'm.csv'))).toMatchObject(expected);
    expect(
      summary(
        rendered({
          data: [
            [0, 1],
            [1, 0],
          ],
        }),
      ),
    ).toMatchObject(expected);
  });

  it('keeps the key of missing values', () => {
    const { kind, missing, cells } = summary(rendered({ data: [[0, null, 1]] }));
    expect([kind, missing, cells]).toEqual(['legend', 1, [COLORS[0], THEMES.light.color.missing, COLORS[1]]]);
    expect(rendered({ data: [[0, null, 1]] }).svg()).toContain('>no data<');
    const blue = summary(rendered({ data: [[0, null, 1]], color: { missing: 'blue' } }));
    expect([blue.kind, blue.cells[1]]).toEqual(['legend', '#0000ff']);
  });

  it.each([
    { color: { map: 'viridis' } },
    { color: { domain: [0, 1] } },
    { color: { domain: 'auto' } },
    { color: { scale: 'linear' } },
    { color: { center: 0.5 } },
    { colorbar: { ticks: [0, 0.5, 1] } },
    { colorbar: { format: '.0%' } },
  ])('has a colorbar if the spec sets %o', (spec) => {
    expect(summary(rendered({ data: [[0, 1]], ...spec }))).toMatchObject({
      kind: 'colorbar',
      categories: null,
    });
  });

  it.each([
    [[[0, 0]]],
    [[[1, 1]]],
    [[[0, 1, 2]]],
    [[[0, 1, 0.5]]],
    [[[-1, 1]]],
    [[[0, 1, 'inf']]],
    [[[null, null]]],
  ])('is not %j', (data) => {
    const values = data.map((row) => row.map((v) => (v === 'inf' ? Number.POSITIVE_INFINITY : v)));
    expect(summary(rendered({ data: values })).kind).toBe('colorbar');
  });

  it('is recognized over all panels that share a scale', () => {
    const panels = [{ data: [[0, 0]] }, { data: [[1, 1]] }];
    expect(summary(rendered({ panels }))).toMatchObject(legend(['0', '1']));
    expect(summary(rendered({ panels: [...panels, { data: [[7, 0]] }] })).kind).toBe('colorbar');
  });

  it('prints its values, sorts and describes its cells', () => {
    const { figure, svg } = rendered({
      data: { values: [[0, 1, 1], [0, 0, 1]], columns: ['a', 'b', 'c'] }, // biome-ignore format: a matrix
      x: { order: 'mean' },
      cells: { values: true },
    });
    expect(figure.panels[0].x.labels).toEqual(['c', 'b', 'a']);
    expect(figure.panels[0].values).toEqual(['0', '1', '1', '0', '0', '1']);
    expect(figure.accessible.description).toContain('2 categories');
    expect(svg()).toContain('>1<');
  });

  it('is noted, with the colours and a way back', () => {
    const note = rendered({ data: [[0, 1]] }).diagnostics.find(({ code }) => code === 'two-colors');
    expect(note?.severity).toBe('note');
    for (const part of ['0', '1', ...COLORS]) expect(note?.message).toContain(part);
    expect(note?.hints?.[0]).toContain('color.map');
    expect(rendered({ data: [[0, 1]] }).diagnostics.map(({ code }) => code)).not.toContain('chosen');
  });

  it('is a share on a continuous scale where cells are aggregated', () => {
    const data = [Array.from({ length: 3000 }, (_, i) => (i % 3 === 0 ? 1 : 0))];
    const { kind, title, categories } = summary(rendered({ data }));
    expect([kind, title, categories]).toEqual(['colorbar', 'share of 1', null]);
    expect(summary(rendered({ data, colorbar: { title: 'spikes' } })).title).toBe('spikes');
    expect(summary(rendered({ data, cells: { reduce: 'max' } })).title).toBeNull();
  });

  it('is a share if it was reduced while it was read', () => {
    const side = 2100;
    const values = Uint8Array.from({ length: side * side }, (_, i) => (i % 5 === 0 ? 1 : 0));
    const file = (cells: Uint8Array) => Buffer.concat([npyHeader('|u1', side, side), cells]);
    expect(summary(renderedMatrix(file(values), 'a.npy'))).toMatchObject({
      kind: 'colorbar',
      title: 'share of 1',
    });
    values[17] = 2;
    expect(summary(renderedMatrix(file(values), 'a.npy')).title).toBeNull();
  });
});

describe('data of false and true', () => {
  it.each([
    ['m.json', '[[true, false], [null, true]]', ['false', 'true']],
    ['m.csv', ',a,b\nx,true,false\ny,,true\n', ['false', 'true']],
    ['m.csv', ',a,b\nx,TRUE,FALSE\ny,NA,TRUE\n', ['FALSE', 'TRUE']],
    ['m.csv', ',a,b\nx,True,False\ny,,True\n', ['False', 'True']],
  ])('in %s has the colours of 1 and 0, in this order', (name, content, labels) => {
    const [no, yes] = COLORS;
    expect(summary(renderedMatrix(content, name))).toMatchObject({
      ...legend(labels),
      missing: 1,
      cells: [yes, no, THEMES.light.color.missing, yes],
    });
  });

  it('in an NPY file keeps its labels', () => {
    const header = npyHeader('|u1', 2, 2).toString('latin1').replace('|u1', '|b1');
    const bytes = Buffer.concat([Buffer.from(header, 'latin1'), Uint8Array.of(0, 1, 1, 1)]);
    expect(summary(renderedMatrix(bytes, 'm.npy'))).toMatchObject(legend(['false', 'true']));
    bytes.fill(0, bytes.length - 4);
    expect(summary(renderedMatrix(bytes, 'm.npy'))).toMatchObject(legend(['false', 'true']));
  });

  it('is a share of true where cells are aggregated', () => {
    const data = [Array.from({ length: 3000 }, (_, i) => i % 3 === 0)];
    const { kind, title } = summary(rendered({ data }));
    expect([kind, title]).toEqual(['colorbar', 'share of true']);
  });

  it('keeps its order of appearance and its colours if the spec sets a colormap', () => {
    const { categories, colors } = summary(
      rendered({ data: [[true, false]], color: { map: ['red', 'lime'] } }),
    );
    expect([categories, colors]).toEqual([
      ['true', 'false'],
      ['#ff0000', '#00ff00'],
    ]);
  });

  it('is not any other pair of words', () => {
    expect(summary(rendered({ data: [['true', 'maybe']] })).colors).not.toEqual(COLORS);
    expect(summary(rendered({ data: [['true', 'TRUE', 'false']] })).categories).toEqual([
      'true',
      'TRUE',
      'false',
    ]);
  });
});

describe('heatmap init', () => {
  it.each(['0,1\n1,0\n', ',a,b\nx,true,false\ny,false,true\n'])(
    'leaves the colours of %j to the legend',
    (content) => {
      const source = { name: 'm.csv', bytes: new TextEncoder().encode(content) };
      const text = suggestSpec(source, { file: 'm.csv', format: null, schema: null }, () => {});
      expect(text).not.toMatch(/"color":|"ticks":/);
      const parsed = parseSpec(parseJson('spec.json', text));
      const { figure } = draw({ parsed, primary: null, open: () => source, zoom: 1 }, () => {});
      expect([figure.guides[0].kind, figure.scales.color.colors]).toEqual(['legend', COLORS]);
    },
  );
});

describe('a legend of two values', () => {
  it('explains the colour of every cell', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(0, 1, null), { minLength: 1, maxLength: 40 }), (row) => {
        fc.pre(row.includes(0) && row.includes(1));
        const { cells, categories, missing } = summary(rendered({ data: [row] }));
        const colors = row.map((v) => (v === null ? THEMES.light.color.missing : COLORS[v]));
        expect(cells).toEqual(colors);
        expect(categories).toEqual(['0', '1']);
        expect(missing).toBe(row.filter((v) => v === null).length);
      }),
      { numRuns: 40 },
    );
  });

  it('has colours that differ from each other, from the page and from missing cells', () => {
    const [light, dark] = COLORS as readonly [Hex, Hex];
    expect(contrastRatio(light, dark)).toBeGreaterThan(4.5);
    for (const { color } of Object.values(THEMES))
      for (const hex of COLORS) expect(hex).not.toBe(color.missing);
  });
});
