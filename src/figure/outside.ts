import { isUnshowable, type Scale } from '../color/scale.js';
import type { Report } from '../diagnostics.js';
import type { Matrix } from '../matrix/matrix.js';

/** How many values lie below and beyond a scale's domain, how many are missing, and how many a log scale cannot show. */
export interface Outside {
  readonly under: number;
  readonly over: number;
  readonly missing: number;
  readonly unshowable: number;
}

export function countOutside(scale: Scale, matrices: readonly Matrix[]): Outside {
  let [under, over, missing, unshowable] = [0, 0, 0, 0];
  const [low, high] = scale.domain;
  for (const { values } of matrices) {
    for (let i = 0; i < values.length; i++) {
      const v = values[i];
      if (isUnshowable(scale, v)) unshowable++;
      else if (v < low) under++;
      else if (v > high) over++;
      else if (Number.isNaN(v)) missing++;
    }
  }
  return scale.open ? { under: 0, over: 0, missing, unshowable } : { under, over, missing, unshowable };
}

/** Says how many values have no colour of their own. */
export function reportMissing({ missing, unshowable }: Outside, report: Report): void {
  const values = (n: number) => `${n} value${n === 1 ? '' : 's'}`;
  if (unshowable) {
    report({
      severity: 'warning',
      code: 'unshowable',
      message: `${values(unshowable)} of 0 or less ${unshowable === 1 ? 'has' : 'have'} no place on a log scale, drawn as missing`,
      hints: ['the scale "symlog" shows them'],
    });
  }
  if (missing) report({ severity: 'info', code: 'missing', message: `${values(missing)} missing` });
}
