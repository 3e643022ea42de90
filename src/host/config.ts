/** The configuration of a project: what `heatmap.config.json` says, which holds where no spec and no flag says otherwise. */
import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import * as z from 'zod/mini';
import { type Diagnostic, fail, HeatmapError, type Place, type Report } from '../diagnostics.js';
import { jsonText } from '../input/json.js';
import { duplicateKeys, nodeAt, placeAt, placeOf } from '../json/locate.js';
import type { JsonDocument } from '../json/node.js';
import { parseJson } from '../json/parse.js';
import { toValue } from '../json/value.js';
import type { OutputFormat } from '../output/index.js';
import { type Defaults, isPlainObject } from '../spec/defaults.js';
import { byPlace, type Path } from '../spec/parse.js';
import { explain } from '../spec/schema-errors.js';
import { configSchemas } from './config-schema.js';
import { readFile } from './io.js';
import { isBelow, projectOf, shortName } from './root.js';

/** What is null is left open. Folders are absolute. */
export interface Config {
  readonly path: string;
  /** What lies under every spec. */
  readonly defaults: Defaults;
  readonly formats: readonly OutputFormat[] | null;
  readonly root: string | null;
  readonly output: string | null;
  readonly jobs: number | null;
  /** Where one of the keys above stands. */
  readonly placeOf: (path: Path) => Place;
}

/** The configuration that holds for what lies in `folder`: the nearest one above, or none. Errors: as `readConfig`. */
export function configFor(folder: string, report: Report): Config | null {
  const { config } = projectOf(folder);
  return config === null ? null : readConfig(config, report);
}

/** It may come from anywhere, and is read for every figure. */
const MOST_BYTES = 2 ** 16;

/**
 * Reads the configuration at an absolute path.
 *
 * @throws HeatmapError with every fault: those of `readFile`, `jsonText`, `parseJson` and of a spec's keys, and
 *   `spec-too-large`
 */
export function readConfig(path: string, report: Report): Config {
  const name = shortName(path);
  if (sizeOf(path) > MOST_BYTES) {
    fail('spec-too-large', `a configuration has at most ${MOST_BYTES} bytes`, { file: name });
  }
  const document = parseJson(name, jsonText(readFile(path, name), report));
  const value = toValue(document, document.root);
  const faults = [...duplicateKeys(document), ...faultsOf(value, document)];
  if (faults.length) throw new HeatmapError(faults.sort(byPlace));

  const {
    theme,
    defaults = {},
    formats,
    root,
    output,
    jobs,
  } = value as z.infer<ReturnType<typeof configSchemas>['config']>;
  const place = (at: Path) => placeAt(document, at);
  const folder = (key: string, given: string | undefined) =>
    given === undefined ? null : folderWithin(dirname(path), given, key, place([key]));
  return {
    path,
    defaults: {
      value: { ...defaults, ...(theme !== undefined && { theme }) },
      placeOf: (at) => place(at[0] === 'theme' && theme !== undefined ? at : ['defaults', ...at]),
    },
    formats: formats ?? null,
    root: folder('root', root),
    output: folder('output', output),
    jobs: jobs ?? null,
    placeOf: place,
  };
}

/** What is wrong by the schema. Of its defaults this is said as of a spec, so that the same words are understood. */
function faultsOf(value: unknown, document: JsonDocument): Diagnostic[] {
  const placeIn =
    (base: Path) =>
    (path: Path, part?: 'key'): Place => {
      const entry = part === 'key' ? nodeAt(document.root, [...base, ...path])?.key : undefined;
      return entry ? placeOf(document, entry) : placeAt(document, [...base, ...path]);
    };
  const { defaults } = isPlainObject(value) ? value : {};
  const issues = z.safeParse(configSchemas().config, value).error?.issues ?? [];
  const own = issues.filter(({ path }) => path[0] !== 'defaults' || !isPlainObject(defaults));
  return [
    ...explain(own, { schema: configSchemas().config, value, placeOf: placeIn([]) }),
    ...(own.length < issues.length
      ? explain(z.safeParse(configSchemas().defaults, defaults).error?.issues ?? [], {
          schema: configSchemas().defaults,
          value: defaults,
          placeOf: placeIn(['defaults']),
        })
      : []),
  ];
}

/** What comes with a configuration must not open more of the disk than what lies beside it: that is for flags to do. */
function folderWithin(around: string, given: string, key: string, place: Place): string {
  const folder = resolve(around, given);
  if (isBelow(folder, around)) return folder;
  return fail(
    'invalid-value',
    `${key}: ${given} lies outside of the folder of the configuration`,
    place,
    `say it with --${key}, or put the configuration into a folder further up`,
  );
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
