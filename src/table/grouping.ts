/** The groups of an axis: the words of a column, units of time, or bins. They are found while the records are read. */
import { fail, quote } from '../diagnostics.js';
import { checkSize } from '../matrix/limits.js';
import type { AxisEdges } from '../matrix/matrix.js';
import { failDamaged } from '../parts/container.js';
import type { GroupState } from '../parts/record-part.js';
import { MAX_GROUPS } from '../spec/fields.js';
import type { LongTable } from './long-table.js';

/** The groups of an axis in the order in which they are drawn. */
export interface GroupAxis {
  readonly labels: readonly string[];
  /** Whether all panels show all groups. Otherwise a panel can have its own labels. */
  readonly isScale: boolean;
  /** For each group, its position in `labels`. */
  readonly positions: Int32Array;
  /** The edges of bins or days; null for other groups. */
  readonly edges: AxisEdges | null;
  /** Whether several groups can have the same position. */
  readonly isMerged?: boolean;
}

export interface Grouping {
  /** The position of the column. */
  readonly column: number;
  /** The number of groups so far. */
  readonly count: number;
  /** Reads the field of the current record. Returns false if it is missing, so that the record belongs to no group. */
  read(table: LongTable): boolean;
  /** Returns the group of the record that was read, counted from 0 in order of first appearance. */
  group(table: LongTable): number;
  /** Returns the label of a group, for messages. */
  labelOf(group: number): string;
  /** Whether there are so many groups that some must be combined before the next record. */
  readonly mustMerge: boolean;
  /** Combines groups. Returns the new number of each group. */
  merge(): Int32Array;
  finish(): GroupAxis;
  /** How the first records show that the column is read, such as the format of dates; null if there is only one way. */
  readonly reading: string | null;
  /** Returns the groups so far, for a part of the records. */
  save(): GroupState;
  /** Adds the groups of a later part, which is in `file`. Error: `part-damaged` for a state that no such grouping has. */
  load(state: GroupState, file: string): LoadedGroups;
}

/** Groups that were added. */
export interface LoadedGroups {
  /** The number of each of them. */
  readonly groups: Int32Array;
  /** The new number of each group that was there before, if they were combined; else null. */
  readonly renumbered: Int32Array | null;
}

/** The state of a grouping without groups. */
export const NO_GROUPS: GroupState = { labels: null, keys: null, range: null, step: null };

/** Fails if the state has other members than some. Error: `part-damaged`. */
export function checkMembers(state: GroupState, members: readonly (keyof GroupState)[], file: string): void {
  const keys = Object.keys(NO_GROUPS) as (keyof GroupState)[];
  if (keys.some((key) => state[key] !== null && !members.includes(key))) failGroups(file);
}

/** Error: `part-damaged`. */
export function failGroups(file: string): never {
  failDamaged(file, 'its header has invalid groups');
}

/** What the errors of a grouping name. */
export interface GroupingContext {
  readonly file: string;
  /** The field as it is written. */
  readonly text: string;
  readonly key: 'x' | 'y' | 'panel';
  /** Whether several records can have one cell. */
  readonly isAggregated: boolean;
}

/** One group of all records. */
export class SingleGrouping implements Grouping {
  readonly mustMerge = false;
  readonly count = 1;
  readonly reading = null;

  constructor(readonly column: number) {}

  read(): boolean {
    return true;
  }

  group(): number {
    return 0;
  }

  labelOf(): string {
    return '';
  }

  merge(): Int32Array {
    return new Int32Array(1);
  }

  finish(): GroupAxis {
    return { labels: [''], isScale: true, positions: this.merge(), edges: null };
  }

  save(): GroupState {
    return NO_GROUPS;
  }

  load(state: GroupState, file: string): LoadedGroups {
    checkMembers(state, [], file);
    return { groups: this.merge(), renumbered: null };
  }
}

const LABEL_NOUNS = { x: 'column labels', y: 'row labels', panel: 'panels' } as const;

/** The words of a column. If records are aggregated, those without a word are skipped. */
export class WordGrouping implements Grouping {
  readonly labels: string[] = [];
  readonly mustMerge = false;
  readonly reading = null;

