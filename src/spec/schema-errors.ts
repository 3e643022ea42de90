/** Turns the issues that zod finds in a spec into diagnostics with hints. */

import * as z from 'zod/mini';
import type { Diagnostic, Place } from '../diagnostics.js';
import { ErrorList } from '../error-list.js';
import { InlineMatrix } from '../json/value.js';
import { nearestWords } from '../nearest-words.js';
import { joinItems } from '../phrases.js';
import { describeExpected, type Issue } from './expected.js';
import { isPlainObject } from './plain-object.js';
import { describeValue, preview } from './preview.js';
import {
  examplesOf,
  isCustomCheck,
  isObject,
  keysOf,
  optionsOf,
  type Path,
  type Schema,
  schemaAt,
} from './schema-tree.js';
import { namesLike, unknownKeyHints } from './suggest-key.js';
import { VALUE_SYNONYMS } from './synonyms.js';

export interface CheckedValue {
  readonly schema: Schema;
  readonly value: unknown;
  /** Returns the place of the value at a path, or of its key. */
  readonly placeOf: (path: Path, part?: 'key') => Place;
}

/** Returns one diagnostic for each error; if there are very many, the last one counts the others. */
export function describeIssues(issues: readonly Issue[], checked: CheckedValue): readonly Diagnostic[] {
  const errors = new ErrorList(checked.placeOf([]).file, 'errors');
  for (const issue of issues) {
    // The place of an error is found by a walk through the text.
    if (errors.isFull) errors.omit(issue.code === 'unrecognized_keys' ? issue.keys.length : 1);
    else describeIssue(issue, [], checked.schema, checked, errors);
  }
  return errors.diagnostics();
}

function createError(code: string, message: string, place: Place, hints: readonly string[] = []): Diagnostic {
  return { severity: 'error', code, message, place, hints };
}

/** Adds the errors of `issue`, which zod found in the value at `base`; `schema` is the schema of that value. */
function describeIssue(
  issue: Issue,
  base: Path,
  schema: Schema,
  checked: CheckedValue,
  errors: ErrorList,
): void {
  const path = [...base, ...(issue.path as (string | number)[])];
  const value = valueAt(checked.value, path);
  const valueSchema = schemaAt(schema, issue.path as Path);
  if (value === undefined && path.length) {
    addMissingKey();
  } else if (issue.code === 'unrecognized_keys') {
    if (value instanceof InlineMatrix) {
      if (optionsOf(valueSchema ?? schema).length)
        add('invalid-value', `a list of lists is not allowed: ${preview(value)}`);
      else addUnexpected(['an object']);
      return;
    }
    const better = optionWithKeys(value, valueSchema);
    if (better) {
      for (const inner of better.issues) describeIssue(inner, path, better.schema ?? schema, checked, errors);
      return;
    }
    const validKeys = findValidKeys(issue.keys, value, valueSchema ?? schema);
    // Only the first one lists the valid keys.
    issue.keys.forEach((key, i) => {
      errors.add(() => unknownKeyError([...path, key], validKeys, i === 0, checked));
    });
  } else if (issue.code === 'invalid_union') {
    const options = valueSchema ? optionsOf(valueSchema) : [];
    const best = closestOption(issue.errors as Issue[][], value, options);
    if (!best) addUnexpected(describeExpected(issue));
    for (const inner of best?.issues ?? [])
      describeIssue(inner, path, best?.schema ?? schema, checked, errors);
  } else if (issue.code === 'custom') {
    const isUnknownMap = issue.message.startsWith('unknown colormap');
    add(isUnknownMap ? 'unknown-colormap' : 'invalid-value', issue.message);
  } else if (issue.code === 'invalid_format') {
    add('invalid-value', `${issue.message}, found ${describeValue(value)}`);
  } else {
    addUnexpected(describeExpected(issue));
  }

  function add(code: string, message: string, hints: readonly string[] = []): void {
    const prefix = path.length ? `${formatPath(path)}: ` : '';
    errors.add(() => createError(code, `${prefix}${truncate(message)}`, checked.placeOf(path), hints));
  }

  function addMissingKey(): void {
    const parent = path.slice(0, -1);
    const message = `${formatPath(parent)}: the key "${path[path.length - 1]}" is missing`;
    errors.add(() => createError('missing-key', message, checked.placeOf(parent)));
  }

  function addUnexpected(expected: readonly string[]): void {
    const message = `expected ${joinItems(expected, 'or')}, found ${describeValue(value)}`;
    add('invalid-value', message, hintsFor(value, expected, valueSchema));
  }
}

