/** Divides a batch into parts for several machines. */

import { quote } from '../diagnostics.js';
import { UsageError } from '../host/exit.js';
import { hashContent } from './dependencies.js';

/** Part `index` of `count` parts of a batch, from 1. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

const MAX_SHARDS = 10_000;

/**
 * Parses the value of a flag for one of several parts, such as "2/4".
 *
 * @throws UsageError
 */
export function parseShard(text: string, flag = '--shard'): Shard {
  const [, index, count] = /^(\d{1,5})\/(\d{1,5})$/.exec(text)?.map(Number) ?? [];
  if (!(index >= 1 && index <= count && count <= MAX_SHARDS))
    throw new UsageError(`${flag} takes K/N, such as 2/4 for part 2 of 4, found ${quote(text)}`);
  return { index, count };
}

/** Whether a figure belongs to a shard. This depends only on its name, so new figures do not move others. */
export function isInShard({ index, count }: Shard, name: string): boolean {
  return Number.parseInt(hashContent(name).slice(0, 12), 16) % count === index - 1;
}
