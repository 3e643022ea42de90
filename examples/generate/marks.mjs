// Examples 49 and 50: matrices for marks in cells.
import { csv, table } from './formats.mjs';
import { clamp, mulberry32, normal, round, times } from './random.mjs';

/** The marker genes of kinds of blood cells, and the kinds that express each of them. */
const MARKERS = [
  ['IL7R', [0, 1]],
  ['CCR7', [0]],
  ['S100A4', [1, 4, 5]],
  ['CD8A', [2]],
  ['GNLY', [3]],
  ['NKG7', [2, 3]],
  ['CD14', [4]],
  ['LYZ', [4, 5, 7]],
  ['FCGR3A', [3, 5]],
  ['MS4A7', [5]],
  ['MS4A1', [6]],
  ['CD79A', [6]],
  ['FCER1A', [7]],
  ['CST3', [4, 5, 7]],
  ['PPBP', [8]],
];
const KINDS = [
  'naive CD4 T',
  'memory CD4 T',
  'CD8 T',
  'NK',
  'CD14+ monocyte',
  'FCGR3A+ monocyte',
  'B',
  'dendritic',
  'platelet',
];

/** For each kind of cell and each gene, the mean expression and the fraction of cells that express it. */
export function markerGenes() {
  const random = mulberry32(49);
  const cells = KINDS.map((_, kind) =>
    MARKERS.map(([, kinds]) => {
      const isMarker = kinds.includes(kind);
      const fraction = clamp(
        (isMarker ? 0.72 : 0.05) + (isMarker ? 0.13 : 0.04) * normal(random),
        0.004,
        0.99,
      );
      const mean = (isMarker ? 2.4 : 0.25) * fraction * (1 + 0.25 * normal(random)) + 0.05;
      return { mean: round(Math.max(0.01, mean), 2), fraction: round(fraction, 3) };
    }),
  );
  const genes = MARKERS.map(([gene]) => gene);
  return ['mean', 'fraction'].map((value) =>
    csv(table('cell type', KINDS, genes, (i, j) => cells[i][j][value])),
  );
}

const BINS = 90;
const BIN_LENGTH = 0.04;

/** Contacts of bins, in Mb, of a region of a chromosome in two samples; the second one has lost a boundary of two domains. */
export function contactMaps() {
  const labels = times(BINS, (i) => (48 + i * BIN_LENGTH).toFixed(2));
  return [
    [0, 17, 32, 55, 71, BINS],
    [0, 17, 55, 71, BINS],
  ].map((boundaries, sample) => {
    const random = mulberry32(50 + sample);
    const domains = times(BINS, (i) => boundaries.findIndex((end) => end > i));
    const contacts = times(BINS, () => new Array(BINS));
    for (let i = 0; i < BINS; i++) {
      for (let j = i; j < BINS; j++) {
        const distance = j - i + 1;
        const isLoop = domains[i] === domains[j] && boundaries.includes(i) && boundaries.includes(j + 1);
        const expected = (900 / distance) * (domains[i] === domains[j] ? 1 : 0.28) * (isLoop ? 6 : 1);
        const count = Math.max(1, Math.round(expected + 0.12 * expected * normal(random) + normal(random)));
        contacts[i][j] = count;
        contacts[j][i] = count;
      }
    }
    return csv(table('bin', labels, labels, (i, j) => contacts[i][j]));
  });
}
