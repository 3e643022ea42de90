/** Returns true for an object as in JSON: neither an array nor an instance of a class such as a matrix. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
