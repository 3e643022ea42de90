/** How one panel differs from what it was: its rows and columns, and its values. */
import { byName, byPlace, joined, type Matched, orderOf } from './align.js';
import { hashOfValues } from './codec.js';
import type { ShownLines, ShownPanel } from './summary.js';
import { counted, listed, quoted, type Value } from './wording.js';

export interface PanelDrift {
  /** Sentences about rows and columns. */
  readonly lines: readonly string[];
  /** The axes on which items have other labels than before. */
  readonly relabelled: readonly ('x' | 'y')[];
  /** Sentences about values that cannot be told one by one. */
  readonly whole: readonly string[];
  readonly cells: readonly CellChange[];
  /** How many values are in both. */
  readonly compared: number;
}

/** A value that is another one now. */
export interface CellChange {
  readonly before: Value;
  readonly after: Value;
  /** Positions now. */
  readonly row: number;
  readonly column: number;
}

export function panelDrift(before: ShownPanel, after: ShownPanel): PanelDrift {
  const found = {
    rows: matchedLines(before.rows, after.rows),
    columns: matchedLines(before.columns, after.columns),
  };
  const cells = { before: cellsOf(before), after: cellsOf(after) };
  const comparable =
    cells.before !== null &&
    cells.after !== null &&
    before.rows.each === after.rows.each &&
    before.columns.each === after.columns.each &&
    (before.words === null) === (after.words === null);
  const rows = comparable
    ? sameContent(found.rows, found.columns, cells.before!, cells.after!, false)
    : found.rows;
  const columns = comparable
    ? sameContent(found.columns, rows, cells.before!, cells.after!, true)
    : found.columns;
  const about = [
    lineWords('row', before.rows, after.rows, rows),
    lineWords('column', before.columns, after.columns, columns),
  ];
  return {
    lines: about.flatMap(({ said }) => said),
    relabelled: [
      ...(about[0].relabelled ? ['y' as const] : []),
      ...(about[1].relabelled ? ['x' as const] : []),
    ],
    whole: comparable ? [] : wholeWords(before, after),
    cells: comparable ? changesOf(cells.before!, cells.after!, rows, columns) : [],
    compared: comparable ? rows.pairs.length * columns.pairs.length : 0,
  };
}

/** "layer 4"; of several rows with one label, which. */
export function lineName(lines: ShownLines, i: number): string {
  const label = labelAt(lines, i);
  if (lines.labels === null) return label;
  let earlier = 0;
  let others = 0;
  lines.labels.forEach((other, k) => {
    if (other === label && k !== i) k < i ? earlier++ : others++;
  });
  return earlier + others === 0 ? quoted(label) : `${quoted(label)} (no. ${earlier + 1} of that label)`;
}

function labelAt({ labels, each }: ShownLines, i: number): string {
  return labels?.[i] ?? String(i * each);
}

function labelsOf(lines: ShownLines): readonly string[] {
  return lines.labels ?? Array.from({ length: lines.count }, (_, i) => labelAt(lines, i));
}

/** Labels that only count say no more than places do, unless both do: then they tell an order. */
function matchedLines(before: ShownLines, after: ShownLines): Matched {
  if (before.counted !== after.counted) return byPlace(before.count, after.count);
  const matched = byName(labelsOf(before), labelsOf(after));
  // Where no label is left, all of them have another one.
  return matched.pairs.length === 0 && before.count === after.count
    ? byPlace(before.count, after.count)
    : matched;
}

/** Values in rows of `width`, as what they stand for. */
interface Grid {
  readonly width: number;
  readonly at: (row: number, column: number) => Value;
}

function cellsOf({ values, columns: { count: width }, words }: ShownPanel): Grid | null {
  if ('sha256' in values) return null;
  return {
    width,
    at: words
      ? (row, column) => words[values[row * width + column]] ?? Number.NaN
      : (row, column) => values[row * width + column],
  };
}

