/** Checks a spec by its schema. */
import * as z from 'zod/mini';
import type { Diagnostic, Place } from '../diagnostics.js';
import { nodeAt, placeOf } from '../json/locate.js';
import type { JsonDocument } from '../json/node.js';
import { describeIssues } from './schema-errors.js';
import type { Path } from './schema-tree.js';
import { type Spec, specSchema } from './spec.js';

/** Returns the spec and its errors. `placeOfPath` returns the place that sets the value at a path. */
export function checkSpec(
  value: unknown,
  document: JsonDocument,
  placeOfPath: (path: Path) => Place,
): { readonly spec: Spec; readonly errors: readonly Diagnostic[] } {
  const result = z.safeParse(specSchema, value);
  if (result.success) return { spec: result.data, errors: [] };
  const errors = describeIssues(result.error.issues, {
    schema: specSchema,
    value,
    placeOf: (path, part) => {
      const entry = part === 'key' ? nodeAt(document.root, path)?.entry : undefined;
      return entry ? placeOf(document, entry) : placeOfPath(path);
    },
  });
  return { spec: {}, errors };
}
