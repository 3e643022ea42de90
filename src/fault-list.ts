import { type Diagnostic, HeatmapError } from './diagnostics.js';

const SHOWN = 20;

/** Faults of one kind in one file: the first ones as they are, the rest as a number, so that a bad file stays readable. */
export class Faults {
  private readonly shown: Diagnostic[] = [];
  count = 0;

  /** `what` names these faults in the plural: "cells that are not numbers". */
  constructor(
    private readonly file: string,
    private readonly what: string,
  ) {}

  /** Notes a fault; `describe` is called only if it will be shown. */
  add(describe: () => Diagnostic): void {
    if (this.count++ < SHOWN) this.shown.push(describe());
  }

  /** Forgets all but the first `count` faults. */
  keep(count: number): void {
    this.count = count;
    this.shown.length = Math.min(this.shown.length, count);
  }

  list(): readonly Diagnostic[] {
    const more = this.count - this.shown.length;
    if (more === 0) return this.shown;
    const { code } = this.shown[0];
    const rest: Diagnostic = {
      severity: 'error',
      code,
      message: `and ${more} more ${this.what}`,
      place: { file: this.file },
    };
    return [...this.shown, rest];
  }
}

/** Throws one error with every fault of `all`, if there is any. */
export function throwFaults(...all: readonly Faults[]): void {
  const found = all.flatMap((faults) => faults.list());
  if (found.length > 0) throw new HeatmapError(found);
}
