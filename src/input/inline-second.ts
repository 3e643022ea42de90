import { fail, type Place, type Report } from '../diagnostics.js';
import { nodeAt } from '../json/locate.js';
import type { JsonNode } from '../json/node.js';
import { InlineMatrix } from '../json/value.js';
import type { Dataset } from '../matrix/matrix.js';
import type { ParsedSpec, Path } from '../spec/parse.js';
import { datasetFromJson } from './json.js';

/**
 * Reads a second matrix that is written in a step of the spec. `path` is the path of `transform`. Errors: `invalid-value`, and
 * those of `datasetFromJson`.
 */
export function readInlineSecond(
  { document, placeOf }: ParsedSpec,
  path: Path,
  second: object,
  report: Report,
): Dataset {
  const node = findInline(second, nodeAt(document.root, path)?.node);
  if (!node) failInline(placeOf(path));
  return datasetFromJson(document, node, {}, report);
}

/**
 * Returns the node of `second` in `transform`. A flag can add steps before it, so its position is not known, but its rows
 * are an `InlineMatrix` of this node. Null if the rows are something else, or a flag sets them.
 */
function findInline(second: object, transform: JsonNode | undefined): JsonNode | null {
  if (second instanceof InlineMatrix) return second.node;
  const { values } = second as { readonly values?: unknown };
  return values instanceof InlineMatrix && transform ? findObject(transform, values.node) : null;
}

/** Returns the object in `node` that has the entry "values" with this value. */
function findObject(node: JsonNode, values: JsonNode): JsonNode | null {
  if (node.kind === 'object' && node.entries.some(({ key, value }) => key === 'values' && value === values)) {
    return node;
  }
  const children =
    node.kind === 'object' ? node.entries.map(({ value }) => value) : node.kind === 'array' ? node.items : [];
  for (const child of children) {
    const found = findObject(child, values);
    if (found) return found;
  }
  return null;
}

function failInline(place: Place): never {
  fail(
    'invalid-value',
    'the second matrix of a step must be rows of numbers in the spec',
    place,
    'write { "minus": [[1, 2], [3, 4]] } into the spec, or name a file: { "minus": "base.csv" }',
  );
}
