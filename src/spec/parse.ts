import * as z from 'zod/mini';
import { type Diagnostic, fail, HeatmapError, type Place } from '../diagnostics.js';
import { duplicateKeys, nodeAt, placeAt, placeOf } from '../json/locate.js';
import type { JsonDocument } from '../json/node.js';
import { toValue } from '../json/value.js';
import { explain } from './explain.js';
import { type Spec, specSchema } from './spec.js';
import { checkWeight } from './weight.js';

export interface ParsedSpec {
  readonly spec: Spec;
  /** The text the spec was read from: inline data is read from it. */
  readonly document: JsonDocument;
  /** Where something of the spec was said: in the text, or by a flag. */
  readonly placeOf: (path: Path) => Place;
}

/** A key set from outside of the text, such as by `--set color.map=magma`. */
export interface Override {
  readonly path: Path;
  readonly value: unknown;
  /** How the person said it, for diagnostics. */
  readonly said: string;
}

export type Path = readonly (string | number)[];

/** @throws HeatmapError with every fault of the spec. */
export function parseSpec(document: JsonDocument, overrides: readonly Override[] = []): ParsedSpec {
  if (document.root.kind !== 'object') {
    fail('not-a-spec', 'a spec is an object: { "data": … }', placeOf(document, document.root));
  }
  checkWeight(document);
  let value = toValue(document, document.root);
  for (const override of overrides) value = withOverride(value, override.path, override);

  const place = (path: Path): Place => {
    const override = overrides.findLast((o) => o.path.every((key, i) => key === path[i]));
    return override ? { file: override.said } : placeAt(document, path);
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
  return { spec: result.data as Spec, document, placeOf: place };
}

/** From the top of the text down, what flags said last. */
function byPlace({ place: a }: Diagnostic, { place: b }: Diagnostic): number {
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
