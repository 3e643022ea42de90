/** Every setting that a figure is made with and where it comes from, as `--print-config` prints them. */
import * as z from 'zod/mini';
import type { Place } from '../diagnostics.js';
import { InlineMatrix } from '../json/value.js';
import { isPlainObject } from '../spec/defaults.js';
import type { ParsedSpec, Path } from '../spec/parse.js';
import { shown } from '../spec/preview.js';
import { pathText } from '../spec/schema-errors.js';
import { specSchema } from '../spec/spec.js';
import type { Config } from './config.js';
import { placeText, visible } from './diagnostic-formats.js';
import { EXIT } from './exit.js';
import { writeStdout } from './io.js';
import { type JobOptions, openJob } from './open-job.js';
import { Reporter, type Reporting } from './report.js';

interface Setting {
  readonly key: string;
  /** Undefined where nothing was said: then the data decides, or there is none. */
  readonly value: unknown;
  readonly from: 'flag' | 'spec' | 'config' | 'built-in';
  readonly place?: Place;
}

/** A setting that is no key of a spec. */
export interface RunSetting {
  readonly key: 'formats' | 'output' | 'jobs';
  /** The flag that sets it, and what it was set to. */
  readonly flag: string;
  readonly given: unknown;
  readonly builtIn?: unknown;
}

/**
 * Prints the settings of each file and makes nothing of them: as text in columns or, with `--diagnostics json`, a JSON
 * object a line. Resolves to the exit code.
 */
export async function printSettings(
  files: readonly string[],
  reporting: Reporting,
  job: JobOptions,
  run: readonly RunSetting[] = [],
): Promise<number> {
  const reporter = new Reporter(reporting);
  const asJson = reporting.diagnostics === 'json';
  let code: number = EXIT.done;
  for (const file of files) {
    const done = await reporter.attempt(file, async (report) => {
      const { parsed, config, root } = openJob(file, job, report);
      const about = [
        ...settingsOf(parsed),
        runSetting({ key: 'root', flag: '--root', given: job.root ?? undefined, builtIn: root }, config),
        ...run.map((setting) => runSetting(setting, config)),
      ];
      const heading = files.length > 1 && !asJson ? `${visible(file)}:\n` : '';
      await writeStdout(heading + (asJson ? jsonLines(file, about) : columns(about)));
    });
    if (!done) code = EXIT.failed;
  }
  return code;
}

/** In the order of the schema; objects, and lists that hold some, item by item. */
function settingsOf({ spec, originOf, placeOf }: ParsedSpec): Setting[] {
  const { $schema, data, panels, ...shape } = specSchema.shape;
  const keys = Object.keys({ ...(spec.data && { data }), ...shape, ...(spec.panels && { panels }) });
  return keys.flatMap((key) => leaves([key], spec[key as keyof typeof spec]));

  function leaves(path: Path, value: unknown): Setting[] {
    const inner = innerKeys(value);
    if (inner.length)
      return inner.flatMap((key) => leaves([...path, key], (value as Record<string | number, unknown>)[key]));
    const key = pathText(path);
    const origin = value === undefined ? null : originOf(path);
    if (origin === null) return [{ key, value: builtIn(key), from: 'built-in' }];
    return [{ key, value, from: FROM[origin], place: placeOf(path) }];
  }
}

const FROM = { flag: 'flag', text: 'spec', defaults: 'config' } as const;

function innerKeys(value: unknown): readonly (string | number)[] {
  if (isPlainObject(value)) return Object.keys(value);
  return Array.isArray(value) && value.some(isPlainObject) ? [...value.keys()] : [];
}

/** What leaving a key out means, where that is one value. */
function builtIn(key: string): unknown {
  const schema = specSchema.shape[key as keyof typeof specSchema.shape];
  return z.globalRegistry.get(schema)?.default;
}

type Named = Omit<RunSetting, 'key'> & { readonly key: RunSetting['key'] | 'root' };

function runSetting({ key, flag, given, builtIn }: Named, config: Config | null): Setting {
  if (given !== undefined) return { key, value: given, from: 'flag', place: { file: flag } };
  const said = config?.[key] ?? null;
  if (config && said !== null) return { key, value: said, from: 'config', place: config.placeOf([key]) };
  return { key, value: builtIn, from: 'built-in' };
}

function columns(settings: readonly Setting[]): string {
  const rows = settings.map(({ key, value, from, place }) => [
    key,
    value === undefined ? '-' : shown(value),
    place ? `${from} ${placeText(place)}` : from,
  ]);
  const widths = [0, 1].map((i) => Math.max(...rows.map((row) => visible(row[i]).length)));
  return rows
    .map((row) => `${row.map((cell, i) => visible(cell).padEnd(widths[i] ?? 0)).join('  ')}\n`)
    .join('');
}

function jsonLines(of: string, settings: readonly Setting[]): string {
  return settings
    .map(({ key, value = null, from, place }) => {
      const { file = null, line = null, column = null } = place ?? {};
      const said = value instanceof InlineMatrix ? shown(value) : value;
      return `${JSON.stringify({ of, key, value: said, from, file, line, column })}\n`;
    })
    .join('');
}
