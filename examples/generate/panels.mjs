// Examples 23–25: several matrices in one figure.
import { csv, json, table } from './formats.mjs';
import { clamp, mulberry32, normal, peak, round, times } from './random.mjs';

/** Attention of three layers with four heads as an array (layer, head, query, key). Each head has one pattern. */
export function attentionHeads() {
  const random = mulberry32(23);
  const length = 12;
  const sentence = [0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 4, 5]; // the second half repeats the first
  const patterns = {
    first: (_, key) => (key === 0 ? 6 : 0.1),
    previous: (query, key) => (key === query - 1 ? 5 : 0.1),
    itself: (query, key) => (key === query ? 4 : 0.2),
    all: () => 1,
    near: (query, key) => 4 * peak(query - key, 0, 2.5),
    same: (query, key) => (sentence[key] === sentence[query] ? 4 : 0.15),
    next: (query, key) =>
      key > 0 && sentence[key - 1] === sentence[query] && key - 1 !== query ? 8 : key === 0 ? 1.5 : 0.08,
    comma: (_, key) => (key % 6 === 3 ? 3 : key === 0 ? 1.2 : 0.12),
  };
  const layers = [
    ['previous', 'all', 'near', 'itself'],
    ['same', 'previous', 'comma', 'near'],
    ['next', 'first', 'next', 'comma'],
  ];
  return json(
    layers.map((heads) =>
      heads.map((head) =>
        times(length, (query) => {
          const weights = times(length, (key) =>
            key > query ? 0 : patterns[head](query, key) * (0.75 + 0.5 * random()),
          );
          const sum = weights.reduce((a, b) => a + b);
          return weights.map((weight) => round(weight / sum, 3));
        }),
      ),
    ),
  );
}

/** Loss from ablating each head, before and after tuning: two tables. Tuning strengthens a few late heads. */
export function headImportance() {
  const random = mulberry32(24);
  const base = times(12, (layer) =>
    times(12, () => clamp(0.03 + 0.02 * normal(random) + 0.3 * random() ** 6 * (1 - layer / 20), 0.002, 0.4)),
  );
  const tuned = base.map((heads, layer) =>
    heads.map((loss) => {
      const gain = layer > 6 && random() < 0.16 ? 0.25 * random() : 0.01 * normal(random);
      return clamp(loss * (layer < 4 ? 0.8 : 1) + gain, 0.001, 0.4);
    }),
  );
  const labels = times(12, String);
  return [base, tuned].map((rows) => csv(table('layer', labels, labels, (i, j) => round(rows[i][j], 3))));
}

/** One line per run of a hyperparameter sweep. Each optimizer has its own best learning rate for each batch size. */
export function learningRates() {
  const random = mulberry32(25);
  const rates = ['1e-5', '3e-5', '1e-4', '3e-4', '1e-3', '3e-3', '1e-2'];
  const sizes = [16, 32, 64, 128, 256, 512];
  const optimizers = [
    ['SGD', 6.2, 0.5, 0.24],
    ['Adam', 2.6, 0.3, 0],
    ['Lion', 1.3, 0.3, 0.02],
  ];
  const runs = optimizers.flatMap(([optimizer, best, slope, offset]) =>
    sizes.flatMap((size, s) =>
      rates.map((rate, r) => {
        const distance = r - (best + slope * (s - 2));
        const loss =
          2.71 + offset + 0.035 * distance * distance * (distance > 0 ? 2.2 : 0.8) + 0.02 * Math.abs(s - 3);
        return [optimizer, rate, size, round(loss + 0.015 * random(), 3)];
      }),
    ),
  );
  return csv([['optimizer', 'learning rate', 'batch size', 'loss'], ...runs]);
}
