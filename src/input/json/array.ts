import { isList, type JsonArray, type JsonNumbers } from '../../json/node.js';
import { counted, kindName } from '../../json/wording.js';
import type { Dataset } from '../../matrix/matrix.js';
import { type ArrayLayout, arrayLayout } from '../array.js';
import { type Line, readCells } from './cells.js';
import type { JsonFaults } from './faults.js';
import { checkCount, itemName, type Labels } from './labels.js';

/** A list, or lists of lists, with the labels that the file gives its last two axes and its slices. */
export interface LabelledArray {
  readonly values: JsonNumbers | JsonArray;
  readonly rows: Labels | null;
  readonly columns: Labels | null;
  readonly panels: Labels | null;
  readonly names: Dataset['names'];
  readonly missingValues: readonly string[];
}

/**
 * The array as matrices, laid out as `arrayLayout` says unless its labels fit only another layout.
 *
 * Faults: `ragged-row`, `uneven-depth`, `empty-array`, `label-count` and those of `readCells`.
 */
export function datasetFromLabelled(array: LabelledArray, faults: JsonFaults): Dataset {
  const { rows, columns, panels, missingValues } = array;
  const { shape, lines, regular } = unfold(array.values, faults);
  const layout = regular
    ? layoutOf(shape, array, faults)
    : { leading: [], rows: shape.at(-2) ?? 1, columns: shape.at(-1)! };
  const size = layout.rows * layout.columns;
  const slices = product(layout.leading);
  if (regular) {
    checkCount(panels, slices, 'panel', faults);
    checkCount(rows, layout.rows, 'row', faults);
    checkCount(columns, layout.columns, 'column', faults);
  }
  const length = shape.at(-1)!;
  const { values, words } = readCells(
    { lines, length, byColumn: false, whereIs, hints: [] },
    missingValues,
    faults,
  );
  faults.throwIfAny();
  return {
    slices: Array.from({ length: slices }, (_, i) => ({
      title: panels?.texts[i] ?? null,
      matrix: {
        rows: layout.rows,
        columns: layout.columns,
        values: values.subarray(i * size, (i + 1) * size),
        rowLabels: rows?.texts ?? null,
        columnLabels: columns?.texts ?? null,
        words,
      },
    })),
    leading: layout.leading,
    names: array.names,
  };

  function whereIs(line: number, item: number): string {
    const cell = line * length + item;
    const panel =
      layout.leading.length > 0 ? `panel ${itemName(panels?.texts, Math.floor(cell / size))}, ` : '';
    const row = itemName(rows?.texts, Math.floor(cell / layout.columns) % layout.rows);
    return `${panel}row ${row}, column ${itemName(columns?.texts, cell % layout.columns)}`;
  }
}

interface Unfolded {
  /** The lengths of the axes, those of the first list at each level. */
  readonly shape: readonly number[];
  /** The innermost lists, in order. */
  readonly lines: readonly Line[];
  /** Whether all lists of a level are equally long. */
  readonly regular: boolean;
}

/** Takes lists of lists apart. Faults: `ragged-row`, `uneven-depth`, `empty-array`; throws where no cell is left. */
export function unfold(root: JsonNumbers | JsonArray, faults: JsonFaults): Unfolded {
  const shape: number[] = [];
  const lines: Line[] = [];
  const before = faults.count;
  walk(root, 0, 0);
  if (lines.length === 0) faults.throw();
  return { shape, lines, regular: faults.count === before };

  function walk(node: JsonNumbers | JsonArray, level: number, index: number): void {
    const { length } = node.kind === 'numbers' ? node.values : node.items;
    if (length === 0) {
      faults.at(node, 'empty-array', 'this list is empty, where values are expected');
      return;
    }
    if (level === shape.length) shape.push(length);
    const innermost = node.kind === 'numbers' || !node.items.some(isList);
    if (innermost ? level !== shape.length - 1 : lines.length > 0 && level === shape.length - 1) {
      const [found, usual] = innermost ? ['values', 'lists'] : ['lists', 'values'];
      faults.at(node, 'uneven-depth', `this list holds ${found}, where those before it hold ${usual}`);
      return;
    }
    if (length !== shape[level]) {
      const [whole, part] = UNITS[shape.length - 1 - level] ?? ['list', 'list'];
      const found = `${whole} ${index + 1} has ${counted(length, part)}, not ${shape[level]} as the first ${whole}`;
      faults.at(node, 'ragged-row', found, ...(part === 'value' ? ['fill short rows up with null'] : []));
    }
    if (innermost) {
      lines.push(node.kind === 'numbers' ? node : node.items);
      return;
    }
    node.items.forEach((item, i) => {
      if (isList(item)) walk(item, level + 1, i);
      else faults.at(item, 'uneven-depth', `${kindName(item)} stands among lists`);
    });
  }
}

/** What a list is called, and what it holds, by its height above the values. */
const UNITS = [
  ['row', 'value'],
  ['matrix', 'row'],
];

/** The usual layout; or, where the labels fit only so, one that keeps the last two axes though they have length one. */
function layoutOf(shape: readonly number[], array: LabelledArray, faults: JsonFaults): ArrayLayout {
  const usual = arrayLayout(shape, faults.document.file);
  const literal = {
    leading: shape.slice(0, -2).filter((length) => length !== 1),
    rows: shape.at(-2) ?? shape[0],
    columns: shape.length === 1 ? 1 : shape.at(-1)!,
  };
  return [usual, literal].find(fits) ?? usual;

  function fits({ leading, rows, columns }: ArrayLayout): boolean {
    return (
      leading.length <= 2 &&
      isCount(array.panels, product(leading)) &&
      isCount(array.rows, rows) &&
      isCount(array.columns, columns)
    );
  }
}

function isCount(labels: Labels | null, count: number): boolean {
  return labels === null || labels.texts.length === count;
}

function product(lengths: readonly number[]): number {
  return lengths.reduce((all, length) => all * length, 1);
}
