/** What must hold of every figure, whatever is asked of it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HeatmapError } from '../../src/diagnostics.js';
import { type Rendered, rendered } from '../support/figure.js';
import { findTextErrors } from '../support/overlap.js';
import { bodies } from '../support/pixels.js';

const words = fc.oneof(
  { weight: 4, arbitrary: fc.string({ maxLength: 12 }) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '..',
      '0',
      '-8',
      'exact_answer_after_last',
      'Ġthe',
      '▁of',
      'Ünïcödé',
      '',
      ' 07',
      'WWWWWWWWWWWWWWWWWWWW',
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 60 }) },
);
const title = fc.option(
  fc.oneof(
    fc.string({ maxLength: 80 }),
    fc.constant('A title of several words that is longer than most figures are wide, and says so'),
  ),
  { nil: undefined },
);
const length = (low: number, high: number) =>
  fc.option(
    fc.oneof(
      fc.integer({ min: low, max: high }),
      fc.integer({ min: Math.ceil(low / 4), max: Math.floor(high / 4) }).map((mm) => `${mm}mm`),
    ),
    { nil: undefined },
  );

const figure = fc
  .record({
    rows: fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 300 })),
    columns: fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 300 })),
    panels: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 6 })),
  })
  .chain(({ rows, columns, panels }) =>
    fc.record({
      size: fc.constant({ rows, columns, panels }),
      seed: fc.integer({ min: 1, max: 1 << 30 }),
      missing: fc.constantFrom(0, 0, 0.1, 1),
      xLabels: fc.option(fc.array(words, { minLength: columns, maxLength: columns }), { nil: undefined }),
      yLabels: fc.option(fc.array(words, { minLength: rows, maxLength: rows }), { nil: undefined }),
      spec: fc.record({
        title,
        subtitle: title,
        caption: title,
        x: fc.record({
          title,
          side: fc.constantFrom('bottom', 'top', 'both'),
          ticks: fc.constantFrom('auto', 'all', { every: 3 }, { rotate: 45 }, { rotate: 90 }, { rotate: 0 }),
        }),
        y: fc.record({
          title,
          side: fc.constantFrom('left', 'right', 'both'),
          origin: fc.constantFrom('top', 'bottom'),
          ticks: fc.constantFrom('auto', 'all', { every: 2 }, { rotate: 90 }),
        }),
        colorbar: fc.oneof(
          fc.constant(false),
          fc.record({
            title,
            side: fc.constantFrom('right', 'left', 'top', 'bottom'),
            length: fc.constantFrom('100%', '50%', 80),
          }),
        ),
        color: fc.constantFrom(
          {},
          { domain: [0.2, 0.6] },
          { domain: 'robust', map: 'Blues' },
          { center: 0.5 },
        ),
        layout: fc.record({
          columns: fc.integer({ min: 1, max: 4 }),
          panelTitle: fc.constantFrom('top', 'left', 'right'),
          titles: fc.constantFrom({ prefix: 'Layer ' }, { prefix: 'A longer name for a panel, number ' }),
          share: fc.record({ x: fc.boolean(), y: fc.boolean(), color: fc.boolean() }),
        }),
      }),
      width: length(260, 1200),
      height: length(260, 1200),
      dpi: fc.constantFrom(72, 96, 192, 300, 301),
      cells: fc.constantFrom(
        {},
        { gap: 2 },
        { aspect: 1 },
        { width: 7.3, height: 31 },
        { values: true, stroke: 'white' },
        { values: '.3f', hide: 'upper' },
      ),
      extras: fc.record({
        order: fc.constantFrom('data', 'reverse', 'mean', 'label'),
        split: fc.boolean(),
        groups: fc.option(fc.string({ maxLength: 30 }), { nil: undefined }),
        labels2: fc.boolean(),
        style: fc.constantFrom('plain', 'token'),
        maxWidth: fc.constantFrom(undefined, 40),
        highlights: fc.constantFrom(
          undefined,
          [{ top: 3 }],
          [
            { x: 0, title: 'first column' },
            { y: 0, title: 'first row' },
          ],
        ),
        theme: fc.constantFrom('light', 'dark', 'transparent'),
        fontSize: fc.constantFrom(undefined, '6pt', 14),
      }),
    }),
  );

type Drawn = typeof figure extends fc.Arbitrary<infer T> ? T : never;

/** The same numbers from the same seed, without a library's idea of randomness. */
function matrix({ seed, size, missing }: Drawn): (number | null)[][][] {
  let state = seed;
  const next = () => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return state / 0x7fffffff;
  };
  return Array.from({ length: size.panels }, () =>
    Array.from({ length: size.rows }, () =>
      Array.from({ length: size.columns }, () => (next() < missing ? null : next())),
    ),
  );
}

