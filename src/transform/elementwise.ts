/** Steps that compute each value from one value, such as logarithms. Missing values stay missing, except with "fill" and "isna". */
import type { ElementwiseStep } from '../spec/steps.js';

/**
 * Returns the function of a step.
 *
 * - Logarithms and `sqrt` give NaN where they are not defined, and `-Infinity` for the logarithm of 0, as in numpy.
 * - `clip` replaces infinite values by its limits, and `fill` keeps them.
 */
export function valueFunction(step: ElementwiseStep): (value: number) => number {
  switch (step.name) {
    case 'log2':
      return Math.log2;
    case 'log10':
      return Math.log10;
    case 'ln':
      return Math.log;
    case 'log1p': {
      if (step.base === Math.E) return Math.log1p;
      const scale = Math.log(step.base);
      return (value) => Math.log1p(value) / scale;
    }
    case 'sqrt':
      return Math.sqrt;
    case 'abs':
      return Math.abs;
    case 'negate':
      // Not -value, which would turn 0 into -0.
      return (value) => 0 - value;
    case 'isna':
      return (value) => (Number.isNaN(value) ? 1 : 0);
    case 'clip': {
      const { low, high } = step;
      return (value) => (value < low ? low : value > high ? high : value);
    }
    case 'fill': {
      const { value: replacement } = step;
      return (value) => (Number.isNaN(value) ? replacement : value);
    }
  }
}
