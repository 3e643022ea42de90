import { UsageError } from '../host/exit.js';
import { hashOf } from './dependencies.js';

/** The `index`-th of `count` parts of a batch, counted from 1. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

const MOST = 10_000;

export function parseShard(text: string): Shard {
  const [, index, count] = /^(\d{1,5})\/(\d{1,5})$/.exec(text)?.map(Number) ?? [];
  if (!(index >= 1 && index <= count && count <= MOST))
    throw new UsageError(`--shard takes K/N, such as 2/4 for the second of four parts, found "${text}"`);
  return { index, count };
}

/** Whether a figure belongs to a shard: by its name alone, so that other figures move none. */
export function isIn({ index, count }: Shard, name: string): boolean {
  return Number.parseInt(hashOf(name).slice(0, 12), 16) % count === index - 1;
}
