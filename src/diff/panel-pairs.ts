/** Names the panels of two figures in sentences. */
import type { PanelChanges } from './panel-changes.js';
import type { FigureSummary, PanelSummary, ScaleSummary } from './summary.js';
import { formatList, formatName } from './wording.js';

/** A panel that exists before and after. */
export interface PanelPair {
  readonly before: PanelSummary;
  readonly after: PanelSummary;
  readonly positionBefore: number;
  /** The position after the change. */
  readonly position: number;
  readonly scales: readonly [before: ScaleSummary, after: ScaleSummary];
  readonly changes: PanelChanges;
}

/** Returns the title of a panel, or its position if it has no title. */
export function panelName({ panels }: FigureSummary, position: number): string {
  const { title } = panels[position];
  return title === null ? String(position) : formatName(title);
}

/** Returns "panel a", "panels a and b" or "panels a, b, c and 4 more". */
export function panelNames(figure: FigureSummary, positions: readonly number[]): string {
  const names = positions.map((position) => panelName(figure, position));
  return `panel${positions.length === 1 ? '' : 's'} ${formatList(names, names.length)}`;
}

/** Describes each pair. Equal sentences are merged, and name their panels unless they apply to all. */
export function describeByPanel(
  pairs: readonly PanelPair[],
  after: FigureSummary,
  describe: (pair: PanelPair) => readonly string[],
): string[] {
  const positionsOf = new Map<string, number[]>();
  for (const pair of pairs) {
    for (const sentence of describe(pair)) {
      positionsOf.set(sentence, [...(positionsOf.get(sentence) ?? []), pair.position]);
    }
  }
  return [...positionsOf].map(([sentence, positions]) =>
    positions.length === after.panels.length ? sentence : `in ${panelNames(after, positions)}: ${sentence}`,
  );
}
