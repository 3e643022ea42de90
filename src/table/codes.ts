/** Codes of distinct values, counted from 0 in order of first appearance. */
export class Codes<T extends string | number> {
  private readonly codes = new Map<T, number>();

  /** Returns the code of `value`, or -1 if it is new and there are already `maxCodes` codes. */
  codeOf(value: T, maxCodes: number): number {
    const known = this.codes.get(value);
    if (known !== undefined) return known;
    const code = this.codes.size;
    if (code >= maxCodes) return -1;
    this.codes.set(value, code);
    return code;
  }
}
