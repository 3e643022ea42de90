import { type Diagnostic, HeatmapError } from './diagnostics.js';

const MAX_SHOWN = 20;

/**
 * Errors of one kind in one file. Only the first ones are kept; the others are counted, so that the report stays
 * short.
 */
export class ErrorList {
  private readonly shown: Diagnostic[] = [];
  count = 0;

  /** `noun` names these errors in the plural: "cells that are not numbers". */
  constructor(
    private readonly file: string,
    private readonly noun: string,
  ) {}

  /** Whether further errors are only counted. */
  get isFull(): boolean {
    return this.shown.length === MAX_SHOWN;
  }

  /** Adds an error. `describe` is called only if the error will be shown. */
  add(describe: () => Diagnostic): void {
    this.count++;
    if (!this.isFull) this.shown.push(describe());
  }

  /** Counts errors that are not shown. */
  omit(count: number): void {
    this.count += count;
  }

  /** Adds the errors of another list. */
  addAll(other: ErrorList): void {
    for (const error of other.shown) this.add(() => error);
    this.omit(other.count - other.shown.length);
  }

  /** Returns the errors that are shown and, if there are more, one error that counts the others. */
  diagnostics(): readonly Diagnostic[] {
    const omitted = this.count - this.shown.length;
    if (omitted === 0) return this.shown;
    const code = this.shown[0]?.code ?? 'invalid-value';
    const summary: Diagnostic = {
      severity: 'error',
      code,
      message: `and ${omitted} more ${this.noun}`,
      place: { file: this.file },
      omitted,
    };
    return [...this.shown, summary];
  }
}

/** Throws a HeatmapError with the errors of all lists, if there are any. */
export function throwErrors(...lists: readonly ErrorList[]): void {
  const errors = lists.flatMap((list) => list.diagnostics());
  if (errors.length > 0) throw new HeatmapError(errors);
}
