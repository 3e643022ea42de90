/** Labels of several levels, such as those of a pandas MultiIndex. */
import type { ItemGroups } from '../matrix/matrix.js';

export interface LeveledLabels {
  /** The innermost label of each item. */
  readonly labels: readonly string[];
  /** Absent if no item has a group. */
  readonly groups?: ItemGroups;
}

/** Longer labels are not read as tuples. */
const MAX_TUPLE_LENGTH = 10_000;

/**
 * Separates the labels of items from their groups. Each path is the label of an item at each level, the outermost first;
 * all paths have the same length. An item whose innermost levels are blank, as pandas writes totals, is labelled by its
 * last level that is not.
 */
export function splitPaths(paths: readonly (readonly string[])[]): LeveledLabels {
  const depths = paths.map((path) =>
    Math.max(
      0,
      path.findLastIndex((label) => label !== ''),
    ),
  );
  const labels = paths.map((path, i) => path[depths[i]]);
  const levels = Array.from({ length: (paths[0]?.length ?? 1) - 1 }, (_, level) =>
    paths.map((path, i) => (level < depths[i] ? path[level] : '')),
  );
  return levels.flat().some((title) => title !== '') ? { labels, groups: levels } : { labels };
}

/** Reads labels that pandas wrote as tuples, such as "('a', 'test')"; null unless all are tuples of one length. */
export function splitTuples(labels: readonly string[]): LeveledLabels | null {
  if (!labels[0]?.startsWith('(')) return null;
  const paths: string[][] = [];
  for (const label of labels) {
    const path = parseTuple(label);
    if (path === null || path.length !== (paths[0] ?? path).length) return null;
    paths.push(path);
  }
  return splitPaths(paths);
}

/** A string in quotes, another value such as 1.5 or Timestamp('2020-01-01 00:00:00'), and what ends it. */
const TUPLE_ITEM = /('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|[\w.+-]+(?:\('[^']*'[^()]*\))?)(, |,?\)$)/sy;

/** Parses a Python tuple of at least two values as Python prints it; null for other text. */
export function parseTuple(text: string): string[] | null {
  if (text.length > MAX_TUPLE_LENGTH || !text.startsWith('(')) return null;
  const items: string[] = [];
  TUPLE_ITEM.lastIndex = 1;
  for (let match = TUPLE_ITEM.exec(text); match; match = TUPLE_ITEM.exec(text)) {
    items.push(valueText(match[1]));
    if (match[2].endsWith(')')) return items.length > 1 ? items : null;
  }
  return null;
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/** Returns the text of a Python value; '' for a missing one. */
function valueText(literal: string): string {
  if (literal === 'nan' || literal === 'None' || literal === 'NaT') return '';
  const inner = /^\w+\('([^']*)'/.exec(literal)?.[1];
  if (inner !== undefined) return inner.replace(/ 00:00:00$/, '');
  if (!/^['"]/.test(literal)) return literal;
  return literal
    .slice(1, -1)
    .replace(
      /\\(?:x([\da-f]{2})|u([\da-f]{4})|(.))/gs,
      (_, byte?: string, unit?: string, character?: string) =>
        character === undefined
          ? String.fromCharCode(Number.parseInt((byte ?? unit) as string, 16))
          : (ESCAPES[character] ?? character),
    );
}
