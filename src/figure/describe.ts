import type { Scale } from '../color/scale.js';
import { formatNumber } from '../typography/number.js';
import { truncateMiddle } from '../typography/wrap.js';
import { joinedNote } from './aggregation.js';
import type { Colorbar, Figure } from './figure.js';
import { type Peak, peak, take } from './running-stats.js';
import { extremes, SPECIAL, type Special, type Survey, type SurveyedPanel, survey } from './statistics.js';

/** What of a figure is described. */
export interface DescribedFigure extends Pick<Figure, 'xTitle' | 'yTitle' | 'scales'> {
  readonly panels: readonly SurveyedPanel[];
  readonly colorbar: Pick<Colorbar, 'title'> | null;
}

const LONGEST = 1200;
const LONGEST_LABEL = 40;
const LONGEST_TITLE = 80;
/** So many titles, edges and words are listed at most, and so many scales described one by one. */
const FEW = 3;
/** Means are worth a sentence if they differ by more than this share of the range of values … */
const CLEARLY = 0.05;
/** … and by more than adding may be off by, as a share of the values. */
const ROUNDING = 1e-10;

/**
 * What is read out instead of the picture: sentences that each state what was computed from the data or stands
 * in a scale, the general ones first, and of these as many as 1200 characters hold. "First" is in the order of
 * reading, from the top left of the page; means are of finite values. The cells are gone through once.
 */
export function describe(figure: DescribedFigure): string {
  const { panels, scales } = figure;
  const names = panels.map(({ title }) => tidy(title));
  const words = scales.map((scale) => new Float64Array(scale.words?.length ?? 0));
  const surveys = panels.map((panel) => survey(panel, scales[panel.scale], words[panel.scale]));
  const all = { of: '', surveys, names };
  const [rows, columns] = [panels.map(({ y }) => y), panels.map(({ x }) => x)];
  const sentences = [
    shapeSentence(panels, names),
    joinedNote(panels.map(({ drawn }) => drawn)) ?? '',
    axisSentence('Rows', figure.yTitle, rows, ['top', 'bottom']),
    axisSentence('Columns', figure.xTitle, columns, ['left', 'right']),
  ];
  if (scales.length > FEW) {
    sentences.push('Each panel has a colour scale of its own.', ...valueSentences(all));
  } else {
    const each = surveys.map((own, i) => ({ of: ` of ${item('panel', names, i)}`, surveys: [own], names }));
    for (const group of scales.length > 1 ? each : [all]) {
      const { scale, colorbar } = group.surveys[0].panel;
      sentences.push(
        colourSentence(group, scales[scale], figure.colorbar ?? colorbar),
        wordSentence(group, scales[scale], words[scale]),
        ...valueSentences(group),
      );
    }
  }
  return sentences
    .filter((sentence) => sentence !== '')
    .reduce((text, next) => (text.length + 1 + next.length > LONGEST ? text : `${text} ${next}`));
}

/** Panels whose values are spoken of together. */
interface Group {
  /** " of panel decoder" where each panel is spoken of by itself. */
  readonly of: string;
  readonly surveys: readonly Survey[];
  /** The titles of all panels of the figure. */
  readonly names: readonly (string | null)[];
}

function shapeSentence(panels: readonly SurveyedPanel[], names: Group['names']): string {
  const size = (['row', 'column'] as const).map((what) => {
    const counts = panels.map(({ matrix }) => matrix[`${what}s`]);
    const least = counts.reduce((a, b) => Math.min(a, b));
    const most = counts.reduce((a, b) => Math.max(a, b));
    return least === most ? counted(most, what) : `${least} to ${counted(most, what)}`;
  });
  const titles = names.filter((name) => name !== null);
  const called = titles.length <= FEW ? listed(titles) : `${titles[0]} to ${titles[titles.length - 1]}`;
  const where = panels.length > 1 ? `in ${panels.length} panels of` : 'of';
  return `Heatmap ${where} ${size.join(' by ')}${titles.length < names.length ? '' : `: ${called}`}.`;
}

