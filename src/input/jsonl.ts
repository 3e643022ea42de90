import { isList } from '../json/node.js';
import { parseJsonLines } from '../json/parse.js';
import { kindName } from '../json/wording.js';
import { JsonFaults } from './json/faults.js';
import { datasetFromJson, jsonText } from './json.js';
import type { Reader } from './reader.js';

/**
 * Reads JSON Lines: an object a line is a record, a list a line is a row of cells (or a matrix of a stack).
 *
 * Errors: `unknown-form`, and those of `readJson`.
 */
export const readJsonLines: Reader = (source, options, report) => {
  const document = parseJsonLines(source.name, jsonText(source, report));
  const faults = new JsonFaults(document);
  for (const line of document.root.items) {
    if (isList(line) || line.kind === 'object') continue;
    faults.at(line, 'unknown-form', `${kindName(line)} stands where JSON Lines have a list or an object`);
  }
  faults.throwIfAny();
  return datasetFromJson(document, document.root, options, report);
};
