/** Clustered orders by a tree or by distances that the spec gives. */
import { describe, expect, it } from 'vitest';
import { pairwiseDistances } from '../../../src/cluster/distances.js';
import { HeatmapError } from '../../../src/diagnostics.js';
import type { OpenFile } from '../../../src/input/load.js';
import { fromValue } from '../../../src/json/from-value.js';
import { draw } from '../../../src/render.js';
import { parseSpec } from '../../../src/spec/parse.js';

const values = [
  [9, 1, 8],
  [0, 5, 1],
  [8, 1, 9],
  [1, 6, 0],
];
const rows = ['a', 'b c', 'd', 'e'];
const data = { values, rows };

function figureOf(spec: object, files: Record<string, string> = {}) {
  const open: OpenFile = (name) => ({ name, bytes: new TextEncoder().encode(files[name]) });
  const notes: string[] = [];
  const job = { parsed: parseSpec(fromValue(spec)), primary: null, open, zoom: 1, described: true };
  const { figure } = draw(job, ({ code, message }) => notes.push(`${code}: ${message}`));
  return { ...figure.panels[0], notes };
}

function errorOf(spec: object, files: Record<string, string> = {}): string {
  try {
    figureOf(spec, files);
  } catch (error) {
    if (!(error instanceof HeatmapError)) throw error;
    return error.diagnostics
      .map(({ code, message, place }) => `${code}: ${message} at ${place?.line}:${place?.column}`)
      .join();
  }
  throw new Error('there is a figure');
}

const byTree = (tree: unknown, options: object = {}) => ({
  data,
  y: { order: { cluster: { tree, ...options } } },
});

const text = "((e:1,'b c':1):3,(d:2,a:2):2);";
/** As scipy numbers the merges: leaf 0 is "a", leaf 1 is "b c". */
const linkage = [
  [1, 3, 1, 2],
  [0, 2, 2, 2],
  [4, 5, 4, 4],
];
const hclust = {
  merge: [
    [-2, -1],
    [-4, -3],
    [1, 2],
  ],
  height: [1, 2, 4],
  order: [2, 1, 4, 3],
  labels: ['e', 'b c', 'd', 'a'],
};

