/** Picks one of the named arrays of a file. */

import { fail, type Place, quote } from '../diagnostics.js';
import { nearestWords } from '../nearest-words.js';
import { listFirst } from '../phrases.js';
import { formatShape } from './array.js';

export interface NamedArray {
  readonly name: string;
  /** Null if it is not known without reading another file. */
  readonly shape: readonly number[] | null;
}

const MAX_LISTED = 20;
/** Names beyond this number are not compared with a misspelled one. */
const MAX_COMPARED = 10_000;

/**
 * Returns the array that `wanted`, the key `array`, names; if it is not set, the only array.
 *
 * Errors: `unknown-array`; `several-arrays`, which lists names and shapes.
 */
export function pickArray<T extends NamedArray>(
  arrays: readonly T[],
  wanted: string | undefined,
  place: Place,
): T {
  if (wanted === undefined && arrays.length === 1) return arrays[0];
  if (wanted === undefined) {
    fail(
      'several-arrays',
      `the file has ${arrays.length} arrays, and "array" does not name one: ${formatArrays(arrays)}`,
      place,
      `set "array" to a name, or on the command line: --array ${shellWord(arrays[0].name)}`,
    );
  }
  const array = arrays.find(({ name }) => name === wanted);
  if (array) return array;
  const names = arrays.slice(0, MAX_COMPARED).map(({ name }) => name);
  fail(
    'unknown-array',
    `no array is named ${quote(wanted)}; the file has ${formatArrays(arrays)}`,
    place,
    ...nearestWords(wanted, names).map((name) => `did you mean ${quote(name)}?`),
  );
}

function formatArrays(arrays: readonly NamedArray[]): string {
  return listFirst(arrays, MAX_LISTED, ({ name, shape }) =>
    shape ? `${quote(name)} ${formatShape(shape)}` : quote(name),
  );
}

/** Returns a name as one word of a shell command. */
export function shellWord(name: string): string {
  return /^[\w./-]+$/.test(name) ? name : `'${name.replaceAll("'", "'\\''")}'`;
}
