/** Lists every setting of a figure with its source, for `--print-config`. */

import * as z from 'zod/mini';
import type { Place } from '../diagnostics.js';
import { maxOf } from '../extremes.js';
import { InlineMatrix } from '../json/value.js';
import type { ParsedSpec, Path } from '../spec/parse.js';
import { isPlainObject } from '../spec/plain-object.js';
import { preview } from '../spec/preview.js';
import { formatPath } from '../spec/schema-errors.js';
import { specSchema } from '../spec/spec.js';
import type { Config } from './config.js';
import { formatPlace, replaceControlCharacters } from './diagnostic-formats.js';
import { EXIT } from './exit.js';
import { writeStdout } from './io.js';
import { type JobOptions, openJob } from './open-job.js';
import { type DiagnosticOptions, Reporter } from './report.js';

interface Setting {
  readonly key: string;
  /** Undefined if the setting has no fixed value: the data decides, or it is not used. */
  readonly value: unknown;
  readonly from: 'flag' | 'spec' | 'config' | 'built-in';
  readonly place?: Place;
}

/** A setting of the command that is not a key of a spec. */
export interface RunSetting {
  readonly key: 'formats' | 'output' | 'jobs';
  /** The flag that sets it, and the value of that flag. */
  readonly flag: string;
  readonly flagValue: unknown;
  readonly builtIn?: unknown;
}

/**
 * Prints the settings of each file and draws nothing. The output is text in columns or, with `--diagnostics json`, one
 * JSON object per line. Resolves to the exit code.
 */
export async function printSettings(
  files: readonly string[],
  options: DiagnosticOptions,
  job: JobOptions,
  runSettings: readonly RunSetting[] = [],
): Promise<number> {
  const reporter = new Reporter(options);
  const asJson = options.diagnostics === 'json';
  let code: number = EXIT.success;
  for (const file of files) {
    const isPrinted = await reporter.attempt(file, async (report) => {
      const opened = openJob(file, job, report);
      const root = {
        key: 'root',
        flag: '--root',
        flagValue: job.root ?? undefined,
        builtIn: opened.root,
      } as const;
      const settings = [
        ...specSettings(opened.parsed),
        ...[root, ...runSettings].map((setting) => resolveSetting(setting, opened.config)),
      ];
      const heading = files.length > 1 && !asJson ? `${replaceControlCharacters(file)}:\n` : '';
      await writeStdout(heading + (asJson ? formatJsonLines(file, settings) : formatColumns(settings)));
    });
    if (!isPrinted) code = EXIT.failed;
  }
  return code;
}

/** Returns the settings in the order of the schema. Objects, and arrays that contain objects, are listed entry by entry. */
function specSettings({ spec, originOf, placeOf }: ParsedSpec): Setting[] {
  const { $schema, data, panels, ...shape } = specSchema.shape;
  const keys = Object.keys({ ...(spec.data && { data }), ...shape, ...(spec.panels && { panels }) });
  return keys.flatMap((key) => listLeaves([key], spec[key as keyof typeof spec]));

  function listLeaves(path: Path, value: unknown): Setting[] {
    const keys = nestedKeys(value);
    if (keys.length)
      return keys.flatMap((key) =>
        listLeaves([...path, key], (value as Record<string | number, unknown>)[key]),
      );
    const key = formatPath(path);
    const origin = value === undefined ? null : originOf(path);
    if (origin === null) return [{ key, value: builtInValue(key), from: 'built-in' }];
    return [{ key, value, from: SOURCES[origin], place: placeOf(path) }];
  }
}

const SOURCES = { flag: 'flag', text: 'spec', defaults: 'config' } as const;

function nestedKeys(value: unknown): readonly (string | number)[] {
  if (isPlainObject(value)) return Object.keys(value);
  return Array.isArray(value) && value.some(isPlainObject) ? [...value.keys()] : [];
}

/** Returns the built-in default of a key, if it has a fixed one. */
function builtInValue(key: string): unknown {
  const schema = specSchema.shape[key as keyof typeof specSchema.shape];
  return z.globalRegistry.get(schema)?.default;
}

type NamedSetting = Omit<RunSetting, 'key'> & { readonly key: RunSetting['key'] | 'root' };

function resolveSetting({ key, flag, flagValue, builtIn }: NamedSetting, config: Config | null): Setting {
  if (flagValue !== undefined) return { key, value: flagValue, from: 'flag', place: { file: flag } };
  const configured = config?.[key] ?? null;
  if (config && configured !== null)
    return { key, value: configured, from: 'config', place: config.placeOf([key]) };
  return { key, value: builtIn, from: 'built-in' };
}

function formatColumns(settings: readonly Setting[]): string {
  const rows = settings.map(({ key, value, from, place }) => [
    replaceControlCharacters(key),
    replaceControlCharacters(value === undefined ? '-' : preview(value)),
    replaceControlCharacters(place ? `${from} ${formatPlace(place)}` : from),
  ]);
  const widths = [0, 1].map((i) => maxOf(rows, (row) => row[i].length));
  return rows.map((row) => `${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  ')}\n`).join('');
}

function formatJsonLines(file: string, settings: readonly Setting[]): string {
  return settings
    .map(({ key, value = null, from, place }) => {
      const { file: source = null, line = null, column = null } = place ?? {};
      const printed = value instanceof InlineMatrix ? preview(value) : value;
      return `${JSON.stringify({ of: file, key, value: printed, from, file: source, line, column })}\n`;
    })
    .join('');
}
