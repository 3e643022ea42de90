/** Explains the keys of a spec: their pages, their list, and the keys that a wrong name probably means. */
import { formatKeyList, formatKeyPage } from '../explain/key-page.js';
import { isPlainObject } from '../spec/plain-object.js';
import { type KeyEntry, keysAt, listKeys } from '../spec/reference.js';
import { keysOf } from '../spec/schema-tree.js';
import { specSchema } from '../spec/spec.js';
import { suggestKeys } from '../spec/suggest-key.js';
import { SPEC_FLAGS } from './flags.js';

/** Returns the page of the key at a path such as "x.ticks" or "panels[0].color.map", or null if there is no such key. */
export function keyPage(path: string): string | null {
  const pages = keysAt(path).map(formatEntry);
  return pages.length > 0 ? pages.join('\n') : null;
}

/** Returns one line per key. */
export function keyList(): string {
  return formatKeyList(listKeys());
}

/** Returns all paths of all keys, except keys below a second path: "x.ticks.every", not "y.ticks.every". */
export function keyNames(): string[] {
  return listKeys().flatMap(({ path, otherPaths }) => [path, ...otherPaths]);
}

/** Returns the keys of which `name` is the last part, or a synonym such as "cmap". */
export function keysNamed(name: string): string[] {
  const unknown = { key: name, parent: [], value: undefined, validKeys: keysOf(specSchema) };
  const sameName = keyNames().filter((path) => path.endsWith(`.${name}`));
  const synonyms = suggestKeys(unknown, specSchema, false).map(({ path }) => path);
  return [...new Set([...sameName, ...synonyms].flatMap((path) => keysAt(path).map((key) => key.path)))];
}

/** Returns what the reference says of a key beside its description, by name. */
export function keyFacts(key: KeyEntry): (readonly [name: string, text: string])[] {
  const flag = SPEC_FLAGS.find((each) => key.path === each.key || key.otherPaths.includes(each.key));
  const own = ownKeys(key);
  const parents = key.children
    .filter((child) => !own.includes(child))
    .map((child) => child.slice(0, child.lastIndexOf('.')));
  const facts: Record<string, string | undefined> = {
    Values: key.type,
    Default: key.isRequired ? 'none; the key is required' : (key.defaultText ?? 'none'),
    Unit: key.unit ?? undefined,
    Example: key.examples.length > 0 ? formatJson(key.specWith(key.examples[0])) : undefined,
    Flag: flag && `${flag.flag} ${flag.argument}`,
    Also: key.otherPaths.join(', '),
    Keys: parents.length > 0 ? `those of ${[...new Set(parents)].join(' and ')}` : undefined,
  };
  return Object.entries(facts).flatMap(([name, text]) => (text ? [[name, text] as const] : []));
}

function formatEntry(key: KeyEntry): string {
  const children = ownKeys(key).map((path) => ({ path, description: keysAt(path)[0].description }));
  return formatKeyPage({ path: key.path, description: key.description, facts: keyFacts(key), children });
}

/** Returns the keys below a key that are not those of another key. */
function ownKeys({ path, children }: KeyEntry): string[] {
  return children.filter((child) => child.startsWith(path));
}

/** Formats a value as JSON on one line. */
function formatJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(formatJson).join(', ')}]`;
  if (!isPlainObject(value)) return JSON.stringify(value);
  const entries = Object.entries(value).map(([key, inner]) => `${JSON.stringify(key)}: ${formatJson(inner)}`);
  return `{ ${entries.join(', ')} }`;
}