/** Returns hints on how to replace `value` by one of the `expected` alternatives. */
function hintsFor(value: unknown, expected: readonly string[], schema: Schema | undefined): string[] {
  if (typeof value === 'string') {
    const suggestion = suggestLiteral(value, expected);
    if (suggestion !== undefined) return [`did you mean ${suggestion}?`];
    const isNumber = value.trim() !== '' && Number.isFinite(Number(value));
    if (isNumber && expected.some((alternative) => /number|position/.test(alternative)))
      return [`write ${value.trim()} without quotes`];
  }
  if (!schema) return [];
  const rewrapped = rewrapValue(value, schema);
  if (rewrapped !== null) return [`did you mean ${rewrapped}?`];
  const examples = examplesOf(schema).map((example) => JSON.stringify(example));
  if (examples.length) return [`for example ${examples.join(' or ')}`];
  const keys = [schema, ...optionsOf(schema)].flatMap(keysOf);
  return keys.length && expected.includes('an object') ? [`valid keys: ${keys.join(', ')}`] : [];
}

/**
 * Returns a value that `schema` allows and that contains `value` or is its only item: { "map": "viridis" } for "viridis",
 * ["a"] for "a", "a" for ["a"]. Returns null if there is none.
 */
function rewrapValue(value: unknown, schema: Schema): string | null {
  const allows = (other: unknown) => z.safeParse(schema, other).success;
  if (Array.isArray(value) && value.length === 1 && allows(value[0])) return preview(value[0]);
  const takesList = [schema, ...optionsOf(schema)].some((option) => schemaAt(option, [0]) !== undefined);
  const isListItem = typeof value === 'string' || isPlainObject(value);
  if (takesList && isListItem && allows([value])) return `[${preview(value)}]`;
  // A number could mean many keys of an object that is only one of several alternatives.
  if (isPlainObject(value) || value === null || (typeof value === 'number' && !isObject(schema))) return null;
  const keys = [schema, ...optionsOf(schema)].flatMap(keysOf);
  const key = keys.find((name) => allows({ [name]: value }));
  return key === undefined ? null : `{ ${JSON.stringify(key)}: ${preview(value)} }`;
}

const MAX_MESSAGE_LENGTH = 300;

function truncate(message: string): string {
  return message.length > MAX_MESSAGE_LENGTH ? `${message.slice(0, MAX_MESSAGE_LENGTH - 1)}…` : message;
}

function unknownKeyError(
  path: Path,
  validKeys: readonly string[],
  listsKeys: boolean,
  checked: CheckedValue,
): Diagnostic {
  const key = String(path[path.length - 1]);
  const parent = path.slice(0, -1);
  const value = valueAt(checked.value, path);
  return createError(
    'unknown-key',
    `unknown key ${preview(key)}${parent.length ? ` in ${formatPath(parent)}` : ''}`,
    checked.placeOf(path, 'key'),
    unknownKeyHints({ key, parent, value, validKeys }, checked.schema, listsKeys),
  );
}

/** Returns the valid keys of an object. For a union these are the keys of the option with all its other keys. */
function findValidKeys(unknownKeys: readonly string[], value: unknown, schema: Schema): readonly string[] {
  const unknown = new Set(unknownKeys);
  const otherKeys = Object.keys(value as object).filter((key) => !unknown.has(key));
  const candidates = [schema, ...optionsOf(schema)].map(keysOf);
  return candidates.find((keys) => keys.length && otherKeys.every((key) => keys.includes(key))) ?? [];
}