function axisSentence(
  items: 'Rows' | 'Columns',
  shared: string | null,
  axes: readonly SurveyedPanel['x'][],
  [start, end]: readonly [string, string],
): string {
  const title = tidy(shared ?? (axes.length === 1 ? axes[0].title : null));
  const { labels } = axes[0];
  const same = axes.every((axis) => equal(axis.labels, labels));
  if (same && labels === null && title === null) return '';
  const [first, last] = [labels?.[0] ?? '', labels?.[labels.length - 1] ?? ''].map(quoted);
  const to = labels?.length === 2 ? 'and' : 'to';
  const range = labels?.length === 1 ? first : `${first} (${start}) ${to} ${last} (${end})`;
  const what = !same ? 'labels differ between panels' : labels === null ? 'without labels' : range;
  return `${items}${same && axes.length > 1 ? ' of each panel' : ''}: ${title ? `${title}, ` : ''}${what}.`;
}

function equal(a: readonly string[] | null, b: readonly string[] | null): boolean {
  if (a === null || b === null) return a === b;
  return a.length === b.length && a.every((label, i) => label === b[i]);
}

function colourSentence({ of }: Group, scale: Scale, bar: DescribedFigure['colorbar']): string {
  const { kind, domain, center, parameter, edges, open, words, map } = scale;
  const write = writer(...domain);
  const inner = edges?.slice(1, -1) ?? [];
  const changes =
    inner.length > 0 && inner.length <= FEW ? ` that change at ${listed(inner.map(write))}` : '';
  const numbers = [
    open ? null : `${write(domain[0])} to ${write(domain[1])}`,
    center === null ? null : `centred on ${write(center)}`,
    kind === 'log' ? 'on a log scale' : null,
    kind === 'symlog' ? `on a symlog scale, linear up to ${write(parameter)} from 0` : null,
    kind === 'pow' ? `on a power scale with exponent ${write(parameter)}` : null,
    edges && `in ${counted(edges.length - 1, 'step')}${changes}`,
  ];
  const categories = words && [words.length === 1 ? '1 category' : `${words.length} categories`];
  const parts = [bar && tidy(bar.title), ...(categories ?? numbers)];
  return `Colours${of} (${map}): ${parts.filter((part) => part !== null).join(', ')}.`;
}

