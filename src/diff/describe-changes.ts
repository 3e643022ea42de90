/** Describes in words what changed between two figures. */
import { formatCount } from '../phrases.js';
import { type Alignment, addPairs, alignByName, alignByPosition } from './align.js';
import { describeCellChanges } from './cell-changes.js';
import { comparePanels } from './panel-changes.js';
import { describeByPanel, type PanelPair, panelName } from './panel-pairs.js';
import { describeScaleChanges } from './scale-changes.js';
import { describeSpecChanges } from './spec-changes.js';
import type { FigureSummary, PanelSummary, ScaleSummary } from './summary.js';
import { formatList, formatName } from './wording.js';

const MAX_SENTENCES = 12;

/**
 * Returns at most 12 short sentences about the changes from `before` to `after`, the most important first. Returns none if
 * both figures show the same. `before` is null if it is unknown. The time is linear in the number of values.
 */
export function describeChanges(before: FigureSummary | null, after: FigureSummary): string[] {
  if (before === null) return ['the previous content of the figure is unknown'];
  const panels = alignPanels(before, after);
  const pairs = pairPanels(before, after, panels);
  const dataSentences = [
    ...describePanels(before, after, panels),
    ...describeByPanel(pairs, after, ({ changes }) => changes.axisSentences),
    ...describeByPanel(pairs, after, ({ changes }) => changes.valueSentences),
    ...describeCellChanges(pairs, after),
    ...describeByPanel(pairs, after, ({ changes }) => changes.contextSentences),
  ];
  const spec = describeSpecChanges(before, after, {
    relabelledAxes: new Set(pairs.flatMap(({ changes }) => changes.relabelledAxes)),
    hasRenamedPanels: pairs.some((pair) => pair.before.title !== pair.after.title),
  });
  const sentences = [
    ...dataSentences,
    ...spec.sentences,
    ...describeByPanel(pairs, after, (pair) => describeAggregations(pair.before, pair.after)),
    ...describeScaleChanges(before, after, pairs, {
      hasColorKeys: spec.hasColorKeys,
      hasData: dataSentences.length > 0,
    }),
  ];
  if (before.version !== after.version) {
    const versions = `from ${formatName(before.version)} to ${formatName(after.version)}`;
    sentences.push(
      `${sentences.length ? '' : 'only '}the version of heatmap changed ${versions}: pictures may improve in minor versions`,
    );
  }
  if (sentences.length <= MAX_SENTENCES) return sentences;
  const shown = sentences.slice(0, MAX_SENTENCES - 1);
  return [...shown, `and ${sentences.length - shown.length} more`];
}

/** Pairs the panels that exist before and after, and compares them. */
export function pairPanels(
  before: FigureSummary,
  after: FigureSummary,
  panels: Alignment = alignPanels(before, after),
): PanelPair[] {
  return panels.pairs.map(([i, j]) => {
    const [a, b] = [before.panels[i], after.panels[j]];
    const scales = [panelScale(before, i), panelScale(after, j)] as const;
    return { before: a, after: b, positionBefore: i, position: j, scales, changes: comparePanels(a, b) };
  });
}

/** Panels share one scale, or each panel has its own. */
function panelScale({ scales }: FigureSummary, panel: number): ScaleSummary {
  return scales[Math.min(panel, scales.length - 1)];
}

/** Aligns panels by title. If as many titles were removed as added, these panels were renamed. */
function alignPanels(before: FigureSummary, after: FigureSummary): Alignment {
  const titles = ({ panels }: FigureSummary) => panels.map(({ title }) => JSON.stringify(title));
  const alignment = alignByName(titles(before), titles(after));
  const { removed, added } = alignment;
  if (removed.length === added.length) {
    return addPairs(
      alignment,
      removed.map((position, i) => [position, added[i]]),
    );
  }
  return alignment.pairs.length > 0 ? alignment : alignByPosition(before.panels.length, after.panels.length);
}

function describePanels(before: FigureSummary, after: FigureSummary, alignment: Alignment): string[] {
  const { pairs, removed, added } = alignment;
  const describe = (figure: FigureSummary, positions: readonly number[], verb: string) => {
    if (positions.length === 0) return [];
    const names = positions.map((position) => panelName(figure, position));
    return [`${formatCount(names.length, 'panel')} ${verb}: ${formatList(names, names.length)}`];
  };
  const renamed = pairs.filter(([i, j]) => before.panels[i].title !== after.panels[j].title);
  const isAscending = pairs.every(([i], k) => k === 0 || i > pairs[k - 1][0]);
  return [
    ...describe(after, added, 'added'),
    ...describe(before, removed, 'removed'),
    ...renamed.map(([i, j]) => `panel renamed: from ${panelName(before, i)} to ${panelName(after, j)}`),
    ...(isAscending ? [] : ['panels reordered']),
  ];
}

function describeAggregations({ aggregation: a }: PanelSummary, { aggregation: b }: PanelSummary): string[] {
  return a === b ? [] : [`each cell shows ${b ?? 'one value'} instead of ${a ?? 'one value'}`];
}