interface UnionOption {
  readonly issues: readonly Issue[];
  readonly schema: Schema | undefined;
}

/**
 * Returns the option of a union with the fewest issues for `value`; undefined if no option has its type. Among equals, a
 * wrong value is better than an unknown or missing key.
 */
function closestOption(
  issuesOfOptions: readonly Issue[][],
  value: unknown,
  schemas: readonly Schema[],
): UnionOption | undefined {
  if (isEmptyObject(value)) return undefined;
  return issuesOfOptions
    .map((issues, i) => ({ issues: dropDuplicateIssues(issues, value, schemas[i]), schema: schemas[i] }))
    .filter(({ issues, schema }) => !isTypeMismatch(issues, value, schema))
    .map((option) => ({ option, rank: [option.issues.length, wrongKeyCount(option.issues, value)] }))
    .sort((a, b) => a.rank[0] - b.rank[0] || a.rank[1] - b.rank[1])[0]?.option;
}

/**
 * Returns the closest option of a union if it knows all keys of `value`. If an object fits no option, zod may report
 * an option with unknown keys although another option only has a key of a wrong type.
 */
function optionWithKeys(value: unknown, schema: Schema | undefined): UnionOption | undefined {
  const options = schema ? optionsOf(schema) : [];
  const issues = options.map((option) => [...(z.safeParse(option, value).error?.issues ?? [])]);
  const best = closestOption(issues, value, options);
  return best && wrongKeyCount(best.issues, value) === 0 ? best : undefined;
}

/** Returns the number of issues about keys that are unknown or missing. */
function wrongKeyCount(issues: readonly Issue[], value: unknown): number {
  const isMissing = ({ path }: Issue) => path.length > 0 && valueAt(value, path as Path) === undefined;
  return issues.filter((issue) => issue.code === 'unrecognized_keys' || isMissing(issue)).length;
}

function unknownKeysIn(issues: readonly Issue[]): string[] {
  return issues.flatMap((issue) => (issue.code === 'unrecognized_keys' ? issue.keys : []));
}

function isEmptyObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !Object.keys(value).length;
}

/** Drops the issue of a missing key if an unknown key probably means it: that is one error, not two. */
function dropDuplicateIssues(issues: readonly Issue[], value: unknown, schema: Schema | undefined): Issue[] {
  const meant = unknownKeysIn(issues).flatMap((key) => (schema ? namesLike(key, keysOf(schema)) : []));
  return issues.filter(
    ({ path }) =>
      path.length !== 1 || valueAt(value, path as Path) !== undefined || !meant.includes(String(path[0])),
  );
}

/** Returns true if `value` has another type than an option of a union. */
function isTypeMismatch(issues: readonly Issue[], value: unknown, schema: Schema | undefined): boolean {
  return issues.some(
    (issue) =>
      issue.path.length === 0 &&
      (issue.code === 'invalid_type' ||
        issue.code === 'invalid_value' ||
        (issue.code === 'unrecognized_keys' && value instanceof InlineMatrix) ||
        (issue.code === 'custom' && schema !== undefined && isCustomCheck(schema)) ||
        (issue.code === 'invalid_union' &&
          issue.errors.every((inner, i) =>
            isTypeMismatch(inner as Issue[], value, schema && optionsOf(schema)[i]),
          ))),
  );
}

/** Returns the quoted alternative that `value` is a misspelling or a synonym of. */
function suggestLiteral(value: string, expected: readonly string[]): string | undefined {
  const literals = expected.flatMap((alternative) =>
    alternative.startsWith('"') ? [JSON.parse(alternative) as string] : [],
  );
  const synonyms = VALUE_SYNONYMS.get(value.toLowerCase()) ?? [];
  const suggestion = synonyms.find((word) => literals.includes(word)) ?? nearestWords(value, literals)[0];
  return suggestion && JSON.stringify(suggestion);
}

/** Formats a path: "panels[0].x.title". */
export function formatPath(path: Path): string {
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