describe('a given tree', () => {
  it.each([
    ['a Newick text', text, {}, ['e', 'b c', 'd', 'a']],
    ['a Newick text with underscores', '((e:1,b_c:1):3,(d:2,a:2):2);', {}, ['e', 'b c', 'd', 'a']],
    ['a Newick file', 'rows.nwk', { 'rows.nwk': `\n${text}\n` }, ['e', 'b c', 'd', 'a']],
    ['rows of scipy', linkage, {}, ['b c', 'e', 'a', 'd']],
    [
      'rows of scipy as text',
      'z.txt',
      { 'z.txt': '1 3 1e0 2\n0 2 2e0 2\n4 5 4e0 4\n' },
      ['b c', 'e', 'a', 'd'],
    ],
    ['rows of scipy as JSON', 'z.json', { 'z.json': JSON.stringify(linkage) }, ['b c', 'e', 'a', 'd']],
    ['an hclust', hclust, {}, ['b c', 'e', 'a', 'd']],
    [
      'an hclust as jsonlite writes it',
      'h.json',
      { 'h.json': JSON.stringify({ ...hclust, method: ['average'], call: {} }) },
      ['b c', 'e', 'a', 'd'],
    ],
  ])('can be %s', (_, tree, files, order) => {
    const { y, notes } = figureOf(byTree(tree), files as Record<string, string>);
    expect(y.labels).toEqual(order);
    expect(y.tree?.linkage).toEqual(linkage);
    expect(notes).toContain(
      'clustered: 4 rows are ordered by the given tree, with the leaves in its own order',
    );
  });

  it('is cut like any other tree, and its leaves can have another order', () => {
    const { y } = figureOf({ ...byTree(text), y: { ...byTree(text).y, split: { clusters: 2 } } });
    expect(y.breaks).toEqual([2]);
    expect(figureOf(byTree(text, { leaves: 'tree' })).y.labels).toEqual(['b c', 'e', 'a', 'd']);
    // The means are 6, 2, 6 and 2.3.
    expect(figureOf(byTree(text, { leaves: 'mean' })).y.labels).toEqual(['a', 'd', 'e', 'b c']);
    // The path a, d, e, "b c" is shorter than the path d, a, e, "b c", and so on.
    expect(figureOf(byTree(text, { leaves: 'optimal' })).y.labels).toEqual(
      figureOf({ data, y: { order: 'cluster' } }).y.labels,
    );
  });

  it.each([
    [
      '(a,x,(d,e));',
      'tree-leaves: 1 label of the rows is not in the tree: "b c"; 1 leaf of the tree is not in the data: "x"',
    ],
    ["(a,'b c',d,e,f);", 'tree-leaves: 1 leaf of the tree is not in the data: "f"'],
    ["(a,'b c',(d,e),a);", 'tree-leaves: the tree has several leaves with one name: "a"'],
    [[[0, 1, 1, 2]], 'tree-leaves: the tree has 2 leaves for 4 rows'],
    ['(a,b', 'invalid-tree: the text ends before the ";" at the end of the tree (character 5 of the tree)'],
    ['rows.nwk', 'invalid-tree: a ")" is missing at 2:4', { 'rows.nwk': '(a,\n(b);' }],
    ['rows.nex', 'invalid-tree: the file is a NEXUS file', { 'rows.nex': '#NEXUS\nbegin trees;' }],
    ['h.json', 'invalid-tree: "merge" must be rows of two whole numbers', { 'h.json': '{"height": [1]}' }],
    ['z.csv', 'invalid-tree: row 0 of the linkage has 2 numbers', { 'z.csv': '0,1\n2,3\n' }],
    [[[0, 'x', 1, 2]], 'invalid-tree: the linkage has other values than numbers'],
  ])('fails: %j', (tree, message, files: object = {}) => {
    expect(errorOf(byTree(tree), files as Record<string, string>)).toContain(message);
  });

  it('needs labels if its leaves have names, and each of them once', () => {
    expect(errorOf({ ...byTree('(a,b);'), data: [[1], [2]] })).toContain(
      'tree-leaves: the leaves of the tree have names, but the rows have no labels',
    );
    expect(errorOf({ ...byTree('(a,b);'), data: { values: [[1], [2]], rows: ['a', 'a'] } })).toContain(
      'tree-leaves: the labels of the rows are not unique',
    );
  });

  it('is drawn whole through slices of groups that it keeps together', () => {
    const whole = figureOf(byTree(text)).y;
    const groups = ['x', 'y', 'x', 'y'];
    const { y } = figureOf({ data, y: { ...byTree(text).y, split: { groups } } });
    expect([y.labels, y.breaks, y.tree]).toEqual([whole.labels, [2], whole.tree]);
    // Several subtrees can be one group if they are neighbours.
    expect(
      figureOf({ data, y: { ...byTree(text).y, split: { groups: ['x', 'y', 'y', 'y'] } } }).y.breaks,
    ).toEqual([3]);
    const apart = { data, y: { ...byTree(text).y, split: { groups: ['x', 'x', 'y', 'y'] } } };
    expect(errorOf(apart)).toContain(
      'tree-groups: the given tree does not keep the group "y" together: "b c" is between "e" and "d"',
    );
  });

  it('is restricted to each group in the order "data", as ape::keep.tip does', () => {
    // ape::write.tree(ape::keep.tip(ape::read.tree(text = "((e:1,b:1):3,(d:2,a:2):2);"), c("a", "b"))) is (b:4,a:4).
    const split = { groups: ['x', 'x', 'y', 'y'], order: 'data' };
    const { y } = figureOf({ data, y: { ...byTree(text).y, split } });
    expect(y.labels).toEqual(['b c', 'a', 'e', 'd']);
    expect(y.tree?.linkage).toEqual([
      [0, 1, 4, 2],
      [2, 3, 4, 2],
    ]);
    expect(y.tree?.joinHeight).toBeNull();
  });

  it.each([
    [{ method: 'ward' }, 'not-clusterable: the tree is given, so "method" has no effect'],
    [{ distance: 'cosine' }, 'not-clusterable: the tree is given, so "distance" has no effect'],
  ])('has no effect together with %j', (options, message) => {
    expect(errorOf(byTree(text, options))).toContain(message);
  });
});

