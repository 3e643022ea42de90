/** Sentences about the values of a figure. */
import type { Scale } from '../color/scale.js';
import { formatCount, joinItems } from '../phrases.js';
import { LIMITS } from '../theme.js';
import { numberFormatter } from '../typography/number.js';
import { nameItem, quoteIfNeeded } from './describe-wording.js';
import { type Extremum, newExtremum, updateExtremum } from './running-stats.js';
import {
  countAbsent,
  extremes,
  type PanelStatistics,
  SPECIAL,
  type Special,
  type StatisticsInput,
} from './statistics.js';

const { maxListed, minMeanSpread } = LIMITS.description;
/** Smaller differences between means may be rounding errors; a share of the values. */
const ROUNDING_ERROR = 1e-10;

/** Panels that are described together. */
export interface PanelGroup {
  /** For example " of panel decoder"; empty if the sentences are about all panels. */
  readonly of: string;
  readonly statistics: readonly PanelStatistics[];
  /** A phrase for each panel of `statistics`, such as "panel decoder". */
  readonly panelNames: readonly string[];
}

/** Lists the most frequent categories. */
export function categorySentence({ of }: PanelGroup, { categories }: Scale, counts: Float64Array): string {
  const ranked = (categories ?? [])
    .map((name, i) => ({ name, count: counts[i] }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count)
    .slice(0, maxListed)
    .map(({ name, count }, i) => `${quoteIfNeeded(name)} (${i === 0 ? formatCount(count, 'cell') : count})`);
  return ranked.length > 0 ? `Commonest${of}: ${joinItems(ranked)}.` : '';
}

/** States the range of the values, those without a colour of their own, and the range of their means. */
export function valueSentences(group: PanelGroup): string[] {
  const { statistics, panelNames } = group;
  const sentences = [rangeSentence(group), specialSentence(group)];
  const [{ panel, means }] = statistics;
  if (statistics.length === 1) {
    // The mean of a row of one cell is the value itself.
    if (panel.matrix.rows === 1 || panel.matrix.columns === 1) return sentences;
    const ofRows = meanSentence(group, 'row', means.rows, (at) => nameItem('row', panel.y.labels, at));
    const ofColumns = meanSentence(group, 'column', means.columns, (at) =>
      nameItem('column', panel.x.labels, at),
    );
    return [...sentences, ofRows, ofColumns];
  }
  if (statistics.some((own) => own.panel.scale !== panel.scale)) return sentences;
  const panelMeans = statistics.map((own) => own.means.all);
  return [...sentences, meanSentence(group, 'panel', panelMeans, (at) => panelNames[at])];
}

function rangeSentence({ of, statistics, panelNames }: PanelGroup): string {
  const { low, high } = extremes(statistics);
  if (low.count === 0) return '';
  const write = numberFormatter(low.value, high.value);
  if (low.value === high.value) {
    return `Every ${low.count < cellsOf(statistics) ? 'finite ' : ''}value${of} is ${write(low.value)}.`;
  }
  const describeExtremum = (end: 'low' | 'high', { value, count, at }: Extremum) => {
    const { panel, [end]: extremum } = statistics[at];
    const row = nameItem('row', panel.y.labels, Math.floor(extremum.at / panel.x.order.length));
    const column = nameItem('column', panel.x.labels, extremum.at % panel.x.order.length);
    const cell = cellName(panel, extremum.at);
    const inPanel = cell === null ? [row, column] : [cell];
    const location = statistics.length > 1 && cell === null ? [panelNames[at], ...inPanel] : inPanel;
    // The first of several cells is known only if all values are stored.
    const whichCell = panel.matrix.reduction ? 'one' : 'first';
    return `${write(value)} ${count > 1 ? `in ${count} cells, ${whichCell} ` : ''}at ${location.join(', ')}`;
  };
  return `Values${of} range from ${describeExtremum('low', low)}, to ${describeExtremum('high', high)}.`;
}

function specialSentence({ of, statistics }: PanelGroup): string {
  const cells = cellsOf(statistics);
  const count = (kind: Special) => statistics.reduce((sum, { special }) => sum + special[kind], 0);
  const parts = (Object.keys(SPECIAL) as Special[]).flatMap((kind) => {
    const n = count(kind);
    const more =
      (kind === 'below' && count('minusInfinity') > 0) || (kind === 'above' && count('infinity') > 0);
    return n === 0 ? [] : `${n}${more ? ' more' : ''} ${SPECIAL[kind][n === 1 ? 0 : 1]}`;
  });
  return parts.length > 0 ? `Of ${formatCount(cells, 'cell')}${of}, ${joinItems(parts)}.` : '';
}

function meanSentence(
  { of, statistics }: PanelGroup,
  what: 'row' | 'column' | 'panel',
  means: Iterable<number>,
  nameOf: (at: number) => string,
): string {
  const { low, high } = extremes(statistics);
  const [min, max] = [newExtremum(1), newExtremum(-1)];
  Array.from(means).forEach((mean, at) => {
    updateExtremum(min, mean, at);
    updateExtremum(max, mean, at);
  });
  const spread = max.value - min.value;
  const size = Math.max(Math.abs(low.value), Math.abs(high.value));
  // The spread is not finite if there are no values or if a sum overflowed.
  if (
    !Number.isFinite(spread) ||
    !(spread > minMeanSpread * (high.value - low.value) + ROUNDING_ERROR * size)
  )
    return '';
  const write = numberFormatter(low.value, high.value);
  const describeExtremum = ({ value, count, at }: Extremum) =>
    `${write(value)} ${count > 1 ? `in ${count} ${what}s, first ` : ''}at ${nameOf(at)}`;
  const subject = { row: 'Row', column: 'Column', panel: 'Panel' }[what];
  return `${subject} means${of} range from ${describeExtremum(min)}, to ${describeExtremum(max)}.`;
}

/** Returns the name of the cell at a position on the page, such as the date of a day; null if cells have no names. */
function cellName({ matrix, regions, x, y }: StatisticsInput, at: number): string | null {
  const row = y.order[Math.floor(at / x.order.length)];
  return regions?.cellNames[row * matrix.columns + x.order[at % x.order.length]] ?? null;
}

function cellsOf(statistics: readonly PanelStatistics[]): number {
  return statistics.reduce(
    (sum, { panel }) =>
      sum + (panel.matrix.reduction?.sourceStats.cells ?? panel.matrix.values.length) - countAbsent(panel),
    0,
  );
}
