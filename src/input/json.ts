import type { Report } from '../diagnostics.js';
import { fromValue } from '../json/from-value.js';
import {
  isList,
  type JsonArray,
  type JsonDocument,
  type JsonNode,
  type JsonNumbers,
  type JsonObject,
} from '../json/node.js';
import { parseJson } from '../json/parse.js';
import { kindName } from '../json/wording.js';
import { NO_REDUCTION } from '../matrix/limits.js';
import type { Dataset } from '../matrix/matrix.js';
import type { ReadOptions } from '../spec/data.js';
import { pivotLongTable } from '../table/pivot.js';
import { isLongTable } from '../table/record-options.js';
import { readAll } from './bytes.js';
import {
  type DataFrame,
  FORMS_HINT,
  frameFromArray,
  frameFromEntries,
  frameFromRecords,
} from './json/data-frame.js';
import { JsonErrors } from './json/errors.js';
import { labelByRowNames } from './json/jsonlite.js';
import { isLabelled, isSplit, readLabelled, readSplit, withoutLabels } from './json/labelled-array.js';
import { createLongTable } from './json/long.js';
import { datasetFromLabelledArray, type LabelledArray } from './json/nested-array.js';
import { programOf } from './json/programs/index.js';
import { datasetFromFrame } from './json/wide.js';
import { readJsonText } from './json-text.js';
import type { Reader, ReadPlan } from './reader.js';
import { reduceDataset } from './reduce.js';

/** Reads a JSON file in any encoding that `decodeText` detects, in any form that `datasetFromJson` lists. */
export const readJson: Reader = (source, options, report, readPlan = NO_REDUCTION) => {
  const document = parseJson(source.name, readJsonText(readAll(source), report));
  const dataset = datasetFromJson(document, document.root, options, report, readPlan);
  return reduceDataset(dataset, readPlan);
};

/**
 * Returns the matrices in `node` of `document`, which has one of these forms:
 * - rows of cells; one list of cells is one row; a list of matrices is a stack, a list of stacks a grid;
 * - such `values` with labels: `{ values, rows, columns, panels, missingValues }`;
 * - the pandas orients `split`, `records`, `columns`, `index` and `values`. An object of objects or of lists is
 *   read as `columns` unless `options.orient` is set;
 * - the JSON of the programs in json/programs, such as Plotly;
 * - a long table in any of these forms, if `options` names its columns.
 *
 * `keptColumns` returns the columns of a data frame that are drawn. `readRecords` reads a table in place of a matrix.
 *
 * Errors: all errors of the form in one HeatmapError; `unknown-form`, `wrong-orient`.
 */
export function datasetFromJson(
  document: JsonDocument,
  node: JsonNode,
  options: ReadOptions,
  report: Report,
  { keptColumns, readRecords }: Pick<ReadPlan, 'keptColumns' | 'readRecords'> = {},
): Dataset {
  const isTable = readRecords !== undefined || isLongTable(options);
  const program = node.kind === 'object' && options.orient === undefined ? programOf(node) : null;
  if (program && !isTable) return program.read(node as JsonObject, document, report);
  if (program?.records) {
    const records = fromValue(program.records(node as JsonObject), document.file);
    return datasetFromJson(records, records.root, options, report, { keptColumns, readRecords });
  }
  const errors = new JsonErrors(document);
  const form = readForm(node, options, errors, report);
  if (isTable) {
    const frame = 'values' in form ? frameFromArray(form, errors) : form;
    errors.throwIfAny();
    if (readRecords) return readRecords(createLongTable(frame, document, frame.rowLabels), '.');
    return pivotLongTable(createLongTable(frame, document), options, report);
  }
  return 'values' in form
    ? datasetFromLabelledArray(form, errors)
    : datasetFromFrame(form, options, errors, report, keptColumns);
}

function readForm(
  node: JsonNode,
  options: ReadOptions,
  errors: JsonErrors,
  report: Report,
): LabelledArray | DataFrame {
  const { orient, missingValues = [] } = options;
  if (isList(node)) {
    const records = recordsIn(node);
    const [detected, form] = records ? ['records', 'a list of objects'] : ['values', 'a list'];
    if (orient && orient !== detected) failOrient(form);
    if (!records) return withoutLabels(node, missingValues);
    const frame = frameFromRecords(records, errors, report);
    return isLongTable(options) ? frame : labelByRowNames(frame, errors.document);
  }
  if (node.kind !== 'object') {
    errors.addAt(node, 'unknown-form', `the data is ${kindName(node)}, not a matrix`, FORMS_HINT);
    return errors.throwAll();
  }
  if (orient === 'records' || orient === 'values') failOrient('an object');
  if (orient === 'split' || (!orient && isSplit(node))) return readSplit(node, missingValues, errors);
  if (!orient && isLabelled(node)) return readLabelled(node, missingValues, errors);
  const frame = frameFromEntries(node, orient !== 'index', errors, report);
  if (!orient && !isLongTable(options)) reportColumns(errors.document.file, report);
  return frame;

  function failOrient(form: string): never {
    errors.addAt(node, 'wrong-orient', `"orient" is "${orient}", but the data is ${form}`);
    errors.throwAll();
  }
}

/** The items of `list` if all are objects and there is at least one; else null. */
function recordsIn(list: JsonNumbers | JsonArray): readonly JsonObject[] | null {
  const items = list.kind === 'array' ? list.items : [];
  return items.length > 0 && items.every((item) => item.kind === 'object') ? items : null;
}

function reportColumns(file: string, report: Report): void {
  report({
    severity: 'note',
    code: 'guessed',
    message: 'each key of the object is read as a column',
    place: { file },
    hints: ['set "orient": "index" if the keys are the rows'],
  });
}