function draw(drawn: Drawn): Rendered | null {
  const { spec, width, height, dpi, cells, xLabels, yLabels, extras, size } = drawn;
  const { order, split, groups, labels2, style, maxWidth, highlights, theme, fontSize } = extras;
  const axis = (count: number) => ({
    style,
    maxWidth,
    split: split ? [Math.floor(count / 2)] : undefined,
    labels2: labels2 ? Array.from({ length: count }, (_, i) => `second ${i}`) : undefined,
  });
  const bracket = (count: number) =>
    groups === undefined ? undefined : [{ title: groups, from: 0, to: Math.floor((count - 1) / 2) }];
  const panels = matrix(drawn);
  try {
    return rendered({
      ...spec,
      panels: panels.map((data) => ({ data })),
      theme,
      highlights,
      x: { ...spec.x, ...axis(size.columns), groups: bracket(size.columns), labels: xLabels },
      y: {
        ...spec.y,
        ...axis(size.rows),
        order,
        groups: order === 'data' ? bracket(size.rows) : undefined,
        labels: yLabels,
      },
      cells,
      size: { width, height, dpi, fontSize },
    });
  } catch (error) {
    // A page that cannot hold the figure, or would be larger than any, is an error with a reason.
    if (
      error instanceof HeatmapError &&
      error.diagnostics.every((d) => /^page-too-(small|large)$/.test(d.code))
    )
      return null;
    throw error;
  }
}

const runs = Number(process.env.TORTURE ?? 300);
/** A long run takes as long as it takes. */
const patience = 120_000 + runs * 200;

describe('any figure', () => {
  it(
    'keeps its text on the page and apart, its cells in their places, and the size that was asked for',
    () => {
      let made = 0;
      fc.assert(
        fc.property(figure, (drawn) => {
          const result = draw(drawn);
          if (!result) return;
          made++;
          const { scene } = result;
          expect(findTextErrors(scene)).toEqual([]);
          const device = 1 / scene.pixelRatio;
          const whole = (px: number) =>
            Math.abs(px * scene.pixelRatio - Math.round(px * scene.pixelRatio)) < 1e-6;
          for (const body of bodies(scene)) {
            const gap = 'gap' in drawn.cells || drawn.extras.split;
            for (const [start, end, limit] of [
              [body.left, body.right, scene.width],
              [body.top, body.bottom, scene.height],
            ] as const) {
              const sizes = start.map((from, i) => end[i] - from);
              expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(device + 1e-6);
              expect(start.every(whole) && end.every(whole)).toBe(true);
              if (!gap) expect(start.slice(1)).toEqual(end.slice(0, -1));
              expect(start[0]).toBeGreaterThanOrEqual(0);
              expect(end[end.length - 1]).toBeLessThanOrEqual(limit);
            }
          }
          const asked = (length: number | string) =>
            typeof length === 'number' ? length : (Number.parseFloat(length) * 96) / 25.4;
          if (drawn.width !== undefined)
            expect(Math.abs(scene.width - asked(drawn.width))).toBeLessThanOrEqual(device / 2 + 1e-6);
          if (drawn.height !== undefined)
            expect(Math.abs(scene.height - asked(drawn.height))).toBeLessThanOrEqual(device / 2 + 1e-6);
        }),
        { numRuns: runs },
      );
      // Some are refused. If most were, the rule would say little.
      expect(made).toBeGreaterThan(runs / 2);
    },
    patience,
  );

  it(
    'is the same bytes again',
    () => {
      fc.assert(
        fc.property(figure, (drawn) => {
          expect(draw(drawn)?.svg()).toBe(draw(drawn)?.svg());
        }),
        { numRuns: Math.ceil(runs / 10) },
      );
    },
    patience,
  );
});
