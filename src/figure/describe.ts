import type { Scale } from '../color/scale.js';
import { formatCount, joinItems } from '../phrases.js';
import { LIMITS } from '../theme.js';
import { numberFormatter } from '../typography/number.js';
import { aggregationNote } from './aggregation.js';
import { contextSentences } from './describe-context.js';
import { markSentences } from './describe-marks.js';
import { describePositions } from './describe-positions.js';
import { starSentences } from './describe-stars.js';
import { categorySentence, type PanelGroup, valueSentences } from './describe-values.js';
import { type Labels, nameItem, quoteIfNeeded, singleLine } from './describe-wording.js';
import type { Figure, Guide, PanelGrid } from './figure.js';
import type { MarkGuide } from './marks.js';
import type { StarLine } from './stars.js';
import { panelStatistics, type StatisticsInput } from './statistics.js';

/** The parts of a figure that its description needs. */
export interface DescriptionInput extends Pick<Figure, 'xTitle' | 'yTitle' | 'scales'> {
  readonly grid: Pick<PanelGrid, 'titles' | 'direction'>;
  readonly panels: readonly StatisticsInput[];
  readonly guides: readonly Pick<Guide, 'scale' | 'title'>[];
  readonly markGuides?: readonly MarkGuide[];
  readonly starLines?: readonly StarLine[];
}

const { maxLength, maxListed } = LIMITS.description;

/**
 * Returns the text alternative of a figure: sentences that state facts of the data and its scales. General sentences are
 * first, and the text has at most 1200 characters. "First" means in reading order, from the top left of the page. Means
 * are of finite values. Reads all cells once.
 */
export function describe(figure: DescriptionInput): string {
  return describeSentences(figure).reduce((text, next) =>
    text.length + 1 + next.length > maxLength ? text : `${text} ${next}`,
  );
}

/** Returns all sentences of the description, of any length together. */
export function describeSentences(figure: DescriptionInput): string[] {
  const { panels, scales } = figure;
  const names = panels.map(({ title }) => singleLine(title));
  const used = [...new Set(panels.map(({ scale }) => scale))];
  const counts = new Map(
    used.map((name) => [name, new Float64Array(scales[name].categories?.length ?? 0)] as const),
  );
  const countsOf = (name: string) => counts.get(name) as Float64Array;
  const statistics = panels.map((panel) =>
    panelStatistics(panel, scales[panel.scale], countsOf(panel.scale)),
  );
  const panelNames = names.map((_, i) => nameItem('panel', names, i));
  const all = { of: '', statistics, panelNames };
  const [rows, columns] = [panels.map(({ y }) => y), panels.map(({ x }) => x)];
  const sentences = [
    shapeSentence(panels, names),
    aggregationNote(panels.map(({ drawn }) => drawn)) ?? '',
    ...transformSentences(panels, panelNames),
    gridSentence(figure.grid),
    axisSentence('Rows', figure.yTitle, rows, ['top', 'bottom']),
    axisSentence('Columns', figure.xTitle, columns, ['left', 'right']),
    ...(rows.some(hasContext) ? contextSentences(rows, 'row', scales) : []),
    ...(columns.some(hasContext) ? contextSentences(columns, 'column', scales) : []),
    ...(panels.some(({ marks }) => marks)
      ? markSentences(figure.markGuides ?? [], panels, scales, singleLine)
      : []),
    ...(panels.some(({ stars }) => stars) ? starSentences(panels, figure.starLines ?? [], singleLine) : []),
  ];
  if (used.length > maxListed) {
    const many =
      used.length === panels.length
        ? 'Each panel has a colour scale of its own.'
        : `The panels have ${used.length} colour scales.`;
    sentences.push(many);
    for (const sentence of valueSentences(all)) sentences.push(sentence);
  } else {
    for (const name of used) {
      const members = [...panels.keys()].filter((i) => panels[i].scale === name);
      const group = used.length === 1 ? all : groupOf(members);
      const guide = figure.guides.find(({ scale }) => scale === name) ?? null;
      sentences.push(
        colorSentence(group, scales[name], guide),
        categorySentence(group, scales[name], countsOf(name)),
      );
      for (const sentence of valueSentences(group)) sentences.push(sentence);
    }
  }
  return sentences.filter((sentence) => sentence !== '');

  function groupOf(members: readonly number[]): PanelGroup {
    const titles = members.map((i) => panelNames[i].replace('panel ', ''));
    return {
      of: ` of panel${titles.length === 1 ? '' : 's'} ${joinItems(titles)}`,
      statistics: members.map((i) => statistics[i]),
      panelNames: members.map((i) => panelNames[i]),
    };
  }
}

