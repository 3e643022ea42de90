/** Tests the ticks of a colorbar on rendered figures. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TextItem } from '../../../src/scene/scene.js';
import { type Rendered, rendered } from '../../support/figure.js';

/** Returns the tick labels from the low end of the bar to its high end. */
function tickLabels({ scene }: Rendered): string[] {
  return scene.items
    .filter((item): item is TextItem => item.kind === 'text' && item.role === 'tick-label')
    .filter((item) => item.text !== 'no data')
    .sort((a, b) => b.y - a.y || a.x - b.x)
    .map((item) => item.text);
}

/** Renders a figure that has labels at the colorbar only. */
function renderFigure(color: object, colorbar: object, data: unknown = [[0, 1]]): Rendered {
  const axis = { labels: false };
  return rendered({ data, color, x: axis, y: axis, colorbar: { title: 'AUC', length: 160, ...colorbar } });
}

function bar(color: object, colorbar: object = {}, data?: unknown): string[] {
  return tickLabels(renderFigure(color, colorbar, data));
}

const toNumber = (text: string) => Number(text.replace(/−/g, '-'));

describe('the ticks of a linear scale', () => {
  it('are multiples of 1, 2 or 5 times a power of ten', () => {
    expect(bar({ domain: [0, 1] })).toEqual(['0.0', '0.2', '0.4', '0.6', '0.8', '1.0']);
    expect(bar({ domain: [0.13, 97] })).toEqual(['20', '40', '60', '80']);
    expect(bar({ domain: [-7, 3] })).toEqual(['−6', '−4', '−2', '0', '2']);
  });

  it('have as few digits as possible', () => {
    expect(bar({ domain: [-0.04, 0.04] })).toEqual(['−0.04', '−0.02', '0.00', '0.02', '0.04']);
    expect(bar({ domain: [0.5, 1] })).toEqual(['0.5', '0.6', '0.7', '0.8', '0.9', '1.0']);
    expect(bar({ domain: [0, 30] }, { length: 120 })).toEqual(['0', '10', '20', '30']);
    expect(bar({ domain: [998, 1004] })).toEqual(['998', '1000', '1002', '1004']);
  });

  it('use scientific notation if it is shorter', () => {
    expect(bar({ domain: [0, 1e-6] })).toEqual(['0', '2e−7', '4e−7', '6e−7', '8e−7', '1e−6']);
    expect(bar({ domain: [0, 5e7] })).toEqual(['0', '1e7', '2e7', '3e7', '4e7', '5e7']);
    expect(bar({ domain: [0, 2e5] })).toEqual(['0', '50000', '100000', '150000', '200000']);
  });

  it('distinguish values that are close to each other and far from 0', () => {
    expect(bar({ domain: [2 ** 53, 2 ** 53 + 64] }, { length: 80 })).toEqual([
      '9007199254741000',
      '9007199254741020',
      '9007199254741040',
    ]);
    expect(bar({ domain: [1e6, 1e6 + 10] }, { length: 80 })).toEqual(['1000000', '1000005', '1000010']);
    expect(bar({ domain: [1e300, 1e300 * (1 + Number.EPSILON)] })).toEqual([
      '1e300',
      '1.0000000000000002e300',
    ]);
  });

  it('exist near the limits of floating-point numbers', () => {
    expect(bar({ domain: [-1.7e308, 1.7e308] })).toEqual(['−1e308', '0', '1e308']);
    expect(bar({ domain: [0, 5e-324] })).toEqual(['0', '5e−324']);
    expect(bar({ domain: [0, 1e-320] })).toContain('4e−321');
  });

  it('are on both sides of an asymmetric centre and at it', () => {
    expect(bar({ domain: [-0.1, 40], center: 0 })).toEqual(['−0.1', '−0.05', '0', '20', '40']);
    expect(bar({ domain: [-1, 9], center: 0.5 })).toContain('0.5');
  });

  it('are the ends of the domain if no round values fit', () => {
    expect(bar({ domain: [0.123, 0.987] }, { length: 30 })).toEqual(['0.12', '0.99']);
  });

  it('leave out no multiple before the first or after the last', () => {
    const end = fc.integer({ min: -500, max: 500 });
    fc.assert(
      fc.property(
        fc.tuple(end, end).filter(([a, b]) => b - a > 3),
        fc.constantFrom(1e-9, 0.01, 1, 1e12),
        fc.integer({ min: 60, max: 400 }),
        (domain, unit, length) => {
          const [low, high] = domain.map((end) => Number((end * unit).toPrecision(12)));
          const shown = bar({ domain: [low, high], map: 'viridis' }, { length }).map(toNumber);
          expect(shown.length).toBeGreaterThan(1);
          const step = (shown[1] - shown[0]) * 0.999;
          if (shown[0] === low || shown.length === 2) return;
          expect(shown[0] - step).toBeLessThan(low);
          expect(shown[shown.length - 1] + step).toBeGreaterThan(high);
        },
      ),
    );
  });
});

