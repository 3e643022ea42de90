/** Describes changes of trees, groups, annotations and marks. */
import { formatCount, joinItems } from '../phrases.js';
import { type Alignment, alignByName } from './align.js';
import type { AnnotationSummary, AxisContext, PanelContext } from './context.js';
import { itemName, itemNames } from './item-names.js';
import type { AxisSummary, PanelSummary } from './summary.js';
import { formatList, formatName } from './wording.js';

const EMPTY: AxisContext = { tree: null, groups: null, annotations: [] };

/** An axis before and after, with the items that it has in common. */
interface AxisPair {
  readonly item: 'row' | 'column';
  readonly before: AxisContext;
  readonly after: AxisContext;
  readonly items: AxisSummary;
  readonly pairs: Alignment['pairs'];
}

/** Returns sentences about a panel; none if an older version did not store what is beside it. */
export function describeContextChanges(
  before: PanelSummary,
  after: PanelSummary,
  rows: Alignment,
  columns: Alignment,
): string[] {
  if (before.context === undefined || after.context === undefined) return [];
  const axis = (item: 'row' | 'column', { pairs }: Alignment): AxisPair => ({
    item,
    before: before.context?.[`${item}s`] ?? EMPTY,
    after: after.context?.[`${item}s`] ?? EMPTY,
    items: after[`${item}s`],
    pairs,
  });
  return [
    ...describeAxisContext(axis('row', rows)),
    ...describeAxisContext(axis('column', columns)),
    ...describeMarks(before.context?.marks ?? {}, after.context?.marks ?? {}),
  ];
}

function describeAxisContext(axis: AxisPair): string[] {
  const { item, before, after } = axis;
  const sentences: string[] = [];
  if (before.tree !== after.tree) {
    sentences.push(
      before.tree === null
        ? `the ${item}s now have a tree`
        : after.tree === null
          ? `the ${item}s no longer have a tree`
          : `the tree of the ${item}s has other heights`,
    );
  }
  return [...sentences, ...describeGroups(axis), ...describeAnnotations(axis)];
}

function describeGroups({ item, before, after, items, pairs }: AxisPair): string[] {
  if (!before.groups || !after.groups) return [];
  const [a, b] = [before.groups, after.groups];
  const noun = after.tree ? 'cluster' : 'group';
  const [countBefore, countAfter] = [a, b].map((groups) => new Set(groups).size);
  if (countBefore !== countAfter) {
    return [`the ${item}s have ${formatCount(countAfter, noun)} instead of ${countBefore}`];
  }
  // Groups are numbered along the page, so a group after the change is the one before that has most of its items.
  const counts = new Map<number, Map<number, number>>();
  for (const [i, j] of pairs) {
    const own = counts.get(b[j]) ?? new Map<number, number>();
    own.set(a[i], (own.get(a[i]) ?? 0) + 1);
    counts.set(b[j], own);
  }
  const origin = new Map(
    [...counts].map(([group, own]) => [
      group,
      [...own].reduce((most, each) => (each[1] > most[1] ? each : most))[0],
    ]),
  );
  const moved = pairs.filter(([i, j]) => origin.get(b[j]) !== a[i]).map(([, j]) => j);
  if (moved.length === 0) return [];
  const names = formatList(itemNames(items, moved), moved.length);
  return [`${formatCount(moved.length, item)} in another ${noun}: ${names}`];
}

function describeAnnotations(axis: AxisPair): string[] {
  const { item, before, after } = axis;
  const names = ({ annotations }: AxisContext) => annotations.map(({ title }) => JSON.stringify(title));
  const { pairs, added, removed } = alignByName(names(before), names(after));
  const nameOf = ({ title }: AnnotationSummary) =>
    title === null ? 'annotation' : `annotation ${formatName(title)}`;
  const list = (annotations: readonly AnnotationSummary[], verb: string) =>
    annotations.map((annotation) => `${nameOf(annotation)} of the ${item}s ${verb}`);
  return [
    ...list(
      added.map((i) => after.annotations[i]),
      'added',
    ),
    ...list(
      removed.map((i) => before.annotations[i]),
      'removed',
    ),
    ...pairs.flatMap(([i, j]) => {
      const [a, b] = [before.annotations[i], after.annotations[j]];
      const subject = `${nameOf(b)} of the ${item}s`;
      if (a.kind !== b.kind) return [`${subject} has the kind ${b.kind} instead of ${a.kind}`];
      const changes = describeTexts(a, b, axis);
      return changes === null ? [] : [`${subject}: ${changes}`];
    }),
  ];
}

/** Describes the values that items have before and after; null if none changed. */
function describeTexts(
  { texts: before, hash: hashBefore }: AnnotationSummary,
  { texts: after, hash }: AnnotationSummary,
  { item, items, pairs }: AxisPair,
): string | null {
  if (!before || !after) return hashBefore === hash ? null : 'some values changed';
  const changed = pairs.filter(([i, j]) => before[i] !== after[j]);
  if (changed.length === 0) return null;
  const [[i, j]] = changed;
  const change = `from ${formatText(before[i])} to ${formatText(after[j])} at ${item} ${itemName(items, j)}`;
  const values = `${formatCount(changed.length, 'value')} changed`;
  return changed.length === 1 ? `${values} ${change}` : `${values}, the first ${change}`;
}

function formatText(text: string): string {
  return text === '' ? 'nothing' : formatName(text);
}

function describeMarks(before: PanelContext['marks'], after: PanelContext['marks']): string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (name) => name !== 'shape',
  );
  const shapes = [before, after].map(({ shape = 'cell' }) => (shape === 'square' ? 'cell' : shape));
  const verb = (name: string) =>
    before[name] === undefined ? 'added' : after[name] === undefined ? 'removed' : 'changed';
  const sentences = (['added', 'removed', 'changed'] as const).flatMap((each) => {
    const affected = names.filter((name) => before[name] !== after[name] && verb(name) === each);
    return affected.length === 0 ? [] : [`${joinItems(affected)} in the cells ${each}`];
  });
  return shapes[0] === shapes[1]
    ? sentences
    : [`values are shown as ${shapes[1]}s instead of ${shapes[0]}s`, ...sentences];
}
