import { checkSize } from '../limits.js';

/** Gives each record a label: the labels in order of first appearance, and each record's position among them. */
export class Labeller {
  readonly labels: string[] = [];
  readonly positions: Int32Array;
  private readonly known = new Map<string, number>();

  constructor(
    private readonly what: 'row labels' | 'column labels' | 'panels' | 'words',
    private readonly file: string,
    records: number,
  ) {
    this.positions = new Int32Array(records);
  }

  /** The position of `label`, which `record` gets. Errors: `too-large`. */
  add(record: number, label: string): number {
    let position = this.known.get(label);
    if (position === undefined) {
      position = this.labels.push(label) - 1;
      checkSize(this.what, this.labels.length, this.file);
      this.known.set(label, position);
    }
    this.positions[record] = position;
    return position;
  }
}

/** The labels of one axis in every panel, and each record's position among those of its panel. */
export interface PanelAxis {
  readonly labels: readonly (readonly string[])[];
  readonly positions: Int32Array;
}

/**
 * The axis `labelling` in panels. Panels share all labels if each of them has at least half of them, as layers or a common
 * vocabulary do; otherwise, as with prompts of different tokens, each panel has its own. Either way they stand in
 * order of first appearance.
 */
export function panelAxis(axis: Labeller, panels: Labeller): PanelAxis {
  const own = panels.labels.map(() => new Map<number, number>());
  const positions = new Int32Array(axis.positions.length);
  axis.positions.forEach((position, record) => {
    const panel = own[panels.positions[record]];
    if (!panel.has(position)) panel.set(position, panel.size);
    positions[record] = panel.get(position)!;
  });
  if (own.every((panel) => panel.size * 2 >= axis.labels.length)) {
    return { labels: own.map(() => axis.labels), positions: axis.positions };
  }
  return {
    labels: own.map((panel) => [...panel.keys()].map((position) => axis.labels[position])),
    positions,
  };
}
