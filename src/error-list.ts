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

  /** Adds an error. `describe` is called only if the error will be shown. */
  add(describe: () => Diagnostic): void {
    if (this.count++ < MAX_SHOWN) this.shown.push(describe());
  }

  /** Removes all but the first `count` errors. */
  truncate(count: number): void {
    this.count = count;
    this.shown.length = Math.min(this.shown.length, count);
  }

  /** Returns the errors that are shown and, if there are more, one error that counts the others. */
  diagnostics(): readonly Diagnostic[] {
    const omitted = this.count - this.shown.length;
    if (omitted === 0) return this.shown;
    const { code } = this.shown[0];
    const summary: Diagnostic = {
      severity: 'error',
      code,
      message: `and ${omitted} more ${this.noun}`,
      place: { file: this.file },
    };
    return [...this.shown, summary];
  }
}

/** Throws a HeatmapError with the errors of all lists, if there are any. */
export function throwErrors(...lists: readonly ErrorList[]): void {
  const errors = lists.flatMap((list) => list.diagnostics());
  if (errors.length > 0) throw new HeatmapError(errors);
}
