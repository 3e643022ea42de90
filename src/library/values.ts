import { datasetFromJson } from '../input/json.js';
import type { Reader } from '../input/reader.js';
import { reduceDataset } from '../input/reduce.js';
import { fromValue } from '../json/from-value.js';
import { NO_REDUCTION } from '../matrix/limits.js';

/** Returns a reader of any value that a JSON file could contain. Errors: those of `fromValue` and `datasetFromJson`. */
export function createValueReader(value: unknown, name: string): Reader {
  return (_, options, report, readPlan = NO_REDUCTION) => {
    const document = fromValue(value, name);
    const dataset = datasetFromJson(document, document.root, options, report, readPlan);
    return reduceDataset(dataset, readPlan);
  };
}