/** Pairs the lines without partner that hold the same values across the lines of the other axis: they were renamed. */
function sameContent(lines: Matched, across: Matched, before: Grid, after: Grid, turned: boolean): Matched {
  if (lines.removed.length === 0 || lines.added.length === 0 || across.pairs.length === 0) return lines;
  const content =
    ({ at }: Grid, side: 0 | 1) =>
    (line: number) =>
      across.pairs.map((pair) => JSON.stringify(turned ? at(pair[side], line) : at(line, pair[side]))).join();
  const { pairs } = byName(lines.removed.map(content(before, 0)), lines.added.map(content(after, 1)));
  return joined(
    lines,
    pairs.map(([i, j]) => [lines.removed[i], lines.added[j]]),
  );
}

function changesOf(before: Grid, after: Grid, rows: Matched, columns: Matched): CellChange[] {
  const changes: CellChange[] = [];
  for (const [i, row] of rows.pairs) {
    for (const [j, column] of columns.pairs) {
      const [a, b] = [before.at(i, j), after.at(row, column)];
      if (a === b || (Number.isNaN(a) && Number.isNaN(b))) continue;
      changes.push({ before: a, after: b, row, column });
    }
  }
  return changes;
}

function lineWords(
  item: 'row' | 'column',
  before: ShownLines,
  after: ShownLines,
  matched: Matched,
): { readonly said: string[]; readonly relabelled: boolean } {
  const said: string[] = [];
  const { pairs, removed, added } = matched;
  // Blocks of another size have nothing in common but the data they are of.
  if (before.each !== after.each) {
    const of = before.of === after.of ? [] : [`${counted(after.of, item)} of data instead of ${before.of}`];
    return { said: of, relabelled: false };
  }
  const names = (lines: ShownLines, which: readonly number[]) =>
    listed(
      (function* () {
        for (const i of which) yield lineName(lines, i);
      })(),
      which.length,
    );
  if (before.counted && after.counted && before.of !== after.of) {
    said.push(`${counted(after.of, item)} instead of ${before.of}`);
  } else {
    if (added.length) said.push(`${counted(added.length, item)} added: ${names(after, added)}`);
    if (removed.length) said.push(`${counted(removed.length, item)} removed: ${names(before, removed)}`);
    if (!added.length && !removed.length && before.of !== after.of)
      said.push(`${counted(after.of, item)} of data instead of ${before.of}`);
  }
  const renamed = pairs.filter(([i, j]) => labelAt(before, i) !== labelAt(after, j));
  if (renamed.length > 0) {
    const [i, j] = renamed[0];
    said.push(
      `${counted(renamed.length, item)} renamed: ${quoted(labelAt(before, i))} is ${quoted(labelAt(after, j))} now${renamed.length > 1 ? `, and ${renamed.length - 1} more` : ''}`,
    );
  }
  const order = orderOf(matched);
  if (order === 'reverse') said.push(`${item}s reordered: from the last to the first`);
  else if (order === 'other') {
    said.push(
      `${item}s reordered: ${names(
        after,
        pairs.map(([, j]) => j),
      )} instead of ${names(
        before,
        pairs.map(([i]) => i).sort((a, b) => a - b),
      )}`,
    );
  }
  return { said, relabelled: renamed.length > 0 };
}

/** Of values that are not to be told one by one. */
function wholeWords(before: ShownPanel, after: ShownPanel): string[] {
  if ((before.words === null) !== (after.words === null))
    return [`the values are ${after.words ? 'words instead of numbers' : 'numbers instead of words'}`];
  const said: string[] = [];
  for (const [item, a, b] of [
    ['rows', before.rows, after.rows],
    ['columns', before.columns, after.columns],
  ] as const) {
    if (a.each !== b.each) said.push(`each held value joins ${b.each} ${item} instead of ${a.each}`);
  }
  if (said.length > 0 || shapeOf(before) !== shapeOf(after)) return said;
  const hashes = [before, after].map(({ values }) =>
    'sha256' in values ? values.sha256 : hashOfValues(values),
  );
  if (hashes[0] === hashes[1]) return said;
  const count = after.rows.count * after.columns.count;
  return [`some of ${count} values changed, too many to keep and tell which`];
}

function shapeOf({ rows, columns }: ShownPanel): string {
  return `${rows.count} ${columns.count}`;
}