function wordSentence({ of }: Group, { words }: Scale, counts: Float64Array): string {
  const ranked = (words ?? [])
    .map((word, i) => ({ word, count: counts[i] }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count)
    .slice(0, FEW)
    .map(({ word, count }, i) => `${quoted(word)} (${i === 0 ? counted(count, 'cell') : count})`);
  return ranked.length > 0 ? `Commonest${of}: ${listed(ranked)}.` : '';
}

function valueSentences(group: Group): string[] {
  const { surveys, names } = group;
  const sentences = [rangeSentence(group), specialSentence(group)];
  const [{ panel, means }] = surveys;
  if (surveys.length === 1) {
    // The means of rows of one cell are the values themselves.
    if (panel.matrix.rows === 1 || panel.matrix.columns === 1) return sentences;
    const ofRows = meanSentence(group, 'row', means.rows, panel.y.labels);
    return [...sentences, ofRows, meanSentence(group, 'column', means.columns, panel.x.labels)];
  }
  if (surveys.some((own) => own.panel.scale !== panel.scale)) return sentences;
  const panelMeans = surveys.map((own) => own.means.all);
  return [...sentences, meanSentence(group, 'panel', panelMeans, names)];
}

function rangeSentence({ of, surveys, names }: Group): string {
  const { low, high } = extremes(surveys);
  if (low.count === 0) return '';
  const write = writer(low.value, high.value);
  if (low.value === high.value) {
    return `Every ${low.count < cellsOf(surveys) ? 'finite ' : ''}value${of} is ${write(low.value)}.`;
  }
  const reached = (end: 'low' | 'high', { value, count, at }: Peak) => {
    const { panel, [end]: found } = surveys[at];
    const row = item('row', panel.y.labels, Math.floor(found.at / panel.x.order.length));
    const column = item('column', panel.x.labels, found.at % panel.x.order.length);
    const where = surveys.length > 1 ? [item('panel', names, at), row, column] : [row, column];
    // The first one of several is known where all are held.
    const some = panel.matrix.reduced ? 'one' : 'first';
    return `${write(value)} ${count > 1 ? `in ${count} cells, ${some} ` : ''}at ${where.join(', ')}`;
  };
  return `Values${of} range from ${reached('low', low)}, to ${reached('high', high)}.`;
}

function specialSentence({ of, surveys }: Group): string {
  const cells = cellsOf(surveys);
  const count = (kind: Special) => surveys.reduce((sum, { special }) => sum + special[kind], 0);
  const parts = (Object.keys(SPECIAL) as Special[]).flatMap((kind) => {
    const n = count(kind);
    const more =
      (kind === 'below' && count('minusInfinity') > 0) || (kind === 'above' && count('infinity') > 0);
    return n === 0 ? [] : `${n}${more ? ' more' : ''} ${SPECIAL[kind][n === 1 ? 0 : 1]}`;
  });
  return parts.length > 0 ? `Of ${counted(cells, 'cell')}${of}, ${listed(parts)}.` : '';
}

function meanSentence(
  { of, surveys }: Group,
  what: 'row' | 'column' | 'panel',
  means: Iterable<number>,
  labels: Group['names'] | null,
): string {
  const { low, high } = extremes(surveys);
  const [least, most] = [peak(1), peak(-1)];
  Array.from(means).forEach((mean, at) => {
    take(least, mean, at);
    take(most, mean, at);
  });
  const spread = most.value - least.value;
  const size = Math.max(Math.abs(low.value), Math.abs(high.value));
  // Neither the means of nothing nor a sum that overflowed has a finite spread.
  if (!Number.isFinite(spread) || !(spread > CLEARLY * (high.value - low.value) + ROUNDING * size)) return '';
  const write = writer(low.value, high.value);
  const reached = ({ value, count, at }: Peak) =>
    `${write(value)} ${count > 1 ? `in ${count} ${what}s, first ` : ''}at ${item(what, labels, at)}`;
  const subject = { row: 'Row', column: 'Column', panel: 'Panel' }[what];
  return `${subject} means${of} range from ${reached(least)}, to ${reached(most)}.`;
}

function cellsOf(surveys: readonly Survey[]): number {
  return surveys.reduce(
    (sum, { panel }) => sum + (panel.matrix.reduced?.raw.cells ?? panel.matrix.values.length),
    0,
  );
}

/** A row, column or panel by its label, and by its place on the page where that alone does not tell which. */
function item(what: 'row' | 'column' | 'panel', labels: Group['names'] | null, at: number): string {
  const label = labels?.[at] ?? null;
  if (labels === null || label === null) return `${what} no. ${at + 1}`;
  const alone = labels.indexOf(label) === at && !labels.includes(label, at + 1);
  return `${what} ${what === 'panel' ? label : quoted(label)}${alone ? '' : ` (no. ${at + 1})`}`;
}

/** A label, in quotes where it would be lost in a sentence. */
function quoted(label: string): string {
  const short = shortened(label, LONGEST_LABEL);
  return short === '' || /[\s"\p{Cc}\p{Cf}]/u.test(short) ? JSON.stringify(short) : short;
}

/** A title on one line; null for one without anything to read. */
function tidy(title: string | null): string | null {
  return shortened((title ?? '').replace(/\s+/g, ' ').trim(), LONGEST_TITLE) || null;
}

/** With its middle cut out beforehand if it is far too long: finding the characters in it would take long. */
function shortened(text: string, most: number): string {
  const ends = text.length > 4 * most ? text.slice(0, 2 * most) + text.slice(-2 * most) : text;
  return truncateMiddle(ends, most, ({ length }) => length);
}

function counted(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? '' : 's'}`;
}

function listed(parts: readonly string[]): string {
  return parts.length < 2
    ? parts.join('')
    : `${parts.slice(0, -1).join(', ')} and ${parts[parts.length - 1]}`;
}

/** Writes numbers with four digits, or with as many as tell two apart; whole ones below a million in full. */
function writer(low: number, high: number): (value: number) => string {
  const write = (value: number, digits: number) => {
    const size = Math.abs(value);
    if (Number.isInteger(value) && size < 1e6) return formatNumber(value, 'd');
    const plain = size >= 1e-4 && size < 1e6;
    return formatNumber(value, plain ? `.${digits}~r` : `.${digits - 1}~e`).replace('e+', 'e');
  };
  let digits = 4;
  while (digits < 17 && low !== high && write(low, digits) === write(high, digits)) digits++;
  return (value) => write(value, digits);
}
