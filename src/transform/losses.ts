import type { Place, Report } from '../diagnostics.js';
import type { Step } from '../spec/steps.js';

/** How many values a step could not transform into a finite number. */
export interface Losses {
  /** Values that became missing. */
  missing: number;
  /** Finite values that became infinite. */
  infinite: number;
}

export function addLoss(losses: Losses, before: number, after: number): void {
  if (Number.isNaN(after)) {
    if (!Number.isNaN(before)) losses.missing++;
  } else if (Number.isFinite(before) && !Number.isFinite(after)) {
    losses.infinite++;
  }
}

/** Warning: `undefined-values`. */
export function reportLosses(step: Step, { missing, infinite }: Losses, place: Place, report: Report): void {
  const parts = [
    missing > 0 && `${countOf(missing)} missing`,
    infinite > 0 && `${countOf(infinite)} infinite`,
  ].filter((part) => part !== false);
  if (parts.length === 0) return;
  report({
    severity: 'warning',
    code: 'undefined-values',
    message: `after the step "${step.text}", ${parts.join(' and ')}`,
    place,
    hints: hintsFor(step),
  });
}

function countOf(count: number): string {
  return count === 1 ? '1 more value is' : `${count} more values are`;
}

function hintsFor({ name }: Step): readonly string[] {
  switch (name) {
    case 'log2':
    case 'log10':
    case 'ln':
      return ['a logarithm needs positive values; use "log1p" for counts, which include 0'];
    case 'log1p':
      return ['the values must be greater than -1'];
    case 'sqrt':
      return ['the values must not be negative'];
    case 'zscore':
    case 'minmax':
      return ['values that are all equal have no spread'];
    case 'share':
      return ['the sum of the values must not be 0'];
    case 'divide':
    case 'log2ratio':
      return ['the values of the second matrix must not be 0'];
    default:
      return [];
  }
}
