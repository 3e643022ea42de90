/** Completes keys of a spec and their values. */
import { keysAt, listKeys } from '../spec/reference.js';

/** A word that can be the current one of a line. */
export interface Completion {
  readonly value: string;
  readonly description?: string;
}

/** Returns the words for `--set`: keys, each with "=" or "." after it, or the values of the key before "=". */
export function completeSetting(current: string): Completion[] {
  const equals = current.indexOf('=');
  if (equals >= 0) {
    const key = current.slice(0, equals);
    return keyValues(key).map((value) => ({ value: `${key}=${value}` }));
  }
  return listKeys()
    .filter(({ path }) => !path.includes('[]'))
    .flatMap(({ path, otherPaths, description }) =>
      [path, ...otherPaths.filter((other) => !other.includes('[]'))].map((each) => ({
        value: `${each}=`,
        description,
      })),
    );
}

/** Returns the values of a key that are words. */
export function keyValues(path: string): string[] {
  return [...new Set(keysAt(path).flatMap(({ words }) => words))];
}
