/** Sentences of `heatmap describe` about distributions, trends, groups and the diagonal. */
import { formatCount } from '../phrases.js';
import { numberFormatter } from '../typography/number.js';
import { quoteIfNeeded } from './describe-wording.js';
import type { AxisFacts, PanelFacts } from './facts.js';
import type { GroupFacts } from './group-facts.js';

/** Of more groups, only the number is told. */
const MAX_GROUPS = 12;

const NAMES: Readonly<Record<GroupFacts['kind'], string>> = {
  clusters: 'cluster',
  slices: 'group',
  brackets: 'group',
  annotation: 'group',
};

/** Returns the sentences about one panel; `of` is "" or " of panel a". */
export function factSentences(facts: PanelFacts, of: string): string[] {
  const { values, rows, columns } = facts;
  if (!values) return [];
  const write = numberFormatter(values.min.value, values.max.value);
  return [
    distributionSentence(facts, of, write),
    ...axisSentences(rows, 'row', of, write),
    ...axisSentences(columns, 'column', of, write),
    diagonalSentence(facts, of, write),
  ].filter((sentence) => sentence !== '');
}

type Write = (value: number) => string;

function distributionSentence({ values }: PanelFacts, of: string, write: Write): string {
  if (!values?.quartiles || values.mean === null || values.count < 4) return '';
  const [low, median, high] = values.quartiles.map(write);
  return `The mean of the ${values.count} finite values${of} is ${write(values.mean)}, the median ${median}; half of them are from ${low} to ${high}.`;
}

function axisSentences({ trend, groups }: AxisFacts, item: 'row' | 'column', of: string, write: Write) {
  const subject = item === 'row' ? 'Row' : 'Column';
  const sentences = groups.map(({ kind, title, groups: members }) => {
    const name = title === null ? NAMES[kind] : quoteIfNeeded(title);
    const parts = members.map(({ name: group, items, mean }) => {
      const value = Number.isNaN(mean) ? 'no values' : write(mean);
      return `${quoteIfNeeded(group)} (${formatCount(items, item)}): ${value}`;
    });
    const more = parts.length > MAX_GROUPS ? [`${parts.length - MAX_GROUPS} more`] : [];
    return `Means${of} by ${name} of ${item}s: ${[...parts.slice(0, MAX_GROUPS), ...more].join('; ')}.`;
  });
  if (!trend) return sentences;
  const { direction, isSteady, correlation, first, last } = trend;
  const verb = isSteady ? `${direction} steadily` : `mostly ${direction}`;
  const place = item === 'row' ? ['at the top', 'at the bottom'] : ['on the left', 'on the right'];
  const [from, to] = [first, last].map(
    ({ label, mean }, i) => `${write(mean)} ${place[i]} (${quoteIfNeeded(label)})`,
  );
  const rho = correlation.toFixed(2).replace('-', '\u2212');
  return [
    `${subject} means${of} ${verb} from ${from} to ${to}; rank correlation with the position ${rho}.`,
    ...sentences,
  ];
}

function diagonalSentence({ diagonal }: PanelFacts, of: string, write: Write): string {
  if (!diagonal) return '';
  const { mean, others, isSymmetric } = diagonal;
  const symmetry = isSymmetric ? ' The matrix is symmetric.' : '';
  return Number.isFinite(mean) && Number.isFinite(others)
    ? `The mean on the diagonal${of} is ${write(mean)}, elsewhere ${write(others)}.${symmetry}`
    : symmetry.trim();
}
