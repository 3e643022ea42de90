import type { Scale } from '../color/scale.js';
import type { Report } from '../diagnostics.js';
import type { Matrix } from '../matrix/matrix.js';

/** How many values lie below and beyond a scale's domain, and how many are missing. */
export interface Outside {
  readonly under: number;
  readonly over: number;
  readonly missing: number;
}

export function countOutside(scale: Scale, matrices: readonly Matrix[]): Outside {
  let [under, over, missing] = [0, 0, 0];
  const [low, high] = scale.domain;
  for (const { values } of matrices) {
    for (let i = 0; i < values.length; i++) {
      const v = values[i];
      if (v < low) under++;
      else if (v > high) over++;
      else if (Number.isNaN(v)) missing++;
    }
  }
  return { under, over, missing };
}

/** Says what the colours alone would hide. */
export function reportOutside({ domain }: Scale, { under, over, missing }: Outside, report: Report): void {
  const parts = [under ? `${under} below ${domain[0]}` : '', over ? `${over} above ${domain[1]}` : ''].filter(
    Boolean,
  );
  if (parts.length) {
    report({
      severity: 'warning',
      code: 'clipped',
      message: `values lie outside the color domain: ${parts.join(', ')}`,
      hints: ['the ends of the colorbar say so with arrows; widen color.domain to show these values'],
    });
  }
  if (missing)
    report({
      severity: 'note',
      code: 'missing',
      message: `${missing} missing value${missing === 1 ? '' : 's'}`,
    });
}
