/** The trees that clustered orders of a spec name: from files, or written in the spec. */
import { type GivenTree, treeOfHclust, treeOfLinkage, treeOfNewick } from '../cluster/given-tree.js';
import { type FailAtOffset, parseNewick } from '../cluster/newick.js';
import { fail, type Place, placeAtOffset } from '../diagnostics.js';
import { parseJson } from '../json/parse.js';
import { toPlainValue } from '../json/value.js';
import type { Dataset, Matrix } from '../matrix/matrix.js';
import type { TreeSpec } from '../spec/cluster.js';
import type { Path } from '../spec/parse.js';
import type { Spec } from '../spec/spec.js';
import { readAll } from './bytes.js';
import { decompress } from './decompress.js';
import { readJsonText } from './json-text.js';
import type { Source } from './reader.js';

/** The trees of a spec by the path of their key, such as "y.order.cluster.tree". */
export type GivenTrees = ReadonlyMap<string, GivenTree>;

/** How the trees of a spec are read. */
export interface TreeReading {
  /** Opens a file that the spec names. */
  readonly open: (path: string, place: Place) => Source;
  /** Reads a table of numbers. */
  readonly readTable: (source: Source) => Dataset;
  readonly placeOf: (path: Path) => Place;
}

const HINTS = [
  'write a Newick text, rows of a linkage matrix of scipy, or { "merge", "height" } of an hclust of R, or name a file with one of them',
];

/** A larger text is not the tree of an axis. */
const MAX_NEWICK_LENGTH = 2 ** 26;

const NEWICK_SUFFIX = /\.(?:nwk|newick|nh|tree|tre|phy)$/i;

/**
 * Reads the trees that a spec names.
 *
 * Errors: `invalid-tree`, and those of the files.
 */
export function readTrees(spec: Spec, reading: TreeReading): GivenTrees {
  const trees = new Map<string, GivenTree>();
  const parents: [Pick<Spec, 'x' | 'y'>, Path][] = [
    [spec, []],
    ...(spec.panels ?? []).map((panel, i): [Pick<Spec, 'x' | 'y'>, Path] => [panel, ['panels', i]]),
  ];
  for (const [parent, parentPath] of parents) {
    for (const axis of ['x', 'y'] as const) {
      const order = parent[axis]?.order;
      const tree = typeof order === 'object' && 'cluster' in order ? order.cluster.tree : undefined;
      if (tree === undefined) continue;
      const path = [...parentPath, axis, 'order', 'cluster', 'tree'];
      trees.set(path.join('.'), readTree(tree, reading.placeOf(path), reading));
    }
  }
  return trees;
}

function readTree(tree: TreeSpec, place: Place, { open, readTable }: TreeReading): GivenTree {
  const failWith = (message: string) => fail('invalid-tree', message, place, ...HINTS);
  if (typeof tree !== 'string') {
    const plain = JSON.parse(JSON.stringify(tree)) as unknown;
    return Array.isArray(plain) ? treeOfRows(plain, failWith) : treeOfObject(plain as object, failWith);
  }
  if (isNewick(tree)) {
    return readNewick(tree, (message, offset) =>
      fail('invalid-tree', `${message} (character ${offset + 1} of the tree)`, place),
    );
  }
  return readTreeFile(decompress(open(tree, place)), readTable);
}

function readTreeFile(source: Source, readTable: TreeReading['readTable']): GivenTree {
  const place = { file: source.name };
  const failWith = (message: string) => fail('invalid-tree', message, place, ...HINTS);
  const start = Buffer.from(source.bytes.subarray(0, 256))
    .toString('latin1')
    .replace(/^\xef\xbb\xbf/, '');
  if (/^\s*#NEXUS/i.test(start)) {
    fail(
      'invalid-tree',
      'the file is a NEXUS file',
      place,
      'write the tree as Newick: ape::write.tree(tree)',
    );
  }
  const innerName = source.innerName ?? source.name;
  if (isNewick(start) || NEWICK_SUFFIX.test(innerName)) {
    const text = readJsonText(readAll(source), () => {});
    return readNewick(text, (message, offset) =>
      fail('invalid-tree', message, placeAtOffset(source.name, text, offset)),
    );
  }
  if (/^\s*\{/.test(start)) {
    const document = parseJson(
      source.name,
      readJsonText(readAll(source), () => {}),
    );
    return treeOfObject(toPlainValue(document.root) as object, failWith);
  }
  const { slices } = readTable(source);
  if (slices.length !== 1) failWith(`the file has ${slices.length} matrices, not a tree`);
  return treeOfLinkage(rowsOf(slices[0].matrix, failWith), failWith);
}

/** Whether a text is a Newick tree and not the name of a file. Comments can come first. */
function isNewick(text: string): boolean {
  return /^\s*(?:\[[^\]]*\]\s*)*\(/.test(text) && !/^\s*\[\s*\[/.test(text);
}

function readNewick(text: string, failAt: FailAtOffset): GivenTree {
  if (text.length > MAX_NEWICK_LENGTH) {
    failAt(`the tree has ${text.length} characters; it can have at most ${MAX_NEWICK_LENGTH}`, 0);
  }
  return treeOfNewick(parseNewick(text, failAt), failAt);
}

function rowsOf({ rows, columns, values, categories }: Matrix, failWith: (message: string) => never) {
  if (categories) failWith('the file has words, not the numbers of a linkage matrix');
  return Array.from({ length: rows }, (_, i) => values.subarray(i * columns, (i + 1) * columns));
}

function treeOfRows(rows: readonly unknown[], failWith: (message: string) => never): GivenTree {
  if (!isRows(rows)) failWith('the linkage has other values than numbers');
  return treeOfLinkage(rows, failWith);
}

/** Reads the parts of an hclust. In a file, it can have other parts too. */
function treeOfObject(value: object, failWith: (message: string) => never): GivenTree {
  const { merge, height, order, labels } = value as Record<string, unknown>;
  if (!Array.isArray(merge) || !isRows(merge)) failWith('"merge" must be rows of two whole numbers');
  if (!isNumbers(height)) failWith('"height" must be a list of numbers');
  if (order !== undefined && !isNumbers(order)) failWith('"order" must be a list of numbers');
  const names = labels ?? undefined;
  if (names !== undefined && !(Array.isArray(names) && names.every((name) => typeof name !== 'object'))) {
    failWith('"labels" must be a list of names');
  }
  return treeOfHclust(
    { merge, height, order, labels: (names as unknown[] | undefined)?.map(String) },
    failWith,
  );
}

function isNumbers(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'number');
}

function isRows(rows: readonly unknown[]): rows is number[][] {
  return rows.every(isNumbers);
}
