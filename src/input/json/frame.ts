import { nearest, type Report } from '../../diagnostics.js';
import { isList, type JsonEntry, type JsonNode, type JsonObject } from '../../json/node.js';
import { counted, kindName, quoted } from '../../json/wording.js';
import { align } from './align.js';
import { type LabelledArray, unfold } from './array.js';
import { isNumbers, type Line } from './cells.js';
import type { JsonFaults } from './faults.js';
import { checkCount } from './labels.js';

/** A table of columns, what pandas calls a data frame. */
export interface Frame {
  readonly lines: readonly Line[];
  /** What each line was made from. */
  readonly nodes: readonly JsonNode[];
  /** Whether the lines are columns. */
  readonly byColumn: boolean;
  readonly rows: number;
  readonly columns: number;
  /** Null where the document does not name them. */
  readonly rowLabels: readonly string[] | null;
  readonly columnLabels: readonly string[] | null;
}

/** The hint where data has no form that is known. */
export const FORMS =
  'data is rows of numbers, { "values", "rows", "columns", "panels" }, or what pandas writes: split, records, columns';
const FORM_KEYS = ['values', 'data'];

/** A list of objects, at least one: each a row, each key a column. Reports and faults as `align`. */
export function frameFromRecords(records: readonly JsonObject[], faults: JsonFaults, report: Report): Frame {
  const { lines, keys } = align(records, faults, report);
  const [rows, columns] = [records.length, keys.length];
  return { lines, nodes: records, byColumn: false, rows, columns, rowLabels: null, columnLabels: keys };
}

/**
 * An object whose every entry is a column (or a row, where not `byColumn`): a list of cells, or an object that also
 * names them. Reports as `align`. Faults: `empty-array`, `ragged-row`, `unknown-form` and those of `align`.
 */
export function frameFromEntries(
  object: JsonObject,
  byColumn: boolean,
  faults: JsonFaults,
  report: Report,
): Frame {
  if (object.entries.length === 0) {
    faults.at(object, 'empty-object', 'the object is empty, where a matrix is expected', FORMS);
    faults.throw();
  }
  const nodes = object.entries.map((entry) => entry.value);
  const labels = object.entries.map((entry) => entry.key);
  const named = nodes.every((node) => node.kind === 'object');
  const { lines, keys } = named
    ? align(nodes, faults, report)
    : { lines: lists(object, byColumn, faults), keys: null };
  const across = keys ? keys.length : lengthOf(lines[0]);
  return byColumn
    ? { lines, nodes, byColumn, rows: across, columns: lines.length, rowLabels: keys, columnLabels: labels }
    : { lines, nodes, byColumn, rows: lines.length, columns: across, rowLabels: labels, columnLabels: keys };
}

/** Rows of cells below the labels of their columns. Faults: `not-a-table`, `label-count` and those of `unfold`. */
export function frameFromArray({ values, columns: labels }: LabelledArray, faults: JsonFaults): Frame {
  const { shape, lines } = unfold(values, faults);
  if (shape.length !== 2) {
    const axes = shape.length === 1 ? '1 axis' : `${shape.length} axes`;
    const message = `"x", "y", "value" and "panel" name the columns of a table, but the data has ${axes}`;
    faults.at(values, 'not-a-table', message);
    faults.throw();
  }
  const [rows, columns] = shape;
  checkCount(labels, columns, 'column', faults);
  const nodes = values.kind === 'array' ? values.items : [values];
  return {
    lines,
    nodes,
    byColumn: false,
    rows,
    columns,
    rowLabels: null,
    columnLabels: labels?.texts ?? null,
  };
}

function lists({ entries }: JsonObject, byColumn: boolean, faults: JsonFaults): Line[] {
  const unit = byColumn ? 'column' : 'row';
  const lines = entries.flatMap((entry) => lineOf(entry, unit, faults));
  if (lines.length < entries.length) faults.throw();
  const expected = lengthOf(lines[0]);
  lines.forEach((line, i) => {
    const { key, value } = entries[i];
    const length = lengthOf(line);
    if (length === 0) faults.at(value, 'empty-array', `${unit} ${quoted(key)} is empty`);
    if (length === 0 || length === expected) return;
    const found = `${unit} ${quoted(key)} has ${counted(length, 'value')}, not ${expected} as the first ${unit}`;
    faults.at(value, 'ragged-row', found);
  });
  return lines;
}

/** The cells of one entry; none, and a fault, where it holds anything but a list of them. */
function lineOf(entry: JsonEntry, unit: string, faults: JsonFaults): Line[] {
  const { key, value } = entry;
  const nested = value.kind === 'array' && value.items.some(isList);
  if (isList(value) && !nested) return [value.kind === 'numbers' ? value : value.items];
  const near = nested ? nearest(key, FORM_KEYS).map((name) => `did you mean ${quoted(name)}?`) : [];
  const found = nested ? 'a list of lists' : kindName(value);
  const hints = [...near, ...(faults.count === 0 ? [FORMS] : [])];
  faults.at(entry, 'unknown-form', `${quoted(key)} holds ${found}, not the cells of a ${unit}`, ...hints);
  return [];
}

function lengthOf(line: Line): number {
  return isNumbers(line) ? line.values.length : line.length;
}
