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
      '*TP53*^−/−^',
      'x_pqg_^y^ **b**',
      'WWWWWWWWWWWWWWWWWWWW',
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 60 }) },
);
const title = fc.option(
  fc.oneof(
    fc.string({ maxLength: 80 }),
    fc.constant('A title of several words that is longer than most figures are wide, and says so'),
    fc.constant('A *title* of **several words**, log_2_(x_pqg_) or cm^−2^, that is wrapped'),
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
          titles: fc.constantFrom<object[]>(
            { prefix: 'Layer ' },
            { prefix: 'A longer name for a panel, number ' },
            { rows: { prefix: 'Layer ' }, columns: { prefix: 'A longer name for a column, number ' } },
          ),
          colorbars: fc.constantFrom(undefined, undefined, 'grid', 'panel'),
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
        { size: true, sizeKey: { title: 'a size of marks' } },
        { stars: { mark: 'cross' } },
        { values: '.2f', stars: { legend: true } },
        { stars: { legend: 'a text that explains the stars, and is longer than most bodies' } },
        { above: { title: 'the upper triangle', shape: 'none', values: '.1f' }, shape: 'ellipse' },
      ),
      extras: fc.record({
        order: fc.constantFrom('data', 'reverse', 'mean', 'label', 'cluster'),
        split: fc.boolean(),
        groups: fc.option(fc.string({ maxLength: 30 }), { nil: undefined }),
        labels2: fc.boolean(),
        annotations: fc.constantFrom(true, false, false, false),
        plot: fc.record({
          kind: fc.constantFrom('bar', 'stacked', 'line', 'point', 'box', 'histogram', 'density'),
          title: fc.constantFrom(undefined, 'n', 'a title that is longer than its plot', 'two words'),
          isOpposite: fc.boolean(),
          size: fc.constantFrom(undefined, 5, 30, '25mm'),
        }),
        texts: fc.option(
          fc.record({
            kind: fc.constantFrom('text', 'mark'),
            title: fc.constantFrom(undefined, 'a title that is longer than the texts', 'a'),
            isOpposite: fc.boolean(),
            size: fc.constantFrom(undefined, 30),
            every: fc.constantFrom(1, 7, 40),
          }),
        ),
        tree: fc.record({
          dendrogram: fc.constantFrom<(object | undefined)[]>(
            undefined,
            { cut: { height: 0.5 }, axis: true },
            { side: 'left', size: 12, axis: { title: 'a title that is longer than the tree' } },
            { side: 'right', size: '20mm', axis: true },
          ),
          isSliced: fc.constantFrom(true, false, false),
          hasColumns: fc.constantFrom(true, false, false, false, false, false),
        }),
        style: fc.constantFrom('plain', 'plain', 'token', 'italic'),
        markup: fc.constantFrom(undefined, undefined, true),
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
    const { rows, columns } = settings.size;
    const cells = 'above' in settings.cells && rows !== columns ? {} : settings.cells;
    return {
      ...settings,
      width: extras.annotations ? undefined : width,
      height: extras.annotations ? undefined : height,
      cells,
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

/** Adds p-values to the stars of the cells, if there are any. */
function withPValues(cells: object, { rows, columns }: Settings['size']): object {
  if (!('stars' in cells)) return cells;
  const values = Array.from({ length: rows }, (_, i) =>
    Array.from({ length: columns }, (_, j) => Math.sin(7 * i + j) ** 8),
  );
  return { ...cells, stars: { ...(cells.stars as object), values } };
}

/**
 * Renders a figure. Returns null if the page would be too small for the figure or its marks or too large for any viewer, or if
 * two rows cannot be compared because of missing values. `change` returns the spec to draw.
 */
export function renderSettings(
  settings: Settings,
  change: (spec: object) => object = (spec) => spec,
): Rendered | null {
  const { spec, width, height, dpi, cells, xLabels, yLabels, extras, size } = settings;
  const {
    order,
    split,
    groups,
    labels2,
    annotations,
    plot,
    texts,
    tree,
    style,
    markup,
    maxWidth,
    highlights,
    theme,
    fontSize,
  } = extras;
  const axis = (count: number) => ({
    style,
    maxWidth,
    split: split ? [Math.floor(count / 2)] : undefined,
    labels2: labels2 ? Array.from({ length: count }, (_, i) => `second ${i}`) : undefined,
  });
  const { kind, title: plotTitle, isOpposite, size: plotSize } = plot;
  const series = kind === 'stacked' || kind === 'line' ? ['first', 'second'] : undefined;
  const strips = (count: number, [side, opposite]: readonly [string, string]) =>
    annotations
      ? [
          { title: 'a category', values: Array.from({ length: count }, (_, i) => 'abcd'[(i * 7) % 4]) },
          { title: 'number', values: Array.from({ length: count }, (_, i) => (i % 5 === 3 ? null : i)) },
          {
            kind,
            title: plotTitle,
            side: isOpposite ? opposite : side,
            size: plotSize,
            series,
            values: Array.from({ length: count }, (_, i) => {
              const value = i % 7 === 5 ? null : 1234.5 * Math.sin(i);
              return kind === 'bar' || kind === 'point' ? value : [value, i];
            }),
          },
          ...(texts
            ? [
                {
                  kind: texts.kind,
                  title: texts.title,
                  side: texts.isOpposite ? opposite : side,
                  size: texts.size,
                  values: Array.from({ length: count }, (_, i) =>
                    i % texts.every === 0 ? `item ${i} of ${'many '.repeat(i % 4)}` : null,
                  ),
                },
              ]
            : []),
        ]
      : undefined;
  const bracket = (count: number) =>
    groups === undefined ? undefined : [{ title: groups, from: 0, to: Math.floor((count - 1) / 2) }];
  const isSliced = tree.isSliced && groups === undefined;
  const slices = (count: number) => ({
    split: {
      groups: Array.from({ length: count }, (_, i) => ['a', 'second group', null][(i * i) % 3]),
      gap: 9,
    },
  });
  const isClustered = tree.hasColumns && groups === undefined && settings.missing < 1;
  const panels = randomMatrices(settings);
  try {
    const whole = {
      ...spec,
      panels: panels.map((data) => ({ data })),
      markup,
      theme,
      highlights: highlights?.filter(({ x = 0, y = 0 }) => x < size.columns && y < size.rows),
      x: {
        ...spec.x,
        ...axis(size.columns),
        ...(isClustered ? { order: 'cluster', dendrogram: { axis: true } } : {}),
        groups: bracket(size.columns),
        annotations: strips(size.columns, ['top', 'bottom']),
        labels: xLabels,
      },
      y: {
        ...spec.y,
        ...axis(size.rows),
        ...(isSliced ? slices(size.rows) : {}),
        dendrogram: tree.dendrogram,
        order,
        groups: order === 'data' ? bracket(size.rows) : undefined,
        annotations: strips(size.rows, ['right', 'left']),
        labels: yLabels,
      },
      cells: withPValues(cells, size),
      size: { width, height, dpi, fontSize },
    };
    return rendered(change(whole));
  } catch (error) {
    if (
      error instanceof HeatmapError &&
      error.diagnostics.every((d) =>
        /^(page-too-(small|large)|not-clusterable|mark-aggregated)$/.test(d.code),
      )
    )
      return null;
    throw error;
  }
}
