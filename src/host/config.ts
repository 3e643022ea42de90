/** Reads `heatmap.config.json`, the configuration of a project. Specs and flags override it. */
import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fail, HeatmapError, type Place, type Report } from '../diagnostics.js';
import { readJsonText } from '../input/json-text.js';
import { findDuplicateKeys, placeAt } from '../json/locate.js';
import { parseJson } from '../json/parse.js';
import { toValue } from '../json/value.js';
import type { OutputFormat } from '../output/index.js';
import type { Defaults } from '../spec/defaults.js';
import { comparePlaces, type Path } from '../spec/parse.js';
import { checkConfig } from './check-config.js';
import type { ConfigFile } from './config-schema.js';
import { readFile } from './io.js';
import { displayPath, findProject, isRealPathInside } from './root.js';

/** A checked configuration. Keys that the file leaves out are null; folders are absolute. */
export interface Config {
  readonly path: string;
  /** Default values for the keys of every spec. */
  readonly defaults: Defaults;
  readonly formats: readonly OutputFormat[] | null;
  readonly root: string | null;
  readonly output: string | null;
  readonly jobs: number | null;
  /** Returns the place of a key in the file. */
  readonly placeOf: (path: Path) => Place;
}

/**
 * Reads the configuration of `folder`: the nearest one in it or above it. Returns null if there is none.
 *
 * @throws HeatmapError as `readConfig`
 */
export function findConfig(folder: string, report: Report): Config | null {
  const { config } = findProject(folder);
  return config === null ? null : readConfig(config, report);
}

/** Limits the cost of a configuration, which is read for every figure and may come from an untrusted source. */
const MAX_BYTES = 2 ** 16;

/**
 * Reads the configuration at an absolute path.
 *
 * @throws HeatmapError with all errors: those of `readFile`, `readJsonText`, `parseJson`, those of the keys of a spec, and
 *   `spec-too-large`
 */
export function readConfig(path: string, report: Report): Config {
  const name = displayPath(path);
  if (fileSize(path) > MAX_BYTES) {
    fail('spec-too-large', `a configuration must not exceed ${MAX_BYTES} bytes`, { file: name });
  }
  const document = parseJson(name, readJsonText(readFile(path, name), report));
  const value = toValue(document, document.root);
  const errors = [...findDuplicateKeys(document), ...checkConfig(value, document)];
  if (errors.length) throw new HeatmapError(errors.sort(comparePlaces));

  const { theme, defaults = {}, formats, root, output, jobs } = value as ConfigFile;
  const placeInFile = (keys: Path) => placeAt(document, keys);
  const folder = (key: string, value: string | undefined) =>
    value === undefined ? null : resolveInside(dirname(path), value, key, placeInFile([key]));
  return {
    path,
    defaults: {
      value: { ...withFullPaths(defaults, dirname(path)), ...(theme !== undefined && { theme }) },
      placeOf: (keys) =>
        placeInFile(keys[0] === 'theme' && theme !== undefined ? keys : ['defaults', ...keys]),
    },
    formats: formats ?? null,
    root: folder('root', root),
    output: folder('output', output),
    jobs: jobs ?? null,
    placeOf: placeInFile,
  };
}

/** Returns defaults in which the files of fonts, which are relative to `folder`, have full paths. */
function withFullPaths(defaults: NonNullable<ConfigFile['defaults']>, folder: string) {
  const { fonts } = defaults;
  return fonts ? { ...defaults, fonts: fonts.map((font) => resolve(folder, font)) } : defaults;
}

/**
 * Resolves a folder relative to `base`. It must be inside: a configuration that comes with a download must not give
 * access to the rest of the disk. Only flags can do that.
 */
function resolveInside(base: string, path: string, key: string, place: Place): string {
  const folder = resolve(base, path);
  if (isRealPathInside(folder, base)) return folder;
  return fail(
    'invalid-value',
    `${key}: ${path} is outside the folder of the configuration`,
    place,
    `use --${key}, or move the configuration to a higher folder`,
  );
}

function fileSize(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