  constructor(
    readonly column: number,
    private readonly context: GroupingContext,
    /** Whether a word means that the record belongs to no group. */
    private readonly isMissing: (text: string) => boolean,
    /** Returns the positions of the labels in the order in which they are drawn; null for order of appearance. */
    private readonly orderOf: (labels: readonly string[]) => number[] | null,
  ) {}

  /** For each code of the column, its group plus one; -1 for a missing word, 0 for a code without a group. */
  private groups = new Int32Array(1 << 10);
  private code = 0;
  /** The groups of parts, by label. */
  private loaded: Map<string, number> | null = null;

  get count(): number {
    return this.labels.length;
  }

  read(table: LongTable): boolean {
    this.code = table.code(this.column, Number.POSITIVE_INFINITY);
    if (this.code >= this.groups.length) this.growTo(this.code + 1);
    const known = this.groups[this.code];
    if (known !== 0) return known > 0;
    if (!this.context.isAggregated || !this.isMissing(table.cell(this.column))) return true;
    this.groups[this.code] = -1;
    return false;
  }

  group(table: LongTable): number {
    return this.groups[this.code] > 0 ? this.groups[this.code] - 1 : this.addGroup(table);
  }

  private addGroup(table: LongTable): number {
    const count = this.labels.push(table.cell(this.column));
    this.groups[this.code] = count;
    checkGroupCount(count, this.context);
    return count - 1;
  }

  private growTo(length: number): void {
    const larger = new Int32Array(2 * length);
    larger.set(this.groups);
    this.groups = larger;
  }

  labelOf(group: number): string {
    return this.labels[group];
  }

  merge(): Int32Array {
    return Int32Array.from(this.labels.keys());
  }

  finish(): GroupAxis {
    const order = this.orderOf(this.labels);
    if (!order) return { labels: this.labels, isScale: false, positions: this.merge(), edges: null };
    const positions = new Int32Array(this.labels.length);
    for (const [position, group] of order.entries()) positions[group] = position;
    return { labels: order.map((group) => this.labels[group]), isScale: false, positions, edges: null };
  }

  save(): GroupState {
    return { ...NO_GROUPS, labels: this.labels };
  }

  load(state: GroupState, file: string): LoadedGroups {
    checkMembers(state, ['labels'], file);
    this.loaded ??= new Map();
    const { loaded } = this;
    const groups = Int32Array.from(state.labels ?? [], (label) => {
      const known = loaded.get(label);
      if (known !== undefined) return known;
      const count = this.labels.push(label);
      checkGroupCount(count, this.context);
      loaded.set(label, count - 1);
      return count - 1;
    });
    return { groups, renumbered: null };
  }
}

/**
 * Gives two axes one order of words if one axis has all words of the other, as in a confusion matrix: the order of the
 * axis with more words, else that of `y`. So the diagonal has the cells with equal words.
 */
export function alignWords(x: GroupAxis, y: GroupAxis): { readonly x: GroupAxis; readonly y: GroupAxis } {
  if (x.isScale || y.isScale) return { x, y };
  if (x.labels.length > y.labels.length) return { x, y: inOrderOf(x.labels, y) };
  return { x: inOrderOf(y.labels, x), y };
}

/** Returns `axis` in the order of `words`, or unchanged if it has another word. */
function inOrderOf(words: readonly string[], axis: GroupAxis): GroupAxis {
  const own = new Set(axis.labels);
  const labels = words.filter((word) => own.has(word));
  if (labels.length !== axis.labels.length) return axis;
  const positionByLabel = new Map(labels.map((label, position) => [label, position]));
  return {
    ...axis,
    labels,
    positions: axis.positions.map((old) => positionByLabel.get(axis.labels[old]) ?? old),
  };
}

/** Error: `too-many-groups`, `too-large`. */
export function checkGroupCount(count: number, { file, text, key, isAggregated }: GroupingContext): void {
  if (isAggregated && count > MAX_GROUPS) {
    fail(
      'too-many-groups',
      `${quote(text)} has more than ${MAX_GROUPS} groups; "${key}" can have at most ${MAX_GROUPS}`,
      { file },
      'use a column with fewer different values, a larger unit such as month(date), or bin(column, 20)',
    );
  }
  checkSize(LABEL_NOUNS[key], count, file);
}
