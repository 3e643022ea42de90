/** Random figures for property tests. */
import fc from 'fast-check';
import { HeatmapError } from '../../src/diagnostics.js';
import { type Rendered, rendered } from './figure.js';

const label = fc.oneof(
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
const pageLength = (min: number, max: number) =>
  fc.option(
    fc.oneof(
      fc.integer({ min, max }),
      fc.integer({ min: Math.ceil(min / 4), max: Math.floor(max / 4) }).map((mm) => `${mm}mm`),
    ),
    { nil: undefined },
  );

interface HighlightSettings {
  readonly x?: number;
  readonly y?: number;
  readonly top?: number;
  readonly title?: string;
}

const hundredths = Array.from({ length: 101 }, (_, i) => i / 100);

/** Settings of figures of all kinds: sizes, labels, titles, panels, pages. */
export const figureSettings = fc
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
      xLabels: fc.option(fc.array(label, { minLength: columns, maxLength: columns }), { nil: undefined }),
      yLabels: fc.option(fc.array(label, { minLength: rows, maxLength: rows }), { nil: undefined }),
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
            ticks: fc.constantFrom(undefined, undefined, [0, 0.5, 1], hundredths),
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
      width: pageLength(260, 1200),
      height: pageLength(260, 1200),
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
        order: fc.constantFrom('data', 'reverse', 'mean', 'label', 'cluster'),
        split: fc.boolean(),
        groups: fc.option(fc.string({ maxLength: 30 }), { nil: undefined }),
        labels2: fc.boolean(),
        annotations: fc.constantFrom(true, false, false, false),
        style: fc.constantFrom('plain', 'token'),
        maxWidth: fc.constantFrom(undefined, 40),
        highlights: fc.constantFrom<(readonly HighlightSettings[] | undefined)[]>(
          undefined,
          [{ top: 3 }],
          [
            { x: 0, title: 'first column' },
            { y: 0, title: 'first row' },
          ],
          [0, 1, 2, 3, 4].flatMap((i) => [
            { x: i, title: `column ${i}` },
            { y: i, title: i < 3 ? 'the same title' : `row ${i}` },
            { x: i, y: i },
          ]),
        ),
        theme: fc.constantFrom('light', 'dark', 'transparent'),
        fontSize: fc.constantFrom(undefined, '6pt', 14),
      }),
    }),
  )
  .map((settings) => {
    const { extras, missing, width, height } = settings;
    // Most of the small pages have no space for strips and their legends, and rows without values cannot be clustered.
    const order = extras.order === 'cluster' && missing === 1 ? ('mean' as const) : extras.order;
    return {
      ...settings,
      width: extras.annotations ? undefined : width,
      height: extras.annotations ? undefined : height,
      extras: { ...extras, order },
    };
  });

export type Settings = typeof figureSettings extends fc.Arbitrary<infer T> ? T : never;

/** Returns a matrix for each panel, of numbers that depend only on the seed. */
function randomMatrices({ seed, size, missing }: Settings): (number | null)[][][] {
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

/**
 * Renders a figure. Returns null if the page would be too small for the figure or too large for any viewer, or if two rows
 * cannot be compared because of missing values.
 */
export function renderSettings(settings: Settings): Rendered | null {
  const { spec, width, height, dpi, cells, xLabels, yLabels, extras, size } = settings;
  const { order, split, groups, labels2, annotations, style, maxWidth, highlights, theme, fontSize } = extras;
  const axis = (count: number) => ({
    style,
    maxWidth,
    split: split ? [Math.floor(count / 2)] : undefined,
    labels2: labels2 ? Array.from({ length: count }, (_, i) => `second ${i}`) : undefined,
  });
  const strips = (count: number) =>
    annotations
      ? [
          { title: 'a category', values: Array.from({ length: count }, (_, i) => 'abcd'[(i * 7) % 4]) },
          { title: 'number', values: Array.from({ length: count }, (_, i) => (i % 5 === 3 ? null : i)) },
        ]
      : undefined;
  const bracket = (count: number) =>
    groups === undefined ? undefined : [{ title: groups, from: 0, to: Math.floor((count - 1) / 2) }];
  const panels = randomMatrices(settings);
  try {
    return rendered({
      ...spec,
      panels: panels.map((data) => ({ data })),
      theme,
      highlights: highlights?.filter(({ x = 0, y = 0 }) => x < size.columns && y < size.rows),
      x: {
        ...spec.x,
        ...axis(size.columns),
        groups: bracket(size.columns),
        annotations: strips(size.columns),
        labels: xLabels,
      },
      y: {
        ...spec.y,
        ...axis(size.rows),
        order,
        groups: order === 'data' ? bracket(size.rows) : undefined,
        annotations: strips(size.rows),
        labels: yLabels,
      },
      cells,
      size: { width, height, dpi, fontSize },
    });
  } catch (error) {
    if (
      error instanceof HeatmapError &&
      error.diagnostics.every((d) => /^(page-too-(small|large)|not-clusterable)$/.test(d.code))
    )
      return null;
    throw error;
  }
}
