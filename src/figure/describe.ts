import { isUnshowable, type Scale } from '../color/scale.js';
import { formatNumber } from '../text/number.js';
import { truncateMiddle } from '../text/wrap.js';
import type { Axis, Colorbar, Figure, Panel } from './figure.js';

/** What of a figure is described. */
export interface DescribedFigure extends Pick<Figure, 'xTitle' | 'yTitle' | 'scales'> {
  readonly panels: readonly DescribedPanel[];
  readonly colorbar: Pick<Colorbar, 'title'> | null;
}

export interface DescribedPanel extends Pick<Panel, 'title' | 'matrix' | 'scale'> {
  readonly x: DescribedAxis;
  readonly y: DescribedAxis;
  readonly colorbar: Pick<Colorbar, 'title'> | null;
}

type DescribedAxis = Pick<Axis, 'title' | 'order' | 'labels'>;

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
  const words = scales.map((scale) => new Uint32Array(scale.words?.length ?? 0));
  const surveys = panels.map((panel) => survey(panel, scales[panel.scale], words[panel.scale]));
  const [rows, columns] = [panels.map(({ y }) => y), panels.map(({ x }) => x)];
  const sentences = [
    shapeSentence(panels, names),
    axisSentence('Rows', figure.yTitle, rows, ['top', 'bottom']),
    axisSentence('Columns', figure.xTitle, columns, ['left', 'right']),
  ];
  const separate = scales.length > 1 && scales.length <= FEW;
  const groups: Group[] = separate
    ? surveys.map((own, i) => ({ of: ` of ${item('panel', names, i)}`, surveys: [own], names }))
    : [{ of: '', surveys, names }];
  if (scales.length > FEW) sentences.push('Each panel has a colour scale of its own.');
  for (const group of groups) {
    const { scale, colorbar } = group.surveys[0].panel;
    if (scales.length <= FEW) {
      sentences.push(
        colourSentence(group, scales[scale], figure.colorbar ?? colorbar),
        wordSentence(group, scales[scale].words ?? [], words[scale]),
      );
    }
    sentences.push(rangeSentence(group), specialSentence(group), ...meanSentences(group));
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
  /** The titles of all panels. */
  readonly names: readonly (string | null)[];
}

/** What is found in the cells of one panel. Positions are those on the page. */
interface Survey {
  readonly panel: DescribedPanel;
  /** Of the finite numbers, by row-major position. */
  readonly low: Peak;
  readonly high: Peak;
  /** NaN where there are no finite numbers. */
  readonly means: {
    readonly rows: Float64Array;
    readonly columns: Float64Array;
    readonly all: number;
  };
  readonly special: Readonly<Record<Special, number>>;
}

/** Cells that are no number within the domain, each in one way: what is said of one of them and of several. */
const SPECIAL = {
  missing: ['is missing', 'are missing'],
  minusInfinity: ['is −∞', 'are −∞'],
  unshowable: ['is 0 or less, which a log scale cannot show', 'are 0 or less, which a log scale cannot show'],
  below: ['lies below the colour domain', 'lie below the colour domain'],
  infinity: ['is ∞', 'are ∞'],
  above: ['lies above the colour domain', 'lie above the colour domain'],
} as const;

type Special = keyof typeof SPECIAL;

function specialOf(scale: Scale, value: number): Special | null {
  if (Number.isNaN(value)) return 'missing';
  if (scale.words) return null;
  if (value === Number.NEGATIVE_INFINITY) return 'minusInfinity';
  if (value === Number.POSITIVE_INFINITY) return 'infinity';
  if (isUnshowable(scale, value)) return 'unshowable';
  if (scale.open) return null;
  return value < scale.domain[0] ? 'below' : value > scale.domain[1] ? 'above' : null;
}

/** Cells with words are counted in `words`, which belongs to the scale. */
function survey(panel: DescribedPanel, scale: Scale, words: Uint32Array): Survey {
  const { rows, columns, values } = panel.matrix;
  const special = { missing: 0, minusInfinity: 0, unshowable: 0, below: 0, infinity: 0, above: 0 };
  const [low, high] = [peak(1), peak(-1)];
  const [ofRows, ofColumns] = [means(rows), means(columns)];
  for (let i = 0; i < rows; i++) {
    const start = panel.y.order[i] * columns;
    for (let j = 0; j < columns; j++) {
      const value = values[start + panel.x.order[j]];
      const kind = specialOf(scale, value);
      if (kind) special[kind]++;
      if (!Number.isFinite(value)) continue;
      if (scale.words) words[value]++;
      else {
        take(low, value, i * columns + j);
        take(high, value, i * columns + j);
        ofRows.add(i, value);
        ofColumns.add(j, value);
      }
    }
  }
  return {
    panel,
    low,
    high,
    means: { rows: ofRows.each(), columns: ofColumns.each(), all: ofRows.all() },
    special,
  };
}

