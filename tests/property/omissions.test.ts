/** Warnings and notes about omitted, shortened and clipped things agree with the scene. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../src/diagnostics.js';
import type { Axis, Panel } from '../../src/figure/figure.js';
import { printedCells } from '../../src/figure/values.js';
import { bundledFonts } from '../../src/fonts/font-set.js';
import type { CellsItem, Item, PathItem, Role, Scene, TextItem } from '../../src/scene/scene.js';
import { missingCodePoints } from '../../src/typography/measure.js';
import type { Rendered } from '../support/figure.js';
import { visibleTexts } from '../support/overlap.js';
import { bodies } from '../support/pixels.js';
import { figureSettings, renderSettings, type Settings } from '../support/random-figure.js';

const runs = Number(process.env.TORTURE ?? 200);
/** In ms; long runs may take longer. */
const timeout = 600_000 + runs * 200;

/** Removes annotations, and second labels from sides that have labels, so that each text is of a known list of texts. */
function simplify(settings: Settings): Settings {
  const { spec, extras } = settings;
  const hasBothSides = spec.x.side === 'both' || spec.y.side === 'both';
  return { ...settings, extras: { ...extras, labels2: extras.labels2 && !hasBothSides, annotations: false } };
}

const FONTS = bundledFonts();

const messages = (diagnostics: readonly Diagnostic[], code: string) =>
  diagnostics.filter((diagnostic) => diagnostic.code === code).map(({ message }) => message);

const sum = (numbers: readonly number[]) => numbers.reduce((total, n) => total + n, 0);

const textsOf = ({ items }: Scene, role: Role) =>
  items.filter((item): item is TextItem => item.kind === 'text' && item.role === role);

/** The labels that one axis of a panel shows on one side: its items, each with its lines. */
interface ShownLabels {
  readonly axis: Axis;
  readonly noun: 'row' | 'column';
  readonly labels: readonly string[];
  readonly linesOf: Map<number, string[]>;
}

function shownLabels({ figure, scene }: Rendered): ShownLabels[] {
  const groups = new Map<string, ShownLabels>();
  const panelBodies = bodies(scene);
  for (const { source, text, x, y } of textsOf(scene, 'tick-label')) {
    if (source?.kind !== 'label') continue;
    const axis = figure.panels[source.panel][source.axis];
    const { left, top } = panelBodies[source.panel];
    const side = source.axis === 'x' ? (y < top[0] ? 'top' : 'bottom') : x < left[0] ? 'left' : 'right';
    const key = `${source.panel} ${side}`;
    const group = groups.get(key) ?? {
      axis,
      noun: source.axis === 'x' ? 'column' : 'row',
      labels: (axis.sides.includes(side) ? axis.labels : axis.labels2?.labels) ?? [],
      linesOf: new Map<number, string[]>(),
    };
    groups.set(key, group);
    const position = axis.order.indexOf(source.item / axis.itemsPerPosition);
    group.linesOf.set(position, [...(group.linesOf.get(position) ?? []), text]);
  }
  return [...groups.values()];
}

/** The items of each guide, by the name of its scale. */
function guideItems({ items }: Scene, scale: string): Item[] {
  return items.filter(({ source }) => source?.kind === 'guide' && source.scale === scale);
}

/** The cells of a panel that have a text or stars to print. */
function cellsWithText(panel: Panel): number {
  const { values, stars, drawn } = panel;
  if (!values && !stars?.symbols) return 0;
  if (drawn.aggregation) return drawn.values.filter((value) => !Number.isNaN(value)).length;
  return printedCells(panel).length;
}

/** Labels are reported as hidden exactly if the scene has fewer than requested. */
function checkLabels(rendered: Rendered): void {
  const expected = shownLabels(rendered).flatMap(({ axis, noun, labels, linesOf }) => {
    const requested = Array.isArray(axis.ticks) ? axis.ticks.length : labels.length;
    return linesOf.size < requested ? `showing ${linesOf.size} of ${requested} ${noun} labels` : [];
  });
  const actual = messages(rendered.diagnostics, 'labels-hidden').filter((message) =>
    /(row|column) labels/.test(message),
  );
  expect(actual.map((message) => message.split(',')[0]).sort()).toEqual([...new Set(expected)].sort());
}

