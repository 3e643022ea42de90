import { fail, quote } from '../../diagnostics.js';
import type { NamedArray } from '../named-arrays.js';

/** A tensor that is in another file of the same folder. */
export interface IndexedTensor extends NamedArray {
  readonly shape: null;
  readonly file: string;
}

/** Whether a file can be an index, which is a JSON object. */
export function isIndexFile(start: Uint8Array): boolean {
  return /^\s*\{/.test(new TextDecoder().decode(start.subarray(0, 1000)));
}

/**
 * Lists the tensors of `model.safetensors.index.json`, which says in which file each one is.
 *
 * Error: `safetensors-index`.
 */
export function parseIndexFile(bytes: Uint8Array, file: string): IndexedTensor[] {
  const weights = weightMap(bytes);
  if (!weights || weights.length === 0) {
    fail('safetensors-index', 'the index has no "weight_map", an object with a file for each tensor', {
      file,
    });
  }
  return weights.map(([name, shard]) => {
    if (typeof shard !== 'string' || /[/\\]/.test(shard) || !shard.endsWith('.safetensors')) {
      const found = typeof shard === 'string' ? quote(shard) : 'no string';
      fail(
        'safetensors-index',
        `the file of tensor ${quote(name)} is ${found}; it must be the name of a .safetensors file in the same folder`,
        { file },
      );
    }
    return { name, shape: null, file: shard };
  });
}

function weightMap(bytes: Uint8Array): [string, unknown][] | null {
  try {
    return Object.entries(JSON.parse(new TextDecoder().decode(bytes)).weight_map);
  } catch {
    return null;
  }
}
