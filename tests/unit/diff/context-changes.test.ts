/** Words about trees, groups, annotations and marks that changed. */
import { describe, expect, it } from 'vitest';
import { describeChanges } from '../../../src/diff/describe-changes.js';
import { createSnapshot, readSnapshot } from '../../../src/diff/snapshot.js';
import type { FigureSummary } from '../../../src/diff/summary.js';
import { rendered } from '../../support/figure.js';
import { summaryOf } from './figures.js';

const rows = ['a', 'b', 'c', 'd', 'e', 'f'];
const data = { values: [[1], [1.1], [5], [5.2], [9], [9.3]], rows };
const changes = (before: object, after: object) =>
  describeChanges(summaryOf({ data, ...before }), summaryOf({ data, ...after }));
const tissue = (values: readonly (string | null)[], rest: object = {}) => ({
  y: { annotations: [{ title: 'tissue', values, ...rest }] },
});
const words = ['liver', 'liver', 'brain', 'brain', 'skin', null];

describe('the words about a changed figure', () => {
  it('name the values of annotations that changed, also if the spec is the same', () => {
    expect(changes(tissue(words), tissue(words))).toEqual([]);
    expect(changes(tissue(words), tissue(words.with(1, 'skin')))).toEqual([
      'annotation tissue of the rows: 1 value changed from liver to skin at row b',
    ]);
    expect(changes(tissue(words), tissue(words.with(1, 'skin').with(5, 'brain')))).toEqual([
      'annotation tissue of the rows: 2 values changed, the first from liver to skin at row b',
    ]);
    expect(changes(tissue(words), tissue(words.with(0, null)))).toEqual([
      'annotation tissue of the rows: 1 value changed from liver to missing at row a',
    ]);
  });

  it('follow the items if they are reordered', () => {
    const reordered = { data: { values: data.values.toReversed(), rows: rows.toReversed() } };
    const sentences = changes(tissue(words), { ...reordered, ...tissue(words.toReversed()) });
    expect(sentences).toEqual(['rows reordered: reverse order']);
  });

  it('say which annotations were added, removed or are drawn in another way', () => {
    const bars = (kind: string, title = 'reads') => ({
      y: { annotations: [{ title, values: [1, 2, 3, 4, 5, 6], kind }] },
    });
    expect(changes({}, tissue(words))).toContain('annotation tissue of the rows added');
    expect(changes(tissue(words), {})).toContain('annotation tissue of the rows removed');
    expect(changes(bars('bar'), bars('point'))).toContain(
      'annotation reads of the rows has the kind point instead of bar',
    );
  });

  it('name the items that are in another cluster, and the number of clusters', () => {
    const split = (clusters: number) => ({ y: { order: 'cluster', split: { clusters } } });
    expect(changes(split(3), split(2))).toContain('the rows have 2 clusters instead of 3');
    const moved = { data: { values: [[1], [1.1], [5], [8.7], [9], [9.3]], rows } };
    const sentences = changes(split(3), { ...split(3), ...moved });
    expect(sentences).toContain('1 row in another cluster: d');
    expect(sentences).toContain('the tree of the rows has other heights');
    expect(changes(split(3), split(3))).toEqual([]);
    // Groups keep their items if their place on the page changes.
    const groups = (names: string[]) => ({ y: { split: names } });
    const before = groups(['p', 'p', 'q', 'q', 'r', 'r']);
    expect(changes(before, groups(['x', 'x', 'q', 'q', 'r', 'r'])).join()).not.toContain('another group');
    expect(changes(before, groups(['p', 'q', 'q', 'q', 'r', 'r']))).toContain('1 row in another group: b');
  });

  it('say that a tree was added or removed', () => {
    const tree = { y: { order: 'cluster' } };
    expect(changes({}, tree)).toContain('the rows now have a tree');
    expect(changes(tree, {})).toContain('the rows no longer have a tree');
  });

  it('name the marks of cells that changed', () => {
    const sized = (sizes: number[]) => ({
      cells: { shape: 'circle', size: { values: sizes.map((s) => [s]) } },
    });
    const sizes = [1, 2, 3, 4, 5, 6];
    expect(changes({}, sized(sizes))).toContain('values are shown as circles instead of cells');
    expect(changes(sized(sizes), sized(sizes.with(2, 9)))).toContain('sizes in the cells changed');
    expect(changes(sized(sizes), sized(sizes))).toEqual([]);
  });

  it('are the same after a snapshot, and silent about what older versions did not store', () => {
    const spec = { data, ...tissue(words), x: { order: 'data' } };
    const after = summaryOf({ data, ...tissue(words.with(1, 'skin')) });
    const stored = readSnapshot(
      createSnapshot(rendered(spec).figure, spec as never, 10_000),
    ) as FigureSummary;
    expect(stored.panels[0].context).toEqual(summaryOf(spec).panels[0].context);
    expect(describeChanges(stored, after)).toContain(
      'annotation tissue of the rows: 1 value changed from liver to skin at row b',
    );
    const old = { ...stored, panels: stored.panels.map(({ context, ...panel }) => panel) };
    expect(describeChanges(old, after).join()).not.toContain('annotation');
  });
});
