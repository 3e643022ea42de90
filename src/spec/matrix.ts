import * as z from 'zod/mini';

/** A list of lists in a spec. It is left as it was read: whoever needs it checks its cells. */
export function matrixOf(error: string) {
  return z.custom<object>((value) => typeof value === 'object' && value !== null && !isPlainObject(value), {
    error,
  });
}

function isPlainObject(value: object): boolean {
  const proto = Object.getPrototypeOf(value);
  return proto === Object.prototype || proto === null;
}
