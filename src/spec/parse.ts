import * as z from 'zod/mini';
import { type Diagnostic, fail, HeatmapError, type Place } from '../diagnostics.js';
import { duplicateKeys, nodeAt, placeAt, placeOf } from '../json/locate.js';
import type { JsonDocument } from '../json/node.js';
import { toValue } from '../json/value.js';
import { type Defaults, isFromBelow, joined } from './defaults.js';
import { explain } from './schema-errors.js';
import type { Path } from './schema-tree.js';
import { checkWeight } from './size-limit.js';
import { type Spec, specSchema } from './spec.js';

export type { Path };

export interface ParsedSpec {
  readonly spec: Spec;
  /** The text the spec was read from: inline data is read from it. */
  readonly document: JsonDocument;
  /** Where something of the spec was said: in the text, by a flag, or by the defaults. */
  readonly placeOf: (path: Path) => Place;
  /** Which of them said it; null if none did. */
  readonly originOf: (path: Path) => Origin | null;
}

export type Origin = 'flag' | 'text' | 'defaults';

/** A key set from outside of the text, such as by `--set color.map=magma`. */
export interface Override {
  readonly path: Path;
  readonly value: unknown;
  /** How the person said it, for diagnostics. */
  readonly said: string;
}

/**
 * The spec that a text and flags make. Flags stand above the text, and the text above the defaults: what is an object
 * in both is joined key by key, and of anything else the text's is taken.
 *
 * @throws HeatmapError with every fault of the spec.
 */
export function parseSpec(
  document: JsonDocument,
  overrides: readonly Override[] = [],
  defaults: Defaults | null = null,
): ParsedSpec {
  if (document.root.kind !== 'object') {
    fail('not-a-spec', 'a spec is an object: { "data": … }', placeOf(document, document.root));
  }
  checkWeight(document);
  let value = joined(toValue(document, document.root), defaults?.value);
  for (const override of overrides) value = withOverride(value, override.path, override);

  const overrideOf = (path: Path) =>
    overrides.findLast((o) => o.path.every((key, i) => String(key) === String(path[i])));
  const originOf = (path: Path): Origin | null => {
    if (overrideOf(path)) return 'flag';
    if (nodeAt(document.root, path)) return 'text';
    return isFromBelow(path, document.root, defaults?.value) ? 'defaults' : null;
  };
  const place = (path: Path): Place => {
    const override = overrideOf(path);
    if (override) return { file: override.said };
    return defaults && originOf(path) === 'defaults' ? defaults.placeOf(path) : placeAt(document, path);
  };
  const faults: Diagnostic[] = [...duplicateKeys(document)];
  const result = z.safeParse(specSchema, value);
  if (!result.success) {
    faults.push(
      ...explain(result.error.issues, {
        schema: specSchema,
        value,
        placeOf: (path, part) => {
          const entry = part === 'key' ? nodeAt(document.root, path)?.key : undefined;
          return entry ? placeOf(document, entry) : place(path);
        },
      }),
    );
  }
  if (faults.length) throw new HeatmapError(faults.sort(byPlace));
  return { spec: result.data as Spec, document, placeOf: place, originOf };
}

/** From the top of the text down, what flags said last. */
export function byPlace({ place: a }: Diagnostic, { place: b }: Diagnostic): number {
  const last = Number.POSITIVE_INFINITY;
  return (a?.line ?? last) - (b?.line ?? last) || (a?.column ?? last) - (b?.column ?? last) || 0;
}

/** `value` with what is at `path` replaced; objects on the way are made, lists are only entered. */
function withOverride(value: unknown, path: Path, override: Override): unknown {
  if (path.length === 0) return override.value;
  const [key, ...rest] = path;
  if (Array.isArray(value)) {
    const index = Number(key);
    if (!Number.isInteger(index) || index < 0 || index >= value.length) {
      fail('no-such-position', `${override.said}: the list has ${value.length} items, no item ${key}`, {
        file: override.said,
      });
    }
    return value.with(index, withOverride(value[index], rest, override));
  }
  const object = typeof value === 'object' && value !== null ? value : {};
  return { ...object, [key]: withOverride((object as Record<string, unknown>)[key], rest, override) };
}