function means(n: number) {
  const sums = new Float64Array(n);
  const counts = new Float64Array(n);
  const total = (numbers: Float64Array) => numbers.reduce((sum, x) => sum + x, 0);
  return {
    add(i: number, value: number) {
      sums[i] += value;
      counts[i]++;
    },
    each: () => sums.map((sum, i) => sum / counts[i]),
    all: () => total(sums) / total(counts),
  };
}

/** The lowest (`sign` 1) or highest (−1) of some numbers, how many equal it, and where the first of these is. */
interface Peak {
  readonly sign: 1 | -1;
  value: number;
  count: number;
  at: number;
}

function peak(sign: 1 | -1): Peak {
  return { sign, value: sign * Number.POSITIVE_INFINITY, count: 0, at: -1 };
}

function take(peak: Peak, value: number, at: number, count = 1): void {
  if (value === peak.value) peak.count += count;
  else if (peak.sign * value < peak.sign * peak.value) Object.assign(peak, { value, count, at });
}

/** Of several panels; `at` is which panel. */
function extremes(surveys: readonly Survey[]): { low: Peak; high: Peak } {
  const [low, high] = [peak(1), peak(-1)];
  surveys.forEach((own, i) => {
    take(low, own.low.value, i, own.low.count);
    take(high, own.high.value, i, own.high.count);
  });
  return { low, high };
}

function cellsOf(surveys: readonly Survey[]): number {
  return surveys.reduce((sum, { panel }) => sum + panel.matrix.values.length, 0);
}

function shapeSentence(panels: readonly DescribedPanel[], names: readonly (string | null)[]): string {
  const size = (['row', 'column'] as const).map((what) => {
    const counts = panels.map(({ matrix }) => matrix[`${what}s`]);
    const least = counts.reduce((a, b) => Math.min(a, b));
    const most = counts.reduce((a, b) => Math.max(a, b));
    return least === most ? counted(most, what) : `${least} to ${counted(most, what)}`;
  });
  const titled = names.filter((name) => name !== null);
  const called =
    titled.length < names.length
      ? ''
      : `: ${titled.length <= FEW ? listed(titled) : `${titled[0]} to ${titled[titled.length - 1]}`}`;
  return `Heatmap ${panels.length > 1 ? `in ${panels.length} panels ` : ''}of ${size.join(' by ')}${called}.`;
}

function axisSentence(
  items: 'Rows' | 'Columns',
  shared: string | null,
  axes: readonly DescribedAxis[],
  [start, end]: readonly [string, string],
): string {
  const title = tidy(shared ?? (axes.length === 1 ? axes[0].title : null));
  const { labels } = axes[0];
  const same = axes.every((axis) => equal(axis.labels, labels));
  if (same && labels === null && title === null) return '';
  const [first, last] = labels === null ? [] : [labels[0], labels[labels.length - 1]].map(quoted);
  const what = !same
    ? 'labels differ between panels'
    : labels === null
      ? 'without labels'
      : labels.length === 1
        ? first
        : `${first} (${start}) ${labels.length === 2 ? 'and' : 'to'} ${last} (${end})`;
  return `${items}${axes.length > 1 && same ? ' of each panel' : ''}: ${title === null ? '' : `${title}, `}${what}.`;
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
  const parts = words
    ? [words.length === 1 ? '1 category' : `${words.length} categories`]
    : [
        open ? null : `${write(domain[0])} to ${write(domain[1])}`,
        center === null ? null : `centred on ${write(center)}`,
        kind === 'log' ? 'on a log scale' : null,
        kind === 'symlog' ? `on a symlog scale, linear up to ${write(parameter)} from 0` : null,
        kind === 'pow' ? `on a power scale with exponent ${write(parameter)}` : null,
        edges ? `in ${counted(edges.length - 1, 'step')}${changes}` : null,
      ];
  const said = [tidy(bar?.title ?? null), ...parts].filter((part) => part !== null);
  return `Colours${of} (${map}): ${said.join(', ')}.`;
}

