// Example 41: rows and columns for clustering.
import { csv, table } from './formats.mjs';
import { mulberry32, normal, round, times } from './random.mjs';

/** Expression of 28 genes in 16 samples of three tissues: four groups of genes, in mixed order. */
export function expression() {
  const random = mulberry32(41);
  const tissues = times(16, (j) => (j * 5) % 3);
  const levels = [
    [1.9, -0.8, -1.0],
    [-1.2, 1.6, -0.3],
    [-0.5, -0.6, 1.4],
    [0.9, 0.8, -1.7],
  ];
  const genes = times(28, (i) => (i * 11) % 4);
  const names = times(28, (i) => `G${String(100 + i * 7)}`);
  const samples = times(16, (j) => `S${String(j + 1).padStart(2, '0')}`);
  return csv(
    table('gene', names, samples, (i, j) => round(levels[genes[i]][tissues[j]] + 0.45 * normal(random), 2)),
  );
}
