/** A spec is small: what is large is data. */
import { fail } from '../diagnostics.js';
import type { JsonDocument, JsonNode } from '../json/node.js';
import { isTest, optionsOf, type Path, schemaAt } from './schema-tree.js';
import { specSchema } from './spec.js';

/** Values a spec may hold besides its matrices, so that checking them is quick even where every one is wrong. */
const MOST = 2 ** 16;

/** @throws HeatmapError `spec-too-large` */
export function checkWeight({ file, root }: JsonDocument): void {
  let values = 0;
  count(root, []);

  function count(node: JsonNode, path: Path): void {
    if (++values > MOST) tooLarge();
    if (node.kind === 'object') {
      for (const { key, value } of node.entries) count(value, [...path, key]);
    } else if (node.kind === 'numbers') {
      if (!isData(path)) values += node.values.length;
    } else if (node.kind === 'array' && !isData(path) && !holdsLists(node.items)) {
      node.items.forEach((item, i) => {
        count(item, [...path, i]);
      });
    }
  }

  function tooLarge(): never {
    fail(
      'spec-too-large',
      `the spec holds more than ${MOST} values besides its matrices`,
      { file },
      'leave labels to the data file, and draw fewer panels in one figure',
    );
  }
}

/** Lists of lists are matrices, and nobody looks at their cells while a spec is checked. */
function holdsLists(items: readonly JsonNode[]): boolean {
  return items.some(({ kind }) => kind === 'array' || kind === 'numbers');
}

function isData(path: Path): boolean {
  const schema = schemaAt(specSchema, path);
  return schema !== undefined && [schema, ...optionsOf(schema)].some(isTest);
}