function wordSentence({ of }: Group, words: readonly string[], counts: Uint32Array): string {
  const ranked = words
    .map((word, i) => ({ word, count: counts[i] }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count)
    .slice(0, FEW)
    .map(({ word, count }, i) => `${quoted(word)} (${i === 0 ? counted(count, 'cell') : count})`);
  return ranked.length > 0 ? `Commonest${of}: ${listed(ranked)}.` : '';
}

function rangeSentence({ of, surveys, names }: Group): string {
  const { low, high } = extremes(surveys);
  if (low.count === 0) return '';
  const write = writer(low.value, high.value);
  if (low.value === high.value) {
    const finite = low.count < cellsOf(surveys) ? ' finite' : '';
    const which =
      low.count === 1 ? `The only${finite} value${of} is` : `All ${low.count}${finite} values${of} are`;
    return `${which} ${write(low.value)}.`;
  }
  const place = (end: 'low' | 'high') => (at: number) => {
    const { panel, [end]: found } = surveys[at];
    const row = item('row', panel.y.labels, Math.floor(found.at / panel.matrix.columns));
    const column = item('column', panel.x.labels, found.at % panel.matrix.columns);
    return `${surveys.length > 1 ? `${item('panel', names, at)}, ` : ''}${row}, ${column}`;
  };
  const from = reached(low, 'cells', write, place('low'));
  return `Values${of} range from ${from}, to ${reached(high, 'cells', write, place('high'))}.`;
}

function reached(peak: Peak, items: string, write: (value: number) => string, place: (at: number) => string) {
  const several = peak.count > 1 ? `in ${peak.count} ${items}, first ` : '';
  return `${write(peak.value)} ${several}at ${place(peak.at)}`;
}

function specialSentence({ of, surveys }: Group): string {
  const cells = cellsOf(surveys);
  const count = (kind: Special) => surveys.reduce((sum, { special }) => sum + special[kind], 0);
  const found = (Object.keys(SPECIAL) as Special[]).filter((kind) => count(kind) > 0);
  const said = (kind: Special) => SPECIAL[kind][count(kind) === 1 ? 0 : 1];
  if (found.length === 0) return '';
  if (count(found[0]) === cells) {
    return `${cells === 1 ? 'The only cell' : `All ${cells} cells`}${of} ${said(found[0])}.`;
  }
  const parts = found.map((kind) => {
    const infinite = kind === 'below' ? 'minusInfinity' : kind === 'above' ? 'infinity' : null;
    return `${count(kind)}${infinite && count(infinite) > 0 ? ' more' : ''} ${said(kind)}`;
  });
  return `Of ${cells} cells${of}, ${listed(parts)}.`;
}

/** Of rows and columns, unless these are cells; of panels, if they have one scale. */
function meanSentences(group: Group): string[] {
  const { surveys, names } = group;
  const [{ panel, means }] = surveys;
  if (surveys.length > 1) {
    const comparable = surveys.every((own) => own.panel.scale === panel.scale);
    return comparable
      ? [
          meanSentence(
            'panel',
            surveys.map((own) => own.means.all),
            names,
            group,
          ),
        ]
      : [];
  }
  if (panel.matrix.rows === 1 || panel.matrix.columns === 1) return [];
  return [
    meanSentence('row', [...means.rows], panel.y.labels, group),
    meanSentence('column', [...means.columns], panel.x.labels, group),
  ];
}

function meanSentence(
  what: 'row' | 'column' | 'panel',
  means: readonly number[],
  labels: readonly (string | null)[] | null,
  { of, surveys }: Group,
): string {
  const { low, high } = extremes(surveys);
  const [least, most] = [peak(1), peak(-1)];
  means.forEach((mean, at) => {
    take(least, mean, at);
    take(most, mean, at);
  });
  const size = Math.max(Math.abs(low.value), Math.abs(high.value));
  const unclear = CLEARLY * (high.value - low.value) + ROUNDING * size;
  const spread = most.value - least.value;
  // A sum that overflowed makes the spread infinite, and no numbers at all make it negative.
  if (!(spread > unclear && Number.isFinite(spread))) return '';
  const write = writer(low.value, high.value);
  const place = (at: number) => item(what, labels, at);
  const from = reached(least, `${what}s`, write, place);
  const means_ = `${what[0].toUpperCase()}${what.slice(1)} means`;
  return `${means_}${of} range from ${from}, to ${reached(most, `${what}s`, write, place)}.`;
}

/** A row, column or panel by its label, and by its place where that label is not its alone. */
function item(
  what: 'row' | 'column' | 'panel',
  labels: readonly (string | null)[] | null,
  at: number,
): string {
  const label = labels?.[at] ?? null;
  if (labels === null || label === null) return `the ${ordinal(at + 1)} ${what}`;
  const alone = labels.indexOf(label) === at && !labels.includes(label, at + 1);
  const which = alone ? '' : ` (${ordinal(at + 1)} of ${labels.length})`;
  return `${what} ${what === 'panel' ? label : quoted(label)}${which}`;
}

function ordinal(n: number): string {
  const teen = n % 100 >= 11 && n % 100 <= 13;
  return `${n}${(!teen && ['', 'st', 'nd', 'rd'][n % 10]) || 'th'}`;
}

function counted(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? '' : 's'}`;
}

function listed(parts: readonly string[]): string {
  return [parts.slice(0, -1).join(', '), ...parts.slice(-1)].filter((part) => part !== '').join(' and ');
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

function shortened(text: string, most: number): string {
  return truncateMiddle(text, most, ({ length }) => length);
}

/** Writes numbers with four digits, or as many more as it takes to tell two apart; smaller whole ones in full. */
function writer(low: number, high: number): (value: number) => string {
  const write = (digits: number) => (value: number) => {
    const size = Math.abs(value);
    if (Number.isInteger(value) && size < 1e6) return formatNumber(value, 'd');
    const plain = size >= 1e-4 && size < 1e6;
    return formatNumber(value, plain ? `.${digits}~r` : `.${digits - 1}~e`).replace('e+', 'e');
  };
  let digits = 4;
  while (digits < 17 && low !== high && write(digits)(low) === write(digits)(high)) digits++;
  return write(digits);
}
