import { checkSize } from '../matrix/limits.js';

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
  /** The positions of the panel's own labels in `labels`; null if they are the same list. */
  readonly positions: readonly number[] | null;
}

/**
 * Returns the axis of each panel. The panels share the labels of `index` if each panel has at least half of them, as
 * for layers or a common vocabulary. Otherwise each panel has its own labels, as for prompts with different tokens.
 * The labels are in order of first appearance.
 */
export function panelAxes(index: LabelIndex, panels: readonly PanelLabelIndex[]): PanelAxis[] {
  const isShared = panels.every(({ positions }) => positions.length * 2 >= index.labels.length);
  return panels.map(({ positions }) =>
    isShared
      ? { labels: index.labels, positions }
      : { labels: positions.map((position) => index.labels[position]), positions: null },
  );
}
