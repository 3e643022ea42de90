// Example 51: effects of the region of a state, from the datasets state.x77 and state.region of R (US Bureau of the Census, 1977).
import { csv } from './formats.mjs';

/**
 * Cohen's d between the states of a region and all others, and the p-value of Welch's t-test:
 *
 *   x <- as.data.frame(state.x77)
 *   for (v in names(x)) for (r in levels(state.region)) {
 *     a <- x[state.region == r, v]; b <- x[state.region != r, v]
 *     s <- sqrt(((length(a) - 1) * var(a) + (length(b) - 1) * var(b)) / (length(x[[v]]) - 2))
 *     cat(v, r, round((mean(a) - mean(b)) / s, 3), signif(t.test(a, b)$p.value, 3), "\n")
 *   }
 */
const EFFECTS = [
  ['population', 'Northeast', 0.341, 0.49],
  ['population', 'South', -0.012, 0.96],
  ['population', 'North Central', 0.163, 0.583],
  ['population', 'West', -0.405, 0.3],
  ['income', 'Northeast', 0.265, 0.45],
  ['income', 'South', -1.143, 0.00149],
  ['income', 'North Central', 0.376, 0.1],
  ['income', 'West', 0.601, 0.098],
  ['illiteracy', 'Northeast', -0.34, 0.144],
  ['illiteracy', 'South', 1.774, 1.82e-5],
  ['illiteracy', 'North Central', -1.117, 9.7e-7],
  ['illiteracy', 'West', -0.326, 0.323],
  ['life expectancy', 'Northeast', 0.35, 0.172],
  ['life expectancy', 'South', -1.597, 6.05e-6],
  ['life expectancy', 'North Central', 0.93, 0.00415],
  ['life expectancy', 'West', 0.359, 0.281],
  ['murder rate', 'Northeast', -0.924, 0.00769],
  ['murder rate', 'South', 1.581, 3.08e-6],
  ['murder rate', 'North Central', -0.784, 0.0302],
  ['murder rate', 'West', -0.059, 0.826],
  ['high-school graduates', 'Northeast', 0.128, 0.584],
  ['high-school graduates', 'South', -2.396, 3.34e-8],
  ['high-school graduates', 'North Central', 0.228, 0.309],
  ['high-school graduates', 'West', 1.958, 4.6e-10],
  ['days of frost', 'Northeast', 0.681, 0.017],
  ['days of frost', 'South', -1.316, 7.53e-6],
  ['days of frost', 'North Central', 0.929, 0.000207],
  ['days of frost', 'West', -0.059, 0.881],
  ['area', 'Northeast', -0.778, 0.000117],
  ['area', 'South', -0.278, 0.284],
  ['area', 'North Central', -0.124, 0.521],
  ['area', 'West', 1.117, 0.0418],
];

/** Records of effects with their p-values. */
export function regionEffects() {
  return csv([['variable', 'region', 'effect', 'p'], ...EFFECTS]);
}
