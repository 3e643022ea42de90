/** Finds the keys that an unknown key probably means. */

import * as z from 'zod/mini';
import { maxOf } from '../extremes.js';
import { nearestWords } from '../nearest-words.js';
import { isPlainObject } from './plain-object.js';
import { isObject, keyPaths, keysOf, type Path, type Schema, schemaAt } from './schema-tree.js';
import { KEY_SYNONYMS } from './synonyms.js';

export interface UnknownKey {
  readonly key: string;
  /** The path of the object that has the key. */
  readonly parent: Path;
  readonly value: unknown;
  /** The keys that this object may have. */
  readonly validKeys: readonly string[];
}

export interface KeySuggestion {
  /** The path of a key: "color.map". */
  readonly path: string;
  /** The value to set, as JSON or with placeholders: "[low, high]"; null if the value is probably right. */
  readonly value: string | null;
}

const MAX_SUGGESTIONS = 3;
/** Shorter words are not compared with the keys of other objects. */
const MIN_TYPO_LENGTH = 4;

/** Objects whose keys are common words, but rarely meant outside of them. */
const SPECIFIC_OBJECTS = ['transform', 'dendrogram', 'cluster', 'split'];

/** The same for objects of other data, whose keys are those of "data". */
const SPECIFIC_PATHS = [
  ...['size', 'sizeKey', 'above', 'below', 'stars', 'values.text'].map((key) => `cells.${key}`),
  ...['x', 'y'].map((axis) => `${axis}.order.cluster`),
];

/** A longer key is not a misspelling. */
const MAX_KEY_LENGTH = 100;

/**
 * Returns the keys of a spec that `unknown` probably means, the most likely first. In order of precedence:
 * - a synonym for this object;
 * - a key with this name or a synonym in the same object, deeper in it or beside it;
 * - a key of the top level;
 * - a synonym, or a path in another spelling, such as `x-title`;
 * - a misspelled key of the same object and a key with this name in another one; at the top level the other way round;
 * - a misspelled key of another object.
 *
 * Among equals, keys that allow the value are best. Without `allowsTypos`, misspelled keys are not considered.
 */
export function suggestKeys(unknown: UnknownKey, schema: Schema, allowsTypos = true): KeySuggestion[] {
  if (unknown.key.length > MAX_KEY_LENGTH) return [];
  const paths = [...new Set(keyPaths(schema))];
  if (isSpecific(unknown.parent)) return suggestAmong(paths, unknown, schema, allowsTypos);
  const usualPaths = paths.filter((path) => !isSpecific(path.split('.').slice(0, -1)));
  const suggestions = suggestAmong(usualPaths, unknown, schema, allowsTypos);
  return suggestions.length > 0 ? suggestions : suggestAmong(paths, unknown, schema, allowsTypos);
}

function suggestAmong(
  allPaths: readonly string[],
  unknown: UnknownKey,
  schema: Schema,
  allowsTypos: boolean,
): KeySuggestion[] {
  const { key, value, validKeys } = unknown;
  const isInPanel = unknown.parent[0] === 'panels';
  const parent = inSpec(unknown.parent);
  const paths = allPaths.filter((path) => isInPanel || path !== [...parent, key].join('.'));
  const isUsable = ({ path }: KeySuggestion) => paths.includes(path) && allowsObject(path);
  const context = isInPanel && parent.length === 0 ? ['panels'] : parent;
  const contextSynonyms = synonymsOf([...context, compact(key)].join('.')).filter(isUsable);
  const synonyms = synonymsOf(compact(key)).filter(isUsable);
  const sameName = paths.filter((path) => path.endsWith(`.${key}`)).map(suggestPath);
  const misspelled = allowsTypos
    ? nearestWords(key, validKeys).map((name) => suggestPath([...parent, name].join('.')))
    : [];
  const depth = ({ path }: KeySuggestion) => commonLength(path.split('.'), parent);
  const ownDepth = maxOf([...synonyms, ...sameName], depth, 0);
  const tiers: readonly (readonly KeySuggestion[])[] = [
    contextSynonyms,
    ownDepth > 0 ? [...synonyms, ...sameName].filter((each) => depth(each) === ownDepth) : [],
    unknown.parent.length > 0 && paths.includes(key) ? [suggestPath(key)] : [],
    synonyms,
    paths.filter((path) => isSamePath(path, key)).map(suggestPath),
    ...(parent.length > 0 ? [misspelled, sameName] : [sameName, misspelled]),
    allowsTypos ? similarPaths(key, paths).map(suggestPath) : [],
  ];
  const suggestions = tiers.find((tier) => tier.length > 0) ?? [];
  return preferFitting(suggestions).slice(0, MAX_SUGGESTIONS);

  function preferFitting(suggestions: readonly KeySuggestion[]): readonly KeySuggestion[] {
    const fitting = suggestions.filter(({ path }) => {
      const target = schemaAt(schema, path.split('.'));
      return target !== undefined && z.safeParse(target, value).success;
    });
    return fitting.length > 0 ? fitting : suggestions;
  }

  /** A key for an object, such as "x", is not suggested for another value. */
  function allowsObject(path: string): boolean {
    const target = schemaAt(schema, path.split('.'));
    return target === undefined || isPlainObject(value) || value === undefined || !isObject(target);
  }
}

