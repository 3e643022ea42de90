/** What zod found wrong with a spec, in the words of a person who wants to mend it. */
import type * as z from 'zod/mini';
import { type Diagnostic, nearest, type Place } from '../diagnostics.js';

type Path = readonly (string | number)[];
type Issue = z.core.$ZodIssue;
type Schema = z.core.$ZodType;

export interface Subject {
  readonly schema: Schema;
  readonly value: unknown;
  /** The place of the value at a path, or of its key. */
  readonly placeOf: (path: Path, part?: 'key') => Place;
}

export function explain(issues: readonly Issue[], subject: Subject): Diagnostic[] {
  return issues.flatMap((issue) => explainIssue(issue, [], subject.schema, subject));
}

function explainIssue(issue: Issue, base: Path, schema: Schema, subject: Subject): Diagnostic[] {
  const path = [...base, ...(issue.path as (string | number)[])];
  const at = schemaAt(schema, issue.path as Path);
  const value = valueAt(subject.value, path);
  const error = (code: string, message: string, hints: string[] = []): Diagnostic[] => [
    {
      severity: 'error',
      code,
      message: `${path.length ? `${pathText(path)}: ` : ''}${message}`,
      place: subject.placeOf(path),
      hints,
    },
  ];
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownKey(key, path, keysOf(at), subject));
    case 'invalid_union': {
      const branches = issue.errors as Issue[][];
      const options = at ? optionsOf(at) : [];
      const close = branches
        .map((issues, i) => ({ issues, schema: options[i] ?? schema }))
        .filter((b) => !isOtherKind(b.issues, value));
      if (close.length) {
        const best = close.reduce((a, b) => (b.issues.length < a.issues.length ? b : a));
        return best.issues.flatMap((inner) => explainIssue(inner, path, best.schema, subject));
      }
      return error('invalid-value', `expected ${either(expectedBy(branches))}, found ${found(value)}`);
    }
    case 'invalid_value': {
      const words = issue.values.map((v) => JSON.stringify(v));
      const near =
        typeof value === 'string'
          ? nearest(
              value,
              issue.values.filter((v) => typeof v === 'string'),
            )
          : [];
      return error(
        'invalid-value',
        `expected ${either(words)}, found ${found(value)}`,
        near.length ? [`did you mean ${JSON.stringify(near[0])}?`] : [],
      );
    }
    case 'custom':
    case 'invalid_format':
      return error(
        issue.message.startsWith('unknown colormap') ? 'unknown-colormap' : 'invalid-value',
        issue.message,
      );
    default:
      return error('invalid-value', `expected ${expected(issue)}, found ${found(value)}`);
  }
}

function unknownKey(key: string, path: Path, known: readonly string[], subject: Subject): Diagnostic {
  const near = nearest(key, known);
  const elsewhere =
    SYNONYMS[key.toLowerCase()] ?? keyPaths(subject.schema).find((p) => p.endsWith(`.${key}`));
  const hints = [
    ...(near.length ? [`did you mean "${near[0]}"?`] : elsewhere ? [`that is said with "${elsewhere}"`] : []),
    `known here: ${known.join(', ')}`,
  ];
  return {
    severity: 'error',
    code: 'unknown-key',
    message: `unknown key "${key}"${path.length ? ` in ${pathText(path)}` : ''}`,
    place: subject.placeOf([...path, key], 'key'),
    hints,
  };
}

/** What other programs call things. */
const SYNONYMS: Record<string, string> = {
  cmap: 'color.map',
  colormap: 'color.map',
  palette: 'color.map',
  vmin: 'color.domain',
  vmax: 'color.domain',
  range: 'color.domain',
  norm: 'color.scale',
  annot: 'cells.values',
  xlabel: 'x.title',
  ylabel: 'y.title',
  xticklabels: 'x.labels',
  yticklabels: 'y.labels',
  cbar: 'colorbar',
  legend: 'colorbar',
  figsize: 'size',
  fontsize: 'size.fontSize',
  rows: 'y.labels',
  columns: 'x.labels',
};

