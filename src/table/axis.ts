import { checkSize } from '../matrix/limits.js';

/** Different labels in order of first appearance. */
export class Labels {
  readonly list: string[] = [];
  private readonly known = new Map<string, number>();
  private last = -1;

  constructor(
    private readonly what: 'row labels' | 'column labels' | 'panels' | 'words',
    private readonly file: string,
  ) {}

  /** The position of `label`. Error: `too-large`. */
  positionOf(label: string): number {
    // Records often come sorted.
    if (this.list[this.last] === label) return this.last;
    let position = this.known.get(label);
    if (position === undefined) {
      position = this.list.push(label) - 1;
      checkSize(this.what, this.list.length, this.file);
      this.known.set(label, position);
    }
    this.last = position;
    return position;
  }
}

/** Those labels of an axis that one panel has, in order of first appearance in it. */
export class PanelLabels {
  /** Their positions among the labels of all panels. */
  readonly positions: number[] = [];
  private readonly known = new Map<number, number>();

  /** The position in this panel of the label that has `position` among all. */
  positionOf(position: number): number {
    let own = this.known.get(position);
    if (own === undefined) {
      own = this.positions.push(position) - 1;
      this.known.set(position, own);
    }
    return own;
  }
}

/** An axis of one panel. */
export interface Arranged {
  readonly labels: readonly string[];
  /** Where among them the panel's own labels stand; null where they stand in their own order. */
  readonly places: readonly number[] | null;
}

/**
 * The axis of each panel. Panels share `all` labels if each of them has at least half of them, as layers or a common
 * vocabulary do; otherwise, as with prompts of different tokens, each panel has its own. Either way they stand in
 * order of first appearance.
 */
export function arranged(all: Labels, panels: readonly PanelLabels[]): Arranged[] {
  const areShared = panels.every(({ positions }) => positions.length * 2 >= all.list.length);
  return panels.map(({ positions }) =>
    areShared
      ? { labels: all.list, places: positions }
      : { labels: positions.map((position) => all.list[position]), places: null },
  );
}