describe('the ticks of other scales', () => {
  it('of a log scale are 1, 2 and 5 in each decade, or powers of ten', () => {
    const color = { scale: 'log', domain: [1, 100] };
    expect(bar(color, { length: 200 })).toEqual(['1', '2', '5', '10', '20', '50', '100']);
    expect(bar({ scale: 'log', domain: [0.003, 700] })).toEqual(['0.01', '0.1', '1', '10', '100']);
    expect(bar({ scale: 'log', domain: [1e-12, 1] })).toEqual(['1e−12', '1e−9', '1e−6', '1e−3', '1e0']);
  });

  it('of a log scale over less than a decade are evenly spaced', () => {
    expect(bar({ scale: 'log', domain: [2, 3] })).toEqual(['2.0', '2.2', '2.4', '2.6', '2.8', '3.0']);
  });

  it('of a symlog scale are 0 and powers of ten on both sides', () => {
    expect(bar({ scale: 'symlog', domain: [-100, 100] }, { length: 250 })).toEqual([
      '−100',
      '−10',
      '−1',
      '0',
      '1',
      '10',
      '100',
    ]);
    expect(bar({ scale: 'symlog', domain: [5, 100] })).toEqual(['5', '10', '20', '50', '100']);
    expect(bar({ scale: 'symlog', domain: [-0.4, 0.4] })).toEqual(['−0.4', '−0.2', '0.0', '0.2', '0.4']);
  });

  it('of a pow scale are as round as their distance allows', () => {
    expect(bar({ scale: 'pow', domain: [0, 1] })).toEqual(['0', '0.1', '0.4', '1']);
    expect(bar({ scale: 'pow', domain: [0, 1] }, { length: 200 })).toEqual(['0', '0.05', '0.3', '0.6', '1']);
    expect(bar({ scale: 'pow', exponent: 2, domain: [0, 100] })).toEqual(['0', '60', '80', '100']);
    expect(bar({ scale: 'pow', domain: [1000, 1001] })).toContain('1000.1');
  });

  it('of steps, quantiles and thresholds are all boundaries', () => {
    expect(bar({ steps: 4, domain: [0, 1] })).toEqual(['0.00', '0.25', '0.50', '0.75', '1.00']);
    expect(bar({ steps: 3, domain: [0, 1] })).toEqual(['0.00', '0.33', '0.67', '1.00']);
    expect(bar({ scale: 'quantile', steps: 2 }, {}, [[1, 2, 3, 4, 50]])).toEqual(['1', '3', '50']);
    expect(bar({ thresholds: [0.001, 0.01, 0.05] })).toEqual(['0.001', '0.01', '0.05']);
    expect(bar({ thresholds: [0.5], domain: [0, 1] })).toEqual(['0.0', '0.5', '1.0']);
  });

  it('of more boundaries than fit are the first, the last and every n-th between', () => {
    expect(bar({ steps: 12, domain: [0, 12] }, { length: 60 })).toEqual(['0', '3', '6', '9', '12']);
  });
});

describe('ticks in the spec', () => {
  it('are written exactly, sorted and without repeats', () => {
    expect(bar({ domain: [0, 10] }, { ticks: [10, 0.125, 5, 5] })).toEqual(['0.125', '5.000', '10.000']);
    expect(bar({ scale: 'log', domain: [0.01, 10] }, { ticks: [0.01, 0.1, 10] })).toEqual([
      '0.01',
      '0.1',
      '10',
    ]);
  });

  it('are written in the given format, with the minus sign U+2212', () => {
    expect(bar({ domain: [-1, 1] }, { ticks: [-1, 0.5], format: '.1e' })).toEqual(['−1.0e0', '5.0e−1']);
    expect(bar({ domain: [-1, 1] }, { ticks: [-0.5], format: '.0%' })).toEqual(['−50%']);
  });

  it('keep the first and the last if not all fit, with a warning', () => {
    const figure = renderFigure({ domain: [0, 1] }, { length: 60, ticks: [0, 0.02, 0.04, 1] });
    expect(tickLabels(figure).map(toNumber)).toEqual([0, 1]);
    expect(figure.diagnostics).toContainEqual(
      expect.objectContaining({
        severity: 'warning',
        code: 'labels-hidden',
        message: 'showing 2 of 4 ticks of the colorbar, because the others do not fit',
      }),
    );
  });

  it('are left out with a warning if they are outside the domain', () => {
    const figure = renderFigure({ domain: [0, 1] }, { ticks: [0, 1, 2] });
    expect(tickLabels(figure)).toEqual(['0', '1']);
    expect(figure.diagnostics.map((d) => d.message)).toContain(
      'showing 2 of 3 ticks of the colorbar, because 1 is outside the domain',
    );
  });
});

describe('a minus sign', () => {
  it('is U+2212 in numbers and exponents', () => {
    const shown = bar({ domain: [-1e-6, 1e-6] });
    expect(shown.join()).toContain('−1e−6');
    expect(shown.join()).not.toContain('-');
  });
});