function shapeSentence(panels: readonly StatisticsInput[], names: Labels): string {
  const size = (['row', 'column'] as const).map((what) => {
    const counts = panels.map(({ matrix }) => matrix[`${what}s`]);
    const min = counts.reduce((a, b) => Math.min(a, b));
    const max = counts.reduce((a, b) => Math.max(a, b));
    return min === max ? formatCount(max, what) : `${min} to ${formatCount(max, what)}`;
  });
  const isCalendar = panels.every(({ regions, matrix }) => regions !== null && matrix.rows === 7);
  const [rows, columns] = size.map((text) =>
    isCalendar ? text.replace('row', 'weekday').replace('column', 'week') : text,
  );
  const titles = names.filter((name) => name !== null);
  const titleText =
    titles.length <= maxListed ? joinItems(titles) : `${titles[0]} to ${titles[titles.length - 1]}`;
  const preposition =
    panels.length > 1 ? `in ${panels.length} ${isCalendar ? 'calendars' : 'panels'} of` : 'of';
  return `Heatmap ${preposition} ${rows} by ${columns}${titles.length < names.length ? '' : `: ${titleText}`}.`;
}

/** Names the rows and columns of the grid of panels. */
function gridSentence({
  titles: { rows, columns },
  direction,
}: Pick<PanelGrid, 'titles' | 'direction'>): string {
  const [start, end] = direction === 'rtl' ? ['right', 'left'] : ['left', 'right'];
  const parts = [
    rows && `rows of panels: ${titleRange(rows, 'top', 'bottom')}`,
    columns && `columns of panels: ${titleRange(columns, start, end)}`,
  ].filter((part) => part !== null);
  const sentence = parts.join('; ');
  return sentence === '' ? '' : `${sentence[0].toUpperCase()}${sentence.slice(1)}.`;
}

function titleRange(titles: readonly string[], start: string, end: string): string {
  const [first, last] = [titles[0], titles[titles.length - 1]].map((title) => singleLine(title) ?? '""');
  return titles.length === 1 ? first : `${first} (${start}) to ${last} (${end})`;
}

function hasContext({ tree, slices, annotations }: StatisticsInput['x']): boolean {
  return tree !== null || slices !== null || annotations.length > 0;
}

/** One sentence for each expression, as far as they can be listed. */
function transformSentences(panels: readonly StatisticsInput[], panelNames: readonly string[]): string[] {
  const expressions = [...new Set(panels.map(({ transformed }) => transformed))];
  if (expressions.length > maxListed) return ['The values of the panels are transformed in different ways.'];
  return expressions.flatMap((expression) => {
    const text = singleLine(expression);
    if (text === null) return [];
    const members = panelNames.filter((_, i) => panels[i].transformed === expression);
    const of = expressions.length > 1 ? ` of ${joinItems(members.slice(0, maxListed))}` : '';
    return [`The values${of} are transformed: ${text}.`];
  });
}

function axisSentence(
  items: 'Rows' | 'Columns',
  shared: string | null,
  axes: readonly StatisticsInput['x'][],
  [start, end]: readonly [string, string],
): string {
  const title = singleLine(shared ?? (axes.length === 1 ? axes[0].title : null));
  const { labels } = axes[0];
  const same = axes.every((axis) => equal(axis.labels, labels));
  if (same && labels === null && title === null && !axes[0].numeric) return '';
  const [first, last] = [labels?.[0] ?? '', labels?.[labels.length - 1] ?? ''].map(quoteIfNeeded);
  const numeric = same ? describePositions(axes[0], [start, end]) : null;
  const to = labels?.length === 2 ? 'and' : 'to';
  const range = labels?.length === 1 ? first : `${first} (${start}) ${to} ${last} (${end})`;
  const labelText = !same
    ? 'labels differ between panels'
    : (numeric ?? (labels === null ? 'without labels' : range));
  return `${items}${same && axes.length > 1 ? ' of each panel' : ''}: ${title ? `${title}, ` : ''}${labelText}.`;
}

function equal(a: readonly string[] | null, b: readonly string[] | null): boolean {
  if (a === null || b === null) return a === b;
  return a.length === b.length && a.every((label, i) => label === b[i]);
}

function colorSentence({ of }: PanelGroup, scale: Scale, guide: Pick<Guide, 'title'> | null): string {
  const { kind, domain, center, linthresh, exponent, boundaries, extend, categories, map } = scale;
  const write = numberFormatter(...domain);
  const inner = boundaries?.slice(1, -1) ?? [];
  const changes =
    inner.length > 0 && inner.length <= maxListed ? ` that change at ${joinItems(inner.map(write))}` : '';
  const numbers = [
    extend === 'both' ? null : `${write(domain[0])} to ${write(domain[1])}`,
    center === null ? null : `centred on ${write(center)}`,
    kind === 'log' ? 'on a log scale' : null,
    kind === 'symlog' ? `on a symlog scale, linear up to ${write(linthresh)} from 0` : null,
    kind === 'pow' ? `on a power scale with exponent ${write(exponent)}` : null,
    boundaries && `in ${formatCount(boundaries.length - 1, 'step')}${changes}`,
  ];
  const categoryCount =
    categories && (categories.length === 1 ? '1 category' : `${categories.length} categories`);
  const parts = [guide && singleLine(guide.title), ...(categoryCount ? [categoryCount] : numbers)];
  return `Colours${of} (${map}): ${parts.filter((part) => part !== null).join(', ')}.`;
}
