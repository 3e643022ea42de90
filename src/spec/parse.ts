import { type Diagnostic, fail, HeatmapError, type Place } from '../diagnostics.js';
import { findDuplicateKeys, nodeAt, placeAt, placeOf } from '../json/locate.js';
import type { JsonDocument } from '../json/node.js';
import { toValue } from '../json/value.js';
import { checkSpec } from './check.js';
import { type Defaults, deepMerge, isDefault } from './defaults.js';
import { applyOverride, type Override } from './override.js';
import { isPlainObject } from './plain-object.js';
import type { Path } from './schema-tree.js';
import { checkSize } from './size-limit.js';
import type { Spec } from './spec.js';

export type { Override, Path };

/** A checked spec, and the place of each of its values. */
export interface ParsedSpec {
  readonly spec: Spec;
  /** The spec as written: the text, flags and defaults, merged. Lists of lists are of `InlineMatrix`. */
  readonly value: unknown;
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
 * @example
 * const { spec } = parseSpec(parseJson('fig.json', '{ "data": "auc.csv", "color": { "map": "magma" } }'));
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
  // Without keys, the schema is not loaded.
  if (document.root.entries.length > 0) checkSize(document);
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
  const duplicates = findDuplicateKeys(document);
  const checked = isEmpty(value) ? null : checkSpec(value, document, placeOfPath);
  const errors = [...duplicates, ...(checked?.errors ?? [])];
  if (errors.length) throw new HeatmapError(errors.sort(comparePlaces));
  return { spec: checked?.spec ?? {}, value, document, placeOf: placeOfPath, originOf };
}

function isEmpty(value: unknown): boolean {
  return isPlainObject(value) && Object.keys(value).length === 0;
}

/** Sorts diagnostics by line and column; those of flags, which have no line, come last. */
export function comparePlaces({ place: a }: Diagnostic, { place: b }: Diagnostic): number {
  const last = Number.POSITIVE_INFINITY;
  return (a?.line ?? last) - (b?.line ?? last) || (a?.column ?? last) - (b?.column ?? last) || 0;
}
