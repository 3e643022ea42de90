import * as z from 'zod/mini';

/** Returns the schema of a list of lists. Its cells are not checked here but where they are read. */
export function matrixOf(error: string) {
  return z.custom<object>((value) => typeof value === 'object' && value !== null && !isRecord(value), {
    error,
  });
}

function isRecord(value: object): boolean {
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
