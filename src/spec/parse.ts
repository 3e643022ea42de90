import * as z from 'zod/mini';
import { type Diagnostic, fail, HeatmapError, type Place } from '../diagnostics.js';
import { findDuplicateKeys, nodeAt, placeAt, placeOf } from '../json/locate.js';
import type { JsonDocument } from '../json/node.js';
import { toValue } from '../json/value.js';
import { type Defaults, deepMerge, isDefault } from './defaults.js';
import { applyOverride, type Override } from './override.js';
import { describeIssues } from './schema-errors.js';
import type { Path } from './schema-tree.js';
import { checkSize } from './size-limit.js';
import { type Spec, specSchema } from './spec.js';

export type { Override, Path };

export interface ParsedSpec {
  readonly spec: Spec;
  /** The source text of the spec. Inline data is read from it. */
  readonly document: JsonDocument;
  /** Returns the place that sets the value at a path: in the text, a flag, or the defaults. */
  readonly placeOf: (path: Path) => Place;
  /** Returns which of these sets the value; null if none does. */
  readonly originOf: (path: Path) => Origin | null;
}

export type Origin = 'flag' | 'text' | 'defaults';

/**
 * Merges and checks a spec. Flags override the text, and the text overrides the defaults. Objects of the text and the
 * defaults are merged key by key.
 *
 * @throws HeatmapError with all errors of the spec
 */
export function parseSpec(
  document: JsonDocument,
  overrides: readonly Override[] = [],
  defaults: Defaults | null = null,
): ParsedSpec {
  if (document.root.kind !== 'object') {
    fail(
      'not-a-spec',
      'a spec must be an object such as { "data": "auc.csv" }',
      placeOf(document, document.root),
    );
  }
  checkSize(document);
  let value = deepMerge(toValue(document, document.root), defaults?.value);
  for (const override of overrides) value = applyOverride(value, override);

  const overrideOf = (path: Path) =>
    overrides.findLast((o) => o.path.every((key, i) => String(key) === String(path[i])));
  const originOf = (path: Path): Origin | null => {
    if (overrideOf(path)) return 'flag';
    if (nodeAt(document.root, path)) return 'text';
    return isDefault(path, document.root, defaults?.value) ? 'defaults' : null;
  };
  const overrideBelow = (path: Path) =>
    overrides.findLast((o) => path.length > 0 && path.every((key, i) => String(key) === String(o.path[i])));
  const placeOfPath = (path: Path): Place => {
    const override = overrideOf(path) ?? (nodeAt(document.root, path) ? undefined : overrideBelow(path));
    if (override) return { file: override.flag };
    return defaults && originOf(path) === 'defaults' ? defaults.placeOf(path) : placeAt(document, path);
  };
  const errors: Diagnostic[] = [...findDuplicateKeys(document)];
  const result = z.safeParse(specSchema, value);
  if (!result.success) {
    const described = describeIssues(result.error.issues, {
      schema: specSchema,
      value,
      placeOf: (path, part) => {
        const entry = part === 'key' ? nodeAt(document.root, path)?.entry : undefined;
        return entry ? placeOf(document, entry) : placeOfPath(path);
      },
    });
    for (const error of described) errors.push(error);
  }
  if (errors.length) throw new HeatmapError(errors.sort(comparePlaces));
  return { spec: result.data as Spec, document, placeOf: placeOfPath, originOf };
}

/** Sorts diagnostics by line and column; those of flags, which have no line, come last. */
export function comparePlaces({ place: a }: Diagnostic, { place: b }: Diagnostic): number {
  const last = Number.POSITIVE_INFINITY;
  return (a?.line ?? last) - (b?.line ?? last) || (a?.column ?? last) - (b?.column ?? last) || 0;
}
