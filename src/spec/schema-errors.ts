/** What zod found wrong with a spec, in the words of a person who wants to mend it. */
import { type Diagnostic, nearest, type Place } from '../diagnostics.js';
import { InlineMatrix } from '../json/value.js';
import { either, expectedBy, type Issue } from './expected.js';
import { found, shown } from './preview.js';
import {
  examplesOf,
  isTest,
  keyPaths,
  keysOf,
  optionsOf,
  type Path,
  type Schema,
  schemaAt,
} from './schema-tree.js';
import { KEY_SYNONYMS, VALUE_SYNONYMS } from './synonyms.js';

export interface Subject {
  readonly schema: Schema;
  readonly value: unknown;
  /** The place of the value at a path, or of its key. */
  readonly placeOf: (path: Path, part?: 'key') => Place;
}

/** One diagnostic for each fault; of very many the first ones, and how many more there are. */
export function explain(issues: readonly Issue[], subject: Subject): Diagnostic[] {
  const faults = new Faults();
  for (const issue of issues) {
    if (faults.isFull) faults.more += issue.code === 'unrecognized_keys' ? issue.keys.length : 1;
    else explainIssue(issue, [], subject.schema, subject, faults);
  }
  if (!faults.more) return faults.shown;
  const { file } = subject.placeOf([]);
  return [...faults.shown, fault('invalid-value', `and ${faults.more} more faults`, { file })];
}

/** So many are worth reading, and each costs a walk through the text. */
const MOST = 20;

class Faults {
  readonly shown: Diagnostic[] = [];
  more = 0;

  get isFull(): boolean {
    return this.shown.length === MOST;
  }

  add(describe: () => Diagnostic): void {
    if (this.isFull) this.more++;
    else this.shown.push(describe());
  }
}

function fault(code: string, message: string, place: Place, hints: readonly string[] = []): Diagnostic {
  return { severity: 'error', code, message, place, hints };
}

/** Adds what is wrong by `issue`, which is about what stands at `base`, where `schema` holds. */
function explainIssue(issue: Issue, base: Path, schema: Schema, subject: Subject, faults: Faults): void {
  const path = [...base, ...(issue.path as (string | number)[])];
  const value = valueAt(subject.value, path);
  const at = schemaAt(schema, issue.path as Path);
  if (value === undefined && path.length) {
    missingKey();
  } else if (issue.code === 'unrecognized_keys') {
    if (value instanceof InlineMatrix) {
      if (optionsOf(at ?? schema).length)
        error('invalid-value', `a list of lists has no place here: ${shown(value)}`);
      else wrong(['an object']);
      return;
    }
    const known = knownBeside(issue.keys, value, at ?? schema);
    for (const key of issue.keys) faults.add(() => unknownKey(key, [...path, key], known, subject));
  } else if (issue.code === 'invalid_union') {
    const meant = meantBranch(issue.errors as Issue[][], value, at ? optionsOf(at) : []);
    if (!meant) wrong(expectedBy(issue));
    for (const inner of meant?.issues ?? [])
      explainIssue(inner, path, meant?.schema ?? schema, subject, faults);
  } else if (issue.code === 'custom') {
    const unknownMap = issue.message.startsWith('unknown colormap');
    error(unknownMap ? 'unknown-colormap' : 'invalid-value', issue.message);
  } else if (issue.code === 'invalid_format') {
    error('invalid-value', `${issue.message}, found ${found(value)}`);
  } else {
    wrong(expectedBy(issue));
  }

  function error(code: string, message: string, hints: readonly string[] = []): void {
    const where = path.length ? `${pathText(path)}: ` : '';
    faults.add(() => fault(code, `${where}${cut(message)}`, subject.placeOf(path), hints));
  }

  function missingKey(): void {
    const around = path.slice(0, -1);
    const message = `${pathText(around)}: the key "${path[path.length - 1]}" is missing`;
    faults.add(() => fault('missing-key', message, subject.placeOf(around)));
  }

  function wrong(words: readonly string[]): void {
    error('invalid-value', `expected ${either(words)}, found ${found(value)}`, hintsOn(value, words, at));
  }
}

/** What to write where `value` was found and one of `words` expected. */
function hintsOn(value: unknown, words: readonly string[], schema: Schema | undefined): string[] {
  if (typeof value === 'string') {
    const meant = meantWord(value, words);
    if (meant !== undefined) return [`did you mean ${meant}?`];
    const isNumber = value.trim() !== '' && Number.isFinite(Number(value));
    if (isNumber && words.some((word) => /number/.test(word)))
      return [`write ${value.trim()} without quotes`];
  }
  if (!schema) return [];
  const examples = examplesOf(schema).map((example) => JSON.stringify(example));
  if (examples.length) return [`for example ${examples.join(' or ')}`];
  const keys = [schema, ...optionsOf(schema)].flatMap(keysOf);
  return keys.length && words.includes('an object') ? [`its keys are ${keys.join(', ')}`] : [];
}

