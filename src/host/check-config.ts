/** Checks `heatmap.config.json` by its schema. */
import * as z from 'zod/mini';
import type { Diagnostic, Place } from '../diagnostics.js';
import { nodeAt, placeAt, placeOf } from '../json/locate.js';
import type { JsonDocument } from '../json/node.js';
import { isPlainObject } from '../spec/plain-object.js';
import { describeIssues } from '../spec/schema-errors.js';
import type { Path } from '../spec/schema-tree.js';
import { configSchemas } from './config-schema.js';

/**
 * Returns the schema errors. The `defaults` are checked like a spec, so that they get the same messages and
 * suggestions as a spec.
 */
export function checkConfig(value: unknown, document: JsonDocument): Diagnostic[] {
  const placeUnder =
    (base: Path) =>
    (path: Path, part?: 'key'): Place => {
      const entry = part === 'key' ? nodeAt(document.root, [...base, ...path])?.entry : undefined;
      return entry ? placeOf(document, entry) : placeAt(document, [...base, ...path]);
    };
  const { defaults } = isPlainObject(value) ? value : {};
  const issues = z.safeParse(configSchemas().config, value).error?.issues ?? [];
  const ownIssues = issues.filter(({ path }) => path[0] !== 'defaults' || !isPlainObject(defaults));
  return [
    ...describeIssues(ownIssues, { schema: configSchemas().config, value, placeOf: placeUnder([]) }),
    ...(ownIssues.length < issues.length
      ? describeIssues(z.safeParse(configSchemas().defaults, defaults).error?.issues ?? [], {
          schema: configSchemas().defaults,
          value: defaults,
          placeOf: placeUnder(['defaults']),
        })
      : []),
  ];
}