/** Whether a branch of a union was meant for another kind of value altogether. */
function isOtherKind(issues: readonly Issue[], value: unknown): boolean {
  return issues.some(
    (issue) =>
      issue.path.length === 0 &&
      (issue.code === 'invalid_type' ||
        (issue.code === 'custom' && typeof value !== 'string') ||
        (issue.code === 'invalid_value' && !issue.values.some((v) => typeof v === typeof value))),
  );
}

function expectedBy(branches: readonly Issue[][]): string[] {
  return [
    ...new Set(
      branches.flatMap((issues) => {
        const root = issues.find((issue) => issue.path.length === 0) ?? issues[0];
        if (root.code === 'invalid_value') return root.values.map((v) => JSON.stringify(v));
        if (root.code === 'invalid_union') return expectedBy(root.errors as Issue[][]);
        return [root.code === 'custom' ? root.message.replace(/^expected /, '') : expected(root)];
      }),
    ),
  ];
}

const KINDS: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  tuple: 'a list of two',
  null: 'null',
};

function expected(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return KINDS[issue.expected] ?? issue.expected;
    case 'too_small':
      if (issue.origin === 'string') return 'some text';
      if (issue.origin === 'array')
        return issue.minimum === 1 ? 'at least one item' : `${issue.minimum} items`;
      return issue.inclusive ? `${issue.minimum} or more` : `more than ${issue.minimum}`;
    case 'too_big':
      return issue.origin === 'array' ? `no more than ${issue.maximum} items` : `${issue.maximum} or less`;
    default:
      return issue.message;
  }
}

function either(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words[words.length - 1]}`;
}

function found(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value) ?? String(value);
  const short = text.length > 40 ? `${text.slice(0, 37)}…` : text;
  if (Array.isArray(value)) return `the list ${short}`;
  if (typeof value === 'object' && value !== null) return `the object ${short}`;
  return typeof value === 'string' ? `the text ${short}` : short;
}

export function pathText(path: Path): string {
  return path.map((key, i) => (typeof key === 'number' ? `[${key}]` : i ? `.${key}` : key)).join('');
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner !== null ? (inner as never)[key] : undefined),
    value,
  );
}

function def(schema: Schema) {
  return schema._zod.def as z.core.$ZodTypeDef & {
    innerType?: Schema;
    options?: Schema[];
    shape?: Record<string, Schema>;
    element?: Schema;
    items?: Schema[];
  };
}

function unwrapped(schema: Schema): Schema {
  const inner = def(schema).innerType;
  return inner ? unwrapped(inner) : schema;
}

function optionsOf(schema: Schema): readonly Schema[] {
  return def(unwrapped(schema)).options ?? [];
}

function keysOf(schema: Schema | undefined): string[] {
  return schema ? Object.keys(def(unwrapped(schema)).shape ?? {}) : [];
}

/** The schema of what stands at `path`; of a union, the option that has such a key. */
function schemaAt(schema: Schema, path: Path): Schema | undefined {
  if (path.length === 0) return schema;
  const { shape, element, items, options } = def(unwrapped(schema));
  const [key, ...rest] = path;
  if (options) return options.map((option) => schemaAt(option, path)).find((s) => s !== undefined);
  const inner = typeof key === 'number' ? (element ?? items?.[key]) : shape?.[key];
  return inner && schemaAt(inner, rest);
}

/** Every key of the language, as a path from the top: "x", "x.title", … */
function keyPaths(schema: Schema, prefix = '', depth = 0): string[] {
  const { shape, options } = def(unwrapped(schema));
  if (depth > 3) return [];
  if (options) return options.flatMap((option) => keyPaths(option, prefix, depth));
  return Object.entries(shape ?? {}).flatMap(([key, inner]) => [
    `${prefix}${key}`,
    ...keyPaths(inner, `${prefix}${key}.`, depth + 1),
  ]);
}
