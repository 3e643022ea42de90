import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NOT_DRAWN } from '../../../src/scene/scene.js';
import { rendered } from '../../support/figure.js';
import { bodies } from '../../support/pixels.js';

const guides = (spec: object) =>
  rendered(spec).figure.guides.map(({ panel, scale, kind }) => ({ panel, scale, kind }));

const matrix = (value: number) => [[0, value]];

describe('panels without a scale of their own', () => {
  it('share one scale and one colorbar, also when one of them has "colorbar": false', () => {
    const { figure, scene } = rendered({
      panels: [{ data: matrix(1), colorbar: false }, { data: matrix(100) }],
    });
    expect(Object.keys(figure.scales)).toEqual(['color']);
    expect(figure.scales.color.domain).toEqual([0, 100]);
    expect(figure.guides.map(({ panel, scale }) => [panel, scale])).toEqual([[null, 'color']]);
    const [first, second] = bodies(scene).map(({ indices, palette }) => [...indices].map((i) => palette[i]));
    expect(first[0]).toBe(second[0]);
    expect(first[1]).not.toBe(second[1]);
  });

  it('share one scale also when another panel has its own', () => {
    const { figure } = rendered({
      panels: [
        { data: matrix(1) },
        { data: matrix(100), color: { map: 'magma' }, colorbar: { title: 'other' } },
        { data: matrix(10) },
      ],
      colorbar: { title: 'shared' },
      layout: { columns: 3 },
    });
    expect(figure.panels.map(({ scale }) => scale)).toEqual(['color', 'color-1', 'color']);
    expect(figure.scales.color.domain).toEqual([0, 10]);
    expect(figure.scales['color-1'].domain).toEqual([0, 100]);
    // The shared colorbar is at the end of each run, so no colorbar is beside a panel of another scale.
    expect(figure.guides.map(({ panel, scale, title }) => [panel, scale, title])).toEqual([
      [0, 'color', 'shared'],
      [2, 'color', 'shared'],
      [1, 'color-1', 'other'],
    ]);
  });

  it('have no colorbar if all of them turn it off', () => {
    expect(guides({ panels: [1, 2].map((v) => ({ data: matrix(v), colorbar: false })) })).toEqual([]);
  });

  it('share their categories', () => {
    const { figure } = rendered({
      panels: [{ data: [['a', 'b']] }, { data: [[1, 2]], color: { map: 'magma' } }, { data: [['b', 'c']] }],
    });
    expect(figure.scales.color.categories).toEqual(['a', 'b', 'c']);
    expect(figure.guides.filter(({ kind }) => kind === 'legend').map(({ scale }) => scale)).toContain(
      'color',
    );
  });
});

describe('neighbouring panels of one scale', () => {
  const spec = (side: string, columns: number) => ({
    panels: [{ data: matrix(1) }, { data: matrix(2) }, { data: matrix(3), color: { map: 'magma' } }],
    layout: { columns },
    colorbar: { title: 'v', side },
  });

  it.each([
    ['right', 3, [1, 2]],
    ['left', 3, [0, 2]],
    ['bottom', 1, [1, 2]],
    ['top', 1, [0, 2]],
    ['right', 1, [0, 1, 2]],
    ['bottom', 3, [0, 1, 2]],
  ])('have one colorbar where a run of them ends: %s, %i columns', (side, columns, expected) => {
    expect(
      guides(spec(side, columns))
        .map(({ panel }) => panel)
        .sort(),
    ).toEqual(expected);
  });
});

describe('a scale without a colorbar beside others with one', () => {
  const panels = [{ data: matrix(1), color: { map: 'magma' }, colorbar: false }, { data: matrix(2) }];

  it('is a warning, which a spec can turn off', () => {
    const codes = (spec: object) => rendered(spec).diagnostics.map(({ code }) => code);
    expect(codes({ panels })).toContain('scale-without-colorbar');
    expect(codes({ panels, lint: ['scale-without-colorbar'] })).not.toContain('scale-without-colorbar');
    expect(codes({ panels: panels.map((panel) => ({ ...panel, colorbar: false })) })).not.toContain(
      'scale-without-colorbar',
    );
  });
});

it('no guide is beside a panel of another scale, and every cell has the colour of its own scale', () => {
  const panel = fc.record(
    {
      data: fc.array(fc.integer({ min: -9, max: 99 }), { minLength: 2, maxLength: 2 }).map((row) => [row]),
      color: fc.constantFrom({ map: 'magma' }, { domain: [0, 1] }),
      colorbar: fc.constantFrom(false, { title: 'own' }),
    },
    { requiredKeys: ['data'] },
  );
  const figures = fc.record({
    panels: fc.array(panel, { minLength: 1, maxLength: 6 }),
    layout: fc.record(
      { columns: fc.integer({ min: 1, max: 3 }), share: fc.constantFrom({ color: false }) },
      { requiredKeys: ['columns'] },
    ),
    colorbar: fc.constantFrom({ title: 'v', side: 'right' }, { title: 'v', side: 'top' }, false),
  });
  fc.assert(
    fc.property(figures, (spec) => {
      const { figure, scene } = rendered(spec);
      for (const guide of figure.guides) {
        const beside = guide.panel === null ? figure.panels : [figure.panels[guide.panel]];
        expect(beside.every(({ scale }) => scale === guide.scale)).toBe(true);
      }
      bodies(scene).forEach(({ indices, palette }, p) => {
        const scale = figure.scales[figure.panels[p].scale];
        const known = [...scale.colors, scale.under, scale.over, scale.missing];
        for (const index of indices) if (index !== NOT_DRAWN) expect(known).toContain(palette[index]);
      });
    }),
    { numRuns: 100 },
  );
});
