import { constants } from 'node:buffer';
import { fail, type Report } from '../diagnostics.js';
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
import type { Dataset } from '../matrix/matrix.js';
import type { ReadOptions } from '../spec/data.js';
import { isLong } from '../table/columns.js';
import { buildLong } from '../table/pivot.js';
import { decodeText } from './decode.js';
import { datasetFromLabelled, type LabelledArray } from './json/array.js';
import { JsonFaults } from './json/faults.js';
import { FORMS, type Frame, frameFromArray, frameFromEntries, frameFromRecords } from './json/frame.js';
import { isLabelled, isSplit, readLabelled, readSplit, unlabelled } from './json/labelled.js';
import { longTable } from './json/long.js';
import { datasetFromFrame } from './json/wide.js';
import type { Reader, Source } from './reader.js';

/** Reads a JSON file, in any encoding `decodeText` knows; the forms are those of `datasetFromJson`. */
export const readJson: Reader = (source, options, report) => {
  const document = parseJson(source.name, jsonText(source, report));
  return datasetFromJson(document, document.root, options, report);
};

/** Error: `file-too-large`, and those of `decodeText`. */
export function jsonText(source: Source, report: Report): string {
  const { name, bytes } = source;
  if (bytes.length > constants.MAX_STRING_LENGTH) {
    fail(
      'file-too-large',
      `the file has ${bytes.length} bytes; JSON is read up to ${constants.MAX_STRING_LENGTH}`,
      { file: name },
      'write a matrix of this size as NPY or CSV',
    );
  }
  return new TextDecoder().decode(decodeText(source, report));
}

/**
 * The matrices that `node` of `document` holds, in one of these forms:
 * - rows of cells; one list of cells is one row; lists of matrices are a stack, lists of those a grid;
 * - such `values` with labels: `{ values, rows, columns, panels, missingValues }`;
 * - what pandas writes: `split`, `records`, `index`, `values`, and `columns`, as which an object of objects or of
 *   lists is read unless `options.orient` says otherwise;
 * - a long table in any of these, if `options` name its columns.
 *
 * Errors: every fault that the form's reader finds, in one error; `unknown-form`, `wrong-orient`.
 */
export function datasetFromJson(
  document: JsonDocument,
  node: JsonNode,
  options: ReadOptions,
  report: Report,
): Dataset {
  const faults = new JsonFaults(document);
  const form = readForm(node, options, faults, report);
  if (isLong(options)) {
    const frame = 'values' in form ? frameFromArray(form, faults) : form;
    faults.throwIfAny();
    return buildLong(longTable(frame, document), options, report);
  }
  return 'values' in form
    ? datasetFromLabelled(form, faults)
    : datasetFromFrame(form, options, faults, report);
}

function readForm(
  node: JsonNode,
  options: ReadOptions,
  faults: JsonFaults,
  report: Report,
): LabelledArray | Frame {
  const { orient, missingValues = [] } = options;
  if (isList(node)) {
    const records = recordsIn(node);
    const [fits, found] = records ? ['records', 'a list of objects'] : ['values', 'a list'];
    if (orient && orient !== fits) refuseOrient(found);
    return records ? frameFromRecords(records, faults, report) : unlabelled(node, missingValues);
  }
  if (node.kind !== 'object') {
    faults.at(node, 'unknown-form', `the data is ${kindName(node)}, not a matrix`, FORMS);
    return faults.throw();
  }
  if (orient === 'records' || orient === 'values') refuseOrient('an object');
  if (orient === 'split' || (!orient && isSplit(node))) return readSplit(node, missingValues, faults);
  if (!orient && isLabelled(node)) return readLabelled(node, missingValues, faults);
  const frame = frameFromEntries(node, orient !== 'index', faults, report);
  if (!orient && !isLong(options)) reportColumns(faults.document.file, report);
  return frame;

  function refuseOrient(found: string): never {
    faults.at(node, 'wrong-orient', `"orient" is "${orient}", but the data is ${found}`);
    faults.throw();
  }
}

function recordsIn(list: JsonNumbers | JsonArray): readonly JsonObject[] | null {
  const items = list.kind === 'array' ? list.items : [];
  return items.length > 0 && items.every((item) => item.kind === 'object') ? items : null;
}

function reportColumns(file: string, report: Report): void {
  report({
    severity: 'note',
    code: 'guessed',
    message: 'each key of the object was read as a column',
    place: { file },
    hints: ['say "orient": "index" if the keys are the rows'],
  });
}
