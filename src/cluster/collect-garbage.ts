/** Frees memory at a given time. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Frees the memory that nothing refers to. Long lists are outside of the heap of JavaScript, so V8 would find them to be unused
 * only much later.
 */
export function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc');
  // With other flags than at the start, V8 rejects the caches of the scripts that are loaded later.
  setFlagsFromString('--no-expose-gc');
  collect();
}