/** The square matrix of the distances of the rows, with the rows in another order. */
const distances = (() => {
  const items = values.map((row) => Float64Array.from(row));
  const distance = (i: number, j: number) =>
    i === j ? 0 : pairwiseDistances([items[i], items[j]], 'manhattan').values[0];
  const order = [2, 0, 3, 1];
  return {
    values: order.map((i) => order.map((j) => distance(i, j))),
    rows: order.map((i) => rows[i]),
    columns: order.map((i) => rows[i]),
  };
})();

const byDistances = (given: unknown, options: object = {}) => ({
  data,
  y: { order: { cluster: { distances: given, ...options } } },
});

describe('given distances', () => {
  const expected = figureOf({ data, y: { order: { cluster: { distance: 'manhattan' } } } }).y;
  const withValues = (change: (value: number, i: number, j: number) => number | null) => ({
    ...distances,
    values: distances.values.map((row, i) => row.map((value, j) => change(value, i, j))),
  });

  it.each([
    ['written in the spec', distances, {}],
    [
      'a file',
      'd.csv',
      {
        'd.csv': [
          ['', ...distances.columns],
          ...distances.values.map((row, i) => [distances.rows[i], ...row]),
        ]
          .map((row) => row.join(','))
          .join('\n'),
      },
    ],
    ['the lower triangle', withValues((value, i, j) => (i < j ? null : value)), {}],
    ['the upper triangle without the diagonal', withValues((value, i, j) => (i < j ? value : null)), {}],
  ])('are matched by label: %s', (_, given, files) => {
    const { y } = figureOf(byDistances(given), files as Record<string, string>);
    expect(y.tree).toEqual(expected.tree);
    expect(y.order).toEqual(expected.order);
  });

  it('allow words as values, and every linkage', () => {
    const words = { values: values.map((row) => row.map((value) => `w${value}`)), rows };
    const { y } = figureOf({ ...byDistances(distances, { method: 'ward' }), data: words });
    expect(y.tree?.linkage).toHaveLength(3);
  });

  it.each([
    [
      withValues((value, i, j) => (i === 0 && j === 1 ? value + 1 : value)),
      'invalid-distances: the distances of the rows "a" and "d" differ',
    ],
    [
      withValues((value, i, j) => (i === j ? 1 : value)),
      'invalid-distances: the distance of "a" from itself is 1; expected 0',
    ],
    [
      withValues((value, i, j) => (i === j ? 0 : -value)),
      'invalid-distances: the distance of the rows "a" and "b c" is -',
    ],
    [
      withValues((value, i, j) => (i + j === 1 ? null : value)),
      'invalid-distances: the distance of the rows "a" and "d" is missing',
    ],
    [distances.values.slice(1), 'second-matrix-size'],
    [{ ...distances, rows: ['x', 'y', 'z', 'e'] }, 'second-matrix-labels'],
  ])('fail: %#', (given, message) => {
    expect(errorOf(byDistances(given))).toContain(message);
  });

  it('hold within slices, and are averaged between them', () => {
    const groups = ['x', 'x', 'y', 'y'];
    const sliced = (order: object) => figureOf({ data, y: { order: { cluster: order }, split: { groups } } });
    const { y, notes } = sliced({ distances });
    const between = (i: number, j: number) =>
      distances.values[distances.rows.indexOf(rows[i])][distances.rows.indexOf(rows[j])];
    const inner = [between(0, 1), between(2, 3)].sort((a, b) => a - b);
    const mean = (between(0, 2) + between(0, 3) + between(1, 2) + between(1, 3)) / 4;
    expect(y.tree?.linkage.map(([, , height]) => height)).toEqual([...inner, inner[1] + mean]);
    expect(notes.join()).toContain(
      'in 2 groups by average linkage of the given distances, and the groups by the mean distances',
    );
    // The values have no effect: within slices, the trees are those of the distances that they were computed from.
    expect(y.tree?.linkage.slice(0, 2)).toEqual(
      sliced({ distance: 'manhattan' }).y.tree?.linkage.slice(0, 2),
    );
  });

  it('exclude a distance', () => {
    expect(errorOf(byDistances(distances, { distance: 'cosine' }))).toContain(
      'not-clusterable: the distances are given, so "distance" has no effect',
    );
  });
});
