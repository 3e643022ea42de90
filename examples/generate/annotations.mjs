// Examples 45 and 46: values beside rows and columns.
import { csv, table } from './formats.mjs';
import { mulberry32, normal, round, times } from './random.mjs';

const TISSUES = ['liver', 'kidney', 'brain', 'muscle'];

/** Read counts of 72 genes in 24 samples, and a table of the samples in another order, without one age. */
export function annotatedCounts() {
  const random = mulberry32(45);
  const samples = times(24, (j) => ({
    name: `S${String(j + 1).padStart(2, '0')}`,
    tissue: (j * 7 + (j > 11 ? 1 : 0)) % 4,
    age: 24 + Math.floor(52 * random()),
    sex: random() < 0.5 ? 'female' : 'male',
    depth: round(0.6 + 1.1 * random(), 2),
  }));
  const levels = [
    [2.6, 0.2, -0.4, 0],
    [-0.2, 2.3, 0.1, 1],
    [0, -0.5, 2.8, -0.3],
    [0.3, 0.4, -1.2, 2.2],
  ];
  const genes = times(72, (i) => ({ group: (i * 11 + (i % 5)) % 4, base: 5 + 3 * random() }));
  const names = times(72, (i) => `G${String(200 + i * 13)}`);
  const counts = table(
    'gene',
    names,
    samples.map(({ name }) => name),
    (i, j) => {
      const { group, base } = genes[i];
      const log = base + levels[group][samples[j].tissue] + 0.55 * normal(random);
      return Math.round(samples[j].depth * 2 ** log);
    },
  );
  const records = [...samples].sort((a, b) => a.tissue - b.tissue || a.age - b.age);
  const lines = records.map(({ name, tissue, age, sex, depth }) =>
    [name, TISSUES[tissue], name === 'S09' ? 'NA' : age, sex, round(12 * depth, 1)].join(','),
  );
  return [csv(counts), `${['sample,tissue,age,sex,reads', ...lines].join('\n')}\n`];
}

/** Expression of 320 genes at 14 times after a stimulus, and the functions of some genes. */
export function markedGenes() {
  const random = mulberry32(46);
  const hours = [0, 0.5, 1, 1.5, 2, 3, 4, 6, 8, 10, 12, 16, 20, 24];
  const genes = times(320, () => ({
    peak: 24 * random() ** 1.6,
    width: 1.5 + 5 * random(),
    sign: random() < 0.7 ? 1 : -1,
  }));
  const names = times(320, (i) => `G${String(1001 + i * 3)}`);
  const values = table(
    'gene',
    names,
    hours.map((hour) => `${hour} h`),
    (i, j) => {
      const { peak, width, sign } = genes[i];
      const distance = (hours[j] - peak) / (width + 0.25 * peak);
      return round(sign * 2.4 * Math.exp(-distance * distance) + 0.25 * normal(random), 1);
    },
  );
  const functions = [
    'early kinase',
    'zinc finger',
    'heat shock',
    'chaperone',
    'cyclin',
    'histone',
    'ribosome',
    'transporter',
    'protease',
    'ligase',
    'ion channel',
    'receptor',
    'phosphatase',
    'helicase',
  ];
  const rows = functions.map((name, k) => `${names[(k * 67 + 5) % 320]},${name}`);
  return [csv(values), `${['gene,function', ...rows].join('\n')}\n`];
}
