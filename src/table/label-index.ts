import { checkSize } from '../matrix/limits.js';
import type { GroupAxis } from './grouping.js';

/** An index of distinct labels in order of first appearance. */
export class LabelIndex {
  readonly labels: string[] = [];
  private readonly positionByLabel = new Map<string, number>();
  private lastPosition = -1;

  constructor(
    private readonly noun: 'row labels' | 'column labels' | 'panels' | 'categories',
    private readonly file: string,
  ) {}

  /** Returns the position of `label`, and adds the label if it is new. Error: `too-large`. */
  positionOf(label: string): number {
    // Records are often sorted, so the last label is checked first.
    if (this.labels[this.lastPosition] === label) return this.lastPosition;
    let position = this.positionByLabel.get(label);
    if (position === undefined) {
      position = this.labels.push(label) - 1;
      checkSize(this.noun, this.labels.length, this.file);
      this.positionByLabel.set(label, position);
    }
    this.lastPosition = position;
    return position;
  }
}

/** The labels of an axis that occur in one panel, in order of first appearance in the panel. */
export class PanelLabelIndex {
  /** Their positions in the `LabelIndex` of all panels. */
  readonly positions: number[] = [];
  private readonly ownPositions = new Map<number, number>();

  /**
   * Returns the position in this panel of the label at `position` in the shared index, and adds the label if it is
   * new.
   */
  positionOf(position: number): number {
    let ownPosition = this.ownPositions.get(position);
    if (ownPosition === undefined) {
      ownPosition = this.positions.push(position) - 1;
      this.ownPositions.set(position, ownPosition);
    }
    return ownPosition;
  }
}

/** An axis of one panel. */
export interface PanelAxis {
  readonly labels: readonly string[];
  /** Returns the position in `labels` of a group of the axis. */
  readonly positionOf: (group: number) => number;
}

/**
 * Returns the axis of each panel. The panels share all groups if the axis `isScale`, or if each panel has at least half of
 * them, as for layers or a common vocabulary. Otherwise each panel has its own labels, as for prompts with different tokens.
 */
export function panelAxes(
  { labels, positions, isScale }: GroupAxis,
  panels: readonly PanelLabelIndex[],
): PanelAxis[] {
  const isShared = isScale || panels.every((panel) => panel.positions.length * 2 >= labels.length);
  if (isShared) {
    const axis = { labels, positionOf: (group: number) => positions[group] };
    return panels.map(() => axis);
  }
  return panels.map((panel) => {
    const groups = [...panel.positions].sort((a, b) => positions[a] - positions[b]);
    const ownPositions = new Map(groups.map((group, position) => [group, position]));
    return {
      labels: groups.map((group) => labels[positions[group]]),
      positionOf: (group) => ownPositions.get(group) ?? 0,
    };
  });
}
