// Example 53: accuracy of a model on tasks in many languages, before and after tuning.
import { csv, table } from './formats.mjs';
import { clamp, mulberry32, normal, round } from './random.mjs';

/** Languages with their family and the share of text that a model has seen, from 0 to 1. */
const LANGUAGES = [
  ['English', 'Germanic', 1],
  ['Hausa', 'other', 0.1],
  ['Polish', 'Slavic', 0.55],
  ['Dutch', 'Germanic', 0.7],
  ['Catalan', 'Romance', 0.45],
  ['Swahili', 'other', 0.15],
  ['Czech', 'Slavic', 0.5],
  ['French', 'Romance', 0.85],
  ['Faroese', 'Germanic', 0.05],
  ['Basque', 'other', 0.2],
  ['German', 'Germanic', 0.88],
  ['Slovene', 'Slavic', 0.3],
  ['Spanish', 'Romance', 0.9],
  ['Sorbian', 'Slavic', 0.04],
  ['Occitan', 'Romance', 0.12],
  ['Yoruba', 'other', 0.08],
];

/** Tasks with the accuracy of the best language, how much seen text helps, and what tuning gains. */
const TASKS = {
  reading: [0.92, 0.4, 0.12],
  translation: [0.84, 0.65, 0.24],
  summary: [0.78, 0.45, 0.17],
  grammar: [0.88, 0.55, 0.2],
  arithmetic: [0.66, 0.18, -0.09],
};

/** Returns the accuracy before and after tuning: tuning helps languages that the model has seen little of. */
export function tuning() {
  const random = mulberry32(53);
  const names = LANGUAGES.map(([name]) => name);
  const accuracy = LANGUAGES.map(([, , seen]) =>
    Object.values(TASKS).map(([best, slope, gain]) => {
      const base = best - slope * (1 - seen) ** 2 + 0.02 * normal(random);
      const change = (gain > 0 ? gain * Math.sqrt(1 - seen) : gain) + 0.015 * normal(random);
      return [base, base + change].map((value) => round(clamp(value, 0.02, 0.98), 3));
    }),
  );
  const rows = (k) => csv(table('language', names, Object.keys(TASKS), (i, j) => accuracy[i][j][k]));
  return {
    base: rows(0),
    tuned: rows(1),
    languages: csv([['language', 'family'], ...LANGUAGES.map(([name, family]) => [name, family])]),
  };
}
