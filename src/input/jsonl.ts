import { isList } from '../json/node.js';
import { parseJsonLines } from '../json/parse.js';
import { kindName } from '../json/wording.js';
import { NO_REDUCTION } from '../matrix/limits.js';
import { readAll } from './bytes.js';
import { JsonErrors } from './json/errors.js';
import { datasetFromJson } from './json.js';
import { readJsonText } from './json-text.js';
import type { Reader } from './reader.js';
import { reduceDataset } from './reduce.js';

/**
 * Reads JSON Lines. An object on a line is a record; a list on a line is a row of cells, or one matrix of a stack.
 *
 * Errors: `unknown-form`, and those of `readJson`.
 */
export const readJsonLines: Reader = (source, options, report, readPlan = NO_REDUCTION) => {
  const document = parseJsonLines(source.name, readJsonText(readAll(source), report));
  const errors = new JsonErrors(document);
  for (const line of document.root.items) {
    if (isList(line) || line.kind === 'object') continue;
    errors.addAt(line, 'unknown-form', `each line must be a list or an object, not ${kindName(line)}`);
  }
  errors.throwIfAny();
  const dataset = datasetFromJson(document, document.root, options, report, readPlan);
  return reduceDataset(dataset, readPlan);
};
