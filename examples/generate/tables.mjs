// Examples 39–40: tables as other programs write them. The data of 33–38 is in the package vega-datasets.
import { csv } from './formats.mjs';
import { mulberry32, normal, round } from './random.mjs';

/** The species of the Palmer penguins by island, as `pandas.crosstab` counts them with `margins=True`. */
export function penguins() {
  return csv([
    ['Species', 'Biscoe', 'Dream', 'Torgersen', 'All'],
    ['Adelie', 44, 56, 52, 152],
    ['Chinstrap', 0, 68, 0, 68],
    ['Gentoo', 124, 0, 0, 124],
    ['All', 168, 124, 52, 344],
  ]);
}

/** The results of a grid search in the form of scikit-learn's `cv_results_`. */
export function gridSearch() {
  const random = mulberry32(40);
  const exponents = [-3, -2, -1, 0, 1, 2, 3];
  const lines = exponents.flatMap((c) =>
    exponents.slice(0, 5).map((gamma) => {
      const distance = (c - 1) * (c - 1) + 2 * (gamma + 1) * (gamma + 1) + (c - 1) * (gamma + 1);
      const score = round(0.5 + 0.46 / (1 + distance / 6) + 0.01 * normal(random), 3);
      return [`1e${c}`, `1e${gamma}`, score, round(0.02 + 0.01 * random(), 3)];
    }),
  );
  return csv([
    ['', 'param_C', 'param_gamma', 'mean_test_score', 'std_test_score'],
    ...lines.map((line, i) => [i, ...line]),
  ]);
}
