import { fail } from '../diagnostics.js';
import type { JsonDocument, JsonNode } from '../json/node.js';
import { isCustomCheck, optionsOf, type Path, schemaAt } from './schema-tree.js';
import { specSchema } from './spec.js';

/** Limits the values outside matrices, so that the check is fast even if every value is wrong. */
const MAX_VALUES = 2 ** 16;

/** Checks that a spec is small; large data belongs in matrices. @throws HeatmapError `spec-too-large` */
export function checkSize({ file, root }: JsonDocument): void {
  let values = 0;
  count(root, []);

  function count(node: JsonNode, path: Path): void {
    if (++values > MAX_VALUES) failTooLarge();
    if (node.kind === 'object') {
      for (const { key, value } of node.entries) count(value, [...path, key]);
    } else if (node.kind === 'numbers') {
      if (!isMatrix(path)) values += node.length;
    } else if (node.kind === 'array' && !isMatrix(path) && !containsLists(node.items)) {
      node.items.forEach((item, i) => {
        count(item, [...path, i]);
      });
    }
  }

  function failTooLarge(): never {
    fail(
      'spec-too-large',
      `the spec contains more than ${MAX_VALUES} values outside its matrices`,
      { file },
      'move labels to the data file, or draw fewer panels in one figure',
    );
  }
}

/** A list of lists is a matrix. The check of a spec does not visit its cells. */
function containsLists(items: readonly JsonNode[]): boolean {
  return items.some(({ kind }) => kind === 'array' || kind === 'numbers');
}

function isMatrix(path: Path): boolean {
  const schema = schemaAt(specSchema, path);
  return schema !== undefined && [schema, ...optionsOf(schema)].some(isCustomCheck);
}
