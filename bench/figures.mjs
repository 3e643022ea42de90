// The figures of the benchmark: texts, page sizes and the formula of the values.

const PAGE = [900, 750];
const LARGE_PAGE = [1500, 1200];

const COLUMN_LABELS = [
  'last_question_token',
  'exact_answer_before_first',
  'exact_answer_first',
  'exact_answer_last',
  'exact_answer_after_last',
  'end_of_reasoning',
  'end_of_sequence-6',
  'end_of_sequence-5',
  'end_of_sequence-4',
  'end_of_sequence-3',
  'end_of_sequence-2',
  'end_of_sequence-1',
];

const small = {
  title: 'Probing accuracy of every layer at every token',
  x: 'Token',
  y: 'Layer',
  rows: 31,
  columns: 12,
  rowLabels: Array.from({ length: 31 }, (_, row) => `block_${String(row).padStart(2, '0')}.attention.output`),
  columnLabels: COLUMN_LABELS,
  noise: 0,
  decimals: 3,
  page: PAGE,
};

const plain = { title: 'Response', x: 'Position', y: 'Channel' };
const noisy = { ...plain, noise: 0.2, decimals: 7, page: LARGE_PAGE };
const huge = { ...noisy, rows: 8192, columns: 8192, decimals: 6, type: 'f4' };

const clustered = (rows, axes) => ({
  title: 'Expression',
  x: 'Sample',
  y: 'Gene',
  rows,
  columns: 50,
  rowLabels: Array.from({ length: rows }, (_, row) => `gene${row}`),
  columnLabels: Array.from({ length: 50 }, (_, column) => `sample${column}`),
  clustered: axes,
  noise: 0.2,
  decimals: 5,
  page: LARGE_PAGE,
});

export const FIGURES = {
  small,
  stack: {
    title: 'Attention of every layer at the pause',
    x: 'Key position',
    y: 'Query',
    rows: 2,
    columns: 7,
    panels: 12,
    panelColumns: 3,
    rowLabels: ['clean', 'corrupt'],
    columnLabels: ['0', '1', '2', '4', '8', '16', '32'],
    noise: 0,
    decimals: 3,
    page: PAGE,
  },
  annotated: { ...plain, rows: 30, columns: 30, values: '.2f', noise: 0, decimals: 3, page: PAGE },
  medium: { ...plain, rows: 200, columns: 200, noise: 0, decimals: 4, page: PAGE },
  'big-csv': { ...noisy, rows: 2000, columns: 2000 },
  'big-json': { ...noisy, rows: 2000, columns: 2000, json: true },
  'big-npy': { ...noisy, rows: 2000, columns: 2000, type: 'f8' },
  'huge-csv': { ...huge, type: undefined },
  'huge-npy': huge,
  clustered: clustered(2000, ['x', 'y']),
  'many-clustered': clustered(10_000, ['y']),
  'larger-npy': { ...huge, rows: 16384, columns: 16384 },
  // The mean of so many records is the value of a cell.
  records: { ...noisy, rows: 60, columns: 100, decimals: 4, records: 50 },
};

/** The batch consists of this many copies of `small`. Figure n has the values of panel n. */
export const BATCH_SIZE = 200;

/**
 * Returns the values of a figure without noise as a function `(panel, row, column) → 0.1 … 0.9`. It is the sum of two
 * waves whose phases depend on the panel.
 */
export function waves({ rows, columns }) {
  const yPhase = Float64Array.from({ length: rows }, (_, row) => (2 * Math.PI * (row + 0.5)) / rows);
  const xPhase = Float64Array.from(
    { length: columns },
    (_, column) => (3 * Math.PI * (column + 0.5)) / columns,
  );
  return (panel, row, column) =>
    0.5 + 0.2 * (Math.sin(yPhase[row] + panel) + Math.cos(xPhase[column] + panel / 2));
}

/** Returns the values of a figure with noise. Call the function in row-major order, because the noise is a sequence. */
export function valuesOf(figure) {
  const smooth = waves(figure);
  if (!figure.noise) return smooth;
  let state = 0x9e3779b9;
  return (panel, row, column) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return smooth(panel, row, column) + figure.noise * (state / 2 ** 32);
  };
}