/** Titles of highlights are reported as hidden exactly if the scene does not have them. */
function checkHighlightTitles({ figure, scene, diagnostics }: Rendered): void {
  const requested = figure.panels.flatMap(({ highlights }) => highlights.flatMap(({ title }) => title ?? []));
  const shown = textsOf(scene, 'highlight').map(({ text }) => text);
  const hidden = [...requested];
  for (const text of shown) hidden.splice(hidden.indexOf(text), 1);
  const [message, ...others] = messages(diagnostics, 'labels-hidden').filter((text) =>
    text.includes('titles of highlights'),
  );
  expect(others).toEqual([]);
  expect(message?.split(',')[0]).toBe(
    hidden.length ? `showing ${shown.length} of ${requested.length} titles of highlights` : undefined,
  );
  const listed = message?.match(/"[^"]*"/g)?.map((text) => JSON.parse(text)) ?? [];
  expect(listed.every((text) => hidden.includes(text))).toBe(true);
  expect(listed.length).toBe(Math.min(3, new Set(hidden).size));
}

/** Ticks of the colorbar are reported as hidden exactly if the scene has fewer than requested. */
function checkTicks({ figure, scene, diagnostics }: Rendered): void {
  const expected = figure.guides.flatMap(({ ticks, scale, missing }) => {
    const items = guideItems(scene, scale);
    const marks = items.find((item): item is PathItem => item.kind === 'path' && item.role === 'tick');
    const count = marks?.subpaths.length ?? 0;
    const labels = items.filter(({ kind, role }) => kind === 'text' && role === 'tick-label');
    expect(labels.length).toBe(count + (missing ? 1 : 0));
    return ticks !== 'auto' && count < ticks.length
      ? `showing ${count} of ${ticks.length} ticks of the colorbar`
      : [];
  });
  const actual = messages(diagnostics, 'labels-hidden').filter((text) => text.includes('ticks'));
  expect(new Set(actual.map((text) => text.split(',')[0]))).toEqual(new Set(expected));
}

/** Values are reported as hidden exactly if the scene does not print them. */
function checkValues({ figure, scene, diagnostics }: Rendered): void {
  let [requested, hidden] = [0, 0];
  const kinds = new Set<string>();
  figure.panels.forEach((panel, p) => {
    const count = cellsWithText(panel);
    const printed = textsOf(scene, 'value').filter(
      ({ source }) => source?.kind === 'cell' && source.panel === p,
    );
    const cells = new Set(
      printed.map(({ source }) => source?.kind === 'cell' && `${source.row} ${source.column}`),
    );
    expect([0, count]).toContain(cells.size);
    if (count > 0) requested++;
    if (count === 0 || cells.size > 0) return;
    hidden++;
    if (panel.values) kinds.add('values');
    if (panel.stars?.symbols) kinds.add('stars');
  });
  const texts = ['values', 'stars'].filter((kind) => kinds.has(kind)).join(' and ');
  const subject = hidden === requested ? `the ${texts}` : `the ${texts} of ${hidden} of ${requested} panels`;
  expect(messages(diagnostics, 'values-hidden').map((text) => text.split(' are not')[0])).toEqual(
    hidden ? [subject] : [],
  );
}

