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
  const names = panels.map(({ title }) => title && tidy(title));
  const surveys = panels.map((panel) => survey(panel, scales[panel.scale]));
  const [x, y] = [panels.map((panel) => panel.x), panels.map((panel) => panel.y)];
  const sentences = [
    shapeSentence(panels, names),
    axisSentence('Rows', figure.yTitle, y, ['top', 'bottom']),
    axisSentence('Columns', figure.xTitle, x, ['left', 'right']),
  ];
  if (scales.length === 1) {
    sentences.push(colourSentence('', scales[0], figure.colorbar));
    sentences.push(...valueSentences({ of: '', surveys, names }, scales[0]));
  } else if (scales.length <= FEW) {
    surveys.forEach((own, i) => {
      const of = ` of ${item('panel', names, i)}`;
      const scale = scales[panels[i].scale];
      sentences.push(colourSentence(of, scale, panels[i].colorbar));
      sentences.push(...valueSentences({ of, surveys: [own], names }, scale));
    });
  } else {
    sentences.push('Each panel has a colour scale of its own.');
    sentences.push(...valueSentences({ of: '', surveys, names }, null));
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
  /** The titles of the panels. */
  readonly names: readonly (string | null)[];
}

/** What is found in the cells of one panel. Positions are those on the page. */
interface Survey {
  readonly panel: DescribedPanel;
  /** Of the finite numbers, by row-major position. */
  readonly low: Peak;
  readonly high: Peak;
  /** NaN where there are no finite numbers. */
  readonly rowMeans: Float64Array;
  readonly columnMeans: Float64Array;
  readonly mean: number;
  /** How many cells have each word of the scale. */
  readonly words: Uint32Array;
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

function survey(panel: DescribedPanel, scale: Scale): Survey {
  const { rows, columns, values } = panel.matrix;
  const special = { missing: 0, minusInfinity: 0, unshowable: 0, below: 0, infinity: 0, above: 0 };
  const words = new Uint32Array(scale.words?.length ?? 0);
  const [low, high] = [peak(1), peak(-1)];
  const row = { sums: new Float64Array(rows), counts: new Uint32Array(rows) };
  const column = { sums: new Float64Array(columns), counts: new Uint32Array(columns) };
  for (let i = 0; i < rows; i++) {
    const start = panel.y.order[i] * columns;
    for (let j = 0; j < columns; j++) {
      const value = values[start + panel.x.order[j]];
      const kind = specialOf(scale, value);
      if (kind) special[kind]++;
      if (scale.words) words[value]++;
      else if (Number.isFinite(value)) {
        take(low, value, i * columns + j);
        take(high, value, i * columns + j);
        row.sums[i] += value;
        row.counts[i]++;
        column.sums[j] += value;
        column.counts[j]++;
      }
    }
  }
  const total = (numbers: Float64Array | Uint32Array) => numbers.reduce((sum, n) => sum + n, 0);
  return {
    panel,
    low,
    high,
    rowMeans: row.sums.map((sum, i) => sum / row.counts[i]),
    columnMeans: column.sums.map((sum, j) => sum / column.counts[j]),
    mean: total(row.sums) / total(row.counts),
    words,
    special,
  };
}

/** The lowest (`sign` 1) or highest (−1) of some numbers, how many are equal to it, and where the first of them is. */
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

function shapeSentence(panels: readonly DescribedPanel[], names: readonly (string | null)[]): string {
  const size = (['rows', 'columns'] as const).map((items) => {
    const counts = panels.map(({ matrix }) => matrix[items]);
    const [least, most] = [Math.min(...counts), Math.max(...counts)];
    return least === most ? counted(most, items) : `${least} to ${most} ${items}`;
  });
  const many = panels.length > 1 ? `in ${panels.length} panels ` : '';
  const [first, last] = [names[0], names[names.length - 1]];
  const few = names.length <= FEW && !names.includes(null);
  const called = few ? listed(names as string[]) : first && last ? `${first} to ${last}` : '';
  return `Heatmap ${many}of ${size.join(' by ')}${called && `: ${called}`}.`;
}

function axisSentence(
  items: 'Rows' | 'Columns',
  shared: string | null,
  axes: readonly DescribedAxis[],
  [start, end]: readonly [string, string],
): string {
  const title = shared ?? (axes.length === 1 ? axes[0].title : null);
  const { labels } = axes[0];
  const same = axes.every((axis) => axis === axes[0] || equal(axis.labels, labels));
  if (same && labels === null && title === null) return '';
  const [first, last] = [labels?.[0] ?? '', labels?.[labels.length - 1] ?? ''].map(quoted);
  const what = !same
    ? 'labels differ between panels'
    : labels === null
      ? 'without labels'
      : labels.length === 1
        ? first
        : `${first} (${start}) ${labels.length === 2 ? 'and' : 'to'} ${last} (${end})`;
  const where = axes.length > 1 && same ? ' of each panel' : '';
  return `${items}${where}: ${title === null ? '' : `${tidy(title)}, `}${what}.`;
}

function equal(a: readonly string[] | null, b: readonly string[] | null): boolean {
  return a === b || (a?.length === b?.length && !!a?.every((label, i) => label === b?.[i]));
}

function colourSentence(of: string, scale: Scale, bar: DescribedFigure['colorbar']): string {
  const { kind, domain, center, parameter, edges, open, words, map } = scale;
  const parts: string[] = bar?.title ? [tidy(bar.title)] : [];
  if (words) parts.push(words.length === 1 ? '1 category' : `${words.length} categories`);
  else {
    const write = writer(...domain);
    if (!open) parts.push(`${write(domain[0])} to ${write(domain[1])}`);
    if (center !== null) parts.push(`centred on ${write(center)}`);
    if (kind === 'log') parts.push('on a log scale');
    if (kind === 'symlog')
      parts.push(`on a symlog scale, linear from ${write(-parameter)} to ${write(parameter)}`);
    if (kind === 'pow') parts.push(`on a power scale with the exponent ${write(parameter)}`);
    const inner = edges?.slice(1, -1) ?? [];
    const at = inner.length > 0 && inner.length <= FEW ? ` that change at ${listed(inner.map(write))}` : '';
    if (edges) parts.push(`in ${counted(edges.length - 1, 'steps')}${at}`);
  }
  return `Colours${of} (${map}): ${parts.join(', ')}.`;
}

/** What the values are, which have no colour of their own, and how means differ. */
function valueSentences(group: Group, scale: Scale | null): string[] {
  const words = scale?.words ? wordSentence(group, scale.words) : '';
  return [words || rangeSentence(group), specialSentence(group), ...meanSentences(group)];
}

function wordSentence({ of, surveys }: Group, words: readonly string[]): string {
  const ranked = words
    .map((word, i) => ({ word, count: surveys.reduce((sum, survey) => sum + survey.words[i], 0) }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count)
    .slice(0, FEW)
    .map(({ word, count }, i) => `${quoted(word)} (${i === 0 ? counted(count, 'cells') : count})`);
  return ranked.length > 0 ? `Commonest${of}: ${listed(ranked)}.` : '';
}
