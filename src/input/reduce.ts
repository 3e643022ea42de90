import { Accumulator } from '../matrix/accumulator.js';
import type { Dataset, Matrix } from '../matrix/matrix.js';
import type { MemoryBudget } from '../matrix/reduction.js';

/**
 * Reduces the matrices of numbers that have more cells than the budget allows, as the readers of other formats do while
 * they read.
 */
export function reduceDataset(dataset: Dataset, { maxCells, reduction }: MemoryBudget): Dataset {
  if (!reduction) return dataset;
  const budget = { maxCells: Math.max(1, Math.floor(maxCells / dataset.slices.length)), reduction };
  return {
    ...dataset,
    slices: dataset.slices.map(({ title, matrix }) => ({ title, matrix: reduceMatrix(matrix, budget) })),
  };
}

function reduceMatrix(matrix: Matrix, budget: MemoryBudget): Matrix {
  const { rows, columns, values, categories } = matrix;
  if (categories || matrix.reduction || rows * columns <= budget.maxCells) return matrix;
  const accumulator = new Accumulator(columns, budget);
  accumulator.reserve(rows, true);
  for (let row = 0; row < rows; row++) accumulator.add(values, row * columns);
  return { ...matrix, ...accumulator.finish() };
}