/** Texts are reported as shortened exactly if the scene has only a part of them. */
function checkShortenedTexts(rendered: Rendered): void {
  const { figure, scene, diagnostics } = rendered;
  const withoutSpace = (text: string) => text.replace(/\s/gu, '');
  const shortened = new Set(
    shownLabels(rendered).flatMap(({ labels, linesOf }) =>
      [...linesOf].flatMap(([position, lines]) =>
        withoutSpace(lines.join('')) === withoutSpace(labels[position]) ? [] : labels[position],
      ),
    ),
  );
  const brackets = figure.panels.flatMap(({ x, y }) => [...x.brackets, ...y.brackets]);
  for (const { role, text, source } of visibleTexts(scene)) {
    if (!text.includes('…') || source?.kind === 'label') continue;
    // All brackets of a random figure have the same title.
    expect(role).toBe('group');
    shortened.add(brackets[0].title);
  }
  const count = shortened.size;
  expect(messages(diagnostics, 'text-cut').map((text) => text.split(' in the middle')[0])).toEqual(
    count ? [`${count} text${count === 1 ? ' is' : 's are'} shortened`] : [],
  );
}

/** Values are reported as clipped exactly if the colorbar has arrows, with the counts of the data. */
function checkClipping({ figure, scene, diagnostics }: Rendered): void {
  const clipped = messages(diagnostics, 'clipped').map((text) => [
    Number(/(\d+) below/.exec(text)?.[1] ?? 0),
    Number(/(\d+) above/.exec(text)?.[1] ?? 0),
  ]);
  const expected = Object.keys(figure.scales).map((scale) => {
    const panels = figure.panels.filter((panel) => panel.scale === scale);
    const count = (isClipped: (value: number, bounds: Panel['clipBounds']) => boolean) =>
      sum(
        panels.map(
          ({ matrix, mask, clipBounds }) =>
            matrix.values.filter((value, cell) => !mask?.[cell] && isClipped(value, clipBounds)).length,
        ),
      );
    return [count((value, [low]) => value < low), count((value, [, high]) => value > high)];
  });
  expect(clipped).toEqual(expected.filter(([under, over]) => under + over > 0));
  for (const { scale } of figure.guides) {
    const arrows = guideItems(scene, scale).filter(
      (item) => item.kind === 'path' && item.role === 'colorbar',
    );
    const [under, over] = expected[Object.keys(figure.scales).indexOf(scale)];
    expect(arrows.length).toBe(Number(under > 0) + Number(over > 0));
  }
}

/** Cells are reported as reduced, text as small, and glyphs as missing exactly if they are in the scene. */
function checkScene({ figure, scene, diagnostics }: Rendered): void {
  const cellCount = ({ left, top }: CellsItem) => left.length * top.length;
  const isReduced = bodies(scene).some(
    (body, p) => cellCount(body) < figure.panels[p].matrix.rows * figure.panels[p].matrix.columns,
  );
  expect(messages(diagnostics, 'reduced').length > 0).toBe(isReduced);
  const smallest = Math.min(...visibleTexts(scene).map(({ size }) => size * 0.75));
  expect(messages(diagnostics, 'small-text').map((text) => text.split(',')[0])).toEqual(
    smallest < 5 - 1e-9 ? [`the smallest text is ${smallest.toFixed(1)} pt in print`] : [],
  );
  const hasMissingGlyphs = visibleTexts(scene).some(
    ({ text, weight }) => missingCodePoints(text, weight, FONTS).length > 0,
  );
  expect(messages(diagnostics, 'missing-glyph').length).toBe(hasMissingGlyphs ? 1 : 0);
}

const CHECKS = [
  checkLabels,
  checkHighlightTitles,
  checkTicks,
  checkValues,
  checkShortenedTexts,
  checkClipping,
  checkScene,
];

describe('the warnings and notes of any figure', () => {
  it(
    'report exactly what its scene omits, shortens and clips',
    () => {
      let drawnCount = 0;
      fc.assert(
        fc.property(figureSettings.map(simplify), (settings) => {
          const result = renderSettings(settings);
          // Pages that are too small have no scene.
          if (!result) return;
          drawnCount++;
          for (const check of CHECKS) check(result);
        }),
        { numRuns: runs },
      );
      expect(drawnCount).toBeGreaterThan(runs / 2);
    },
    timeout,
  );
});
