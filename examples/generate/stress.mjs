// Example 56: the response of genes of Escherichia coli to stress.
import { csv } from './formats.mjs';
import { mulberry32, normal } from './random.mjs';

const CONDITIONS = ['H_2_O_2_', 'O_2_^−^', '42 °C', 'NaCl', 'pH 4.5', 'Δ*rpoS*'];

/** The regulons, their genes, and their mean log2 fold change in each condition. */
const REGULONS = [
  ['oxyR', ['katG', 'ahpC', 'dps', 'grxA'], [4.1, 1.6, 0.2, 0.1, 0.3, -0.4]],
  ['soxS', ['sodA', 'fumC', 'zwf', 'acrA'], [0.9, 3.2, 0.1, 0.2, -0.2, 0]],
  ['rpoH', ['dnaK', 'groL', 'clpB', 'htpG'], [0.4, 0.3, 3.6, -0.3, 0.5, 0.1]],
  ['rpoS', ['otsB', 'osmY', 'gadB', 'hdeA'], [0.2, -0.1, 0.4, 2.4, 2.6, -3.4]],
];

/** Log2 fold changes with labels in markup. */
export function stressResponse() {
  const random = mulberry32(56);
  const rows = REGULONS.flatMap(([, genes, means]) =>
    genes.map((gene) => [gene, ...means.map((mean) => Number((mean + 0.45 * normal(random)).toFixed(2)))]),
  );
  return csv([['gene', ...CONDITIONS], ...rows]);
}