const LONGEST_MESSAGE = 300;

function cut(message: string): string {
  return message.length > LONGEST_MESSAGE ? `${message.slice(0, LONGEST_MESSAGE - 1)}…` : message;
}

function unknownKey(key: string, path: Path, known: readonly string[], subject: Subject): Diagnostic {
  const paths = keyPaths(subject.schema);
  const around = path.slice(0, -1);
  const near = nearest(key, known)[0];
  const synonym = KEY_SYNONYMS.get(key.toLowerCase());
  const elsewhere = paths.find((p) => p === synonym) ?? paths.find((p) => p.endsWith(`.${key}`));
  const hint =
    around.length && paths.includes(key)
      ? `"${key}" stands at the top level of a spec`
      : near
        ? `did you mean "${near}"?`
        : elsewhere && `that is said with "${elsewhere}"`;
  return fault(
    'unknown-key',
    `unknown key ${shown(key)}${around.length ? ` in ${pathText(around)}` : ''}`,
    subject.placeOf(path, 'key'),
    [...(hint ? [hint] : []), `known here: ${known.join(', ')}`],
  );
}

/** The keys an object may have that has the unknown keys `unknown`; of a union, its option that knows all the others. */
function knownBeside(unknown: readonly string[], value: unknown, schema: Schema): readonly string[] {
  const strange = new Set(unknown);
  const given = Object.keys(value as object).filter((key) => !strange.has(key));
  const shapes = [schema, ...optionsOf(schema)].map(keysOf);
  return shapes.find((keys) => keys.length && given.every((key) => keys.includes(key))) ?? [];
}

interface Branch {
  readonly issues: readonly Issue[];
  readonly schema: Schema | undefined;
}

/** The branch of a union that `value` was meant for, its slips left aside; undefined if that cannot be told. */
function meantBranch(
  branches: readonly Issue[][],
  value: unknown,
  options: readonly Schema[],
): Branch | undefined {
  if (isEmptyObject(value)) return undefined;
  return branches
    .map((issues, i) => ({ issues: withoutTwice(issues, value, options[i]), schema: options[i] }))
    .filter(({ issues, schema }) => !isOtherKind(issues, value, schema))
    .reduce<Branch | undefined>(
      (best, branch) => (best && best.issues.length <= branch.issues.length ? best : branch),
      undefined,
    );
}

function isEmptyObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !Object.keys(value).length;
}

/** A key that is unknown because it is a slip for one that is missing is one fault, not two. */
function withoutTwice(issues: readonly Issue[], value: unknown, schema: Schema | undefined): Issue[] {
  const unknown = issues.flatMap((issue) => (issue.code === 'unrecognized_keys' ? issue.keys : []));
  const meant = unknown.flatMap((key) => (schema ? nearest(key, keysOf(schema)) : []));
  return issues.filter(
    ({ path }) =>
      path.length !== 1 || valueAt(value, path as Path) !== undefined || !meant.includes(String(path[0])),
  );
}

/** Whether a branch of a union was meant for another kind of value altogether. */
function isOtherKind(issues: readonly Issue[], value: unknown, schema: Schema | undefined): boolean {
  return issues.some(
    (issue) =>
      issue.path.length === 0 &&
      (issue.code === 'invalid_type' ||
        issue.code === 'invalid_value' ||
        (issue.code === 'unrecognized_keys' && value instanceof InlineMatrix) ||
        (issue.code === 'custom' && schema !== undefined && isTest(schema)) ||
        (issue.code === 'invalid_union' &&
          issue.errors.every((inner, i) =>
            isOtherKind(inner as Issue[], value, schema && optionsOf(schema)[i]),
          ))),
  );
}

/** Which of `words`, some of them in quotes, was meant by `value`. */
function meantWord(value: string, words: readonly string[]): string | undefined {
  const quoted = words.flatMap((word) => (word.startsWith('"') ? [JSON.parse(word) as string] : []));
  const synonyms = VALUE_SYNONYMS.get(value.toLowerCase()) ?? [];
  const meant = nearest(value, quoted)[0] ?? synonyms.find((word) => quoted.includes(word));
  return meant && JSON.stringify(meant);
}

export function pathText(path: Path): string {
  return path.map((key, i) => (typeof key === 'number' ? `[${key}]` : i ? `.${key}` : key)).join('');
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null && Object.hasOwn(inner, key)
        ? (inner as Record<string | number, unknown>)[key]
        : undefined,
    value,
  );
}
