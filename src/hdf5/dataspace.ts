import type { Cursor } from './reader.js';

/** The shape of a dataset. */
export interface Dataspace {
  readonly shape: readonly number[];
  /** The lengths up to which the axes can grow; infinity for no limit. */
  readonly maxShape: readonly number[];
}

const MAX_AXES = 32;

/** Reads a shape. A dataset without values has the shape (0,). */
export function readDataspace(cursor: Cursor): Dataspace {
  const version = cursor.uint(1);
  const rank = cursor.uint(1);
  const flags = cursor.uint(1);
  const type = cursor.uint(1);
  if (rank > MAX_AXES) cursor.file.fail('a shape has too many axes', cursor.pos);
  if (version === 2 && type === 2) return { shape: [0], maxShape: [0] };
  if (version === 1) cursor.skip(4);
  else if (version !== 2) cursor.file.fail('a shape has an unknown version', cursor.pos);
  const shape = Array.from({ length: rank }, () => cursor.length());
  const maxShape = flags & 1 ? Array.from({ length: rank }, () => cursor.limit()) : shape;
  return { shape, maxShape };
}