/** Returns hints for an unknown key: what to use instead and, with `listsKeys`, the valid keys. */
export function unknownKeyHints(unknown: UnknownKey, schema: Schema, listsKeys: boolean): string[] {
  const { key, parent, validKeys } = unknown;
  const suggestions = suggestKeys(unknown, schema);
  const valid = listsKeys && validKeys.length > 0 ? [`valid keys: ${validKeys.join(', ')}`] : [];
  if (suggestions.length === 0) return valid;
  const [{ path, value }] = suggestions;
  if (suggestions.length === 1 && path === key)
    return [`move "${key}" to the top level of the spec`, ...valid];
  const prefix = inSpec(parent)
    .map((part) => `${part}.`)
    .join('');
  const name = path.slice(prefix.length);
  if (suggestions.length === 1 && value === null && path.startsWith(prefix) && validKeys.includes(name))
    return [`did you mean "${name}"?`, ...valid];
  const isOutsidePanel = parent[0] === 'panels' && !panelAllows(path, schema);
  const target = suggestions.map(formatSuggestion).join(' or ');
  return [`use ${target}${isOutsidePanel ? ' at the top level of the spec' : ''}`, ...valid];
}

/** Returns those of `names` that an unknown key probably means: the most similar one, and those of which it is a synonym. */
export function namesLike(key: string, names: readonly string[]): string[] {
  if (key.length > MAX_KEY_LENGTH) return [];
  const synonyms = synonymsOf(compact(key)).map(({ path }) => lastPart(path));
  return [...nearestWords(key, names), ...names.filter((name) => synonyms.includes(name))];
}

function isSpecific(path: Path): boolean {
  const text = inSpec(path).join('.');
  return (
    SPECIFIC_OBJECTS.some((name) => path.includes(name)) ||
    SPECIFIC_PATHS.some((specific) => text === specific || text.startsWith(`${specific}.`))
  );
}

function formatSuggestion({ path, value }: KeySuggestion): string {
  return value === null ? `"${path}"` : `"${path}": ${value}`;
}

function panelAllows(path: string, schema: Schema): boolean {
  const panel = schemaAt(schema, ['panels', 0]);
  return panel !== undefined && keysOf(panel).includes(path.split('.')[0]);
}

/** Returns a path without its panel, because the keys of a panel have the same paths at the top level. */
function inSpec(path: Path): Path {
  return path[0] === 'panels' ? path.slice(2) : path;
}

/** Returns the keys that an entry of `KEY_SYNONYMS` stands for. */
function synonymsOf(name: string): KeySuggestion[] {
  const synonyms = Object.hasOwn(KEY_SYNONYMS, name) ? KEY_SYNONYMS[name] : [];
  return synonyms.map((synonym) => {
    const [path, value = null] = synonym.split(': ');
    return { path, value };
  });
}

function suggestPath(path: string): KeySuggestion {
  return { path, value: null };
}

/** Returns true if `key` is a path, or the end of one, in another spelling: "x-title", "titleX", "missing_values". */
function isSamePath(path: string, key: string): boolean {
  const parts = path.split('.');
  if (parts.length < 2) return false;
  const words = sortedWords(key);
  const isSameWords = (suffix: readonly string[]) =>
    suffix.flatMap(sortedWords).sort().join() === words.join();
  return [parts, parts.slice(-2), parts.slice(-1)].some(
    (suffix) => compact(suffix.join('')) === compact(key) || isSameWords(suffix),
  );
}

function sortedWords(text: string): string[] {
  return text
    .replace(/([a-z])(?=[A-Z])/g, '$1 ')
    .toLowerCase()
    .split(/[\s._-]+/)
    .sort();
}

function compact(text: string): string {
  return text.toLowerCase().replace(/[\s._-]/g, '');
}

function similarPaths(key: string, paths: readonly string[]): string[] {
  if (key.length < MIN_TYPO_LENGTH) return [];
  const [similar] = nearestWords(key, paths.map(lastPart));
  return paths.filter((path) => lastPart(path) === similar);
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

function commonLength(a: Path, b: Path): number {
  const different = a.findIndex((part, i) => part !== b[i]);
  return different < 0 ? a.length : different;
}
