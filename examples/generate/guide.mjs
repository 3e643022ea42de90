// Writes the data files of the guide: `node examples/generate/guide.mjs [FOLDER]`. The default folder is `guide/` next to this one.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { argv } from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { csv, json, npy, table } from './formats.mjs';
import { clamp, interpolate, mulberry32, normal, peak, round, smoothstep, times } from './random.mjs';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Hours of sunshine for each month, after public climate tables. */
const SUNSHINE = {
  Reykjavik: [27, 52, 111, 140, 192, 161, 171, 155, 125, 83, 38, 12],
  London: [62, 78, 115, 169, 199, 204, 212, 205, 149, 117, 73, 52],
  Berlin: [47, 74, 121, 159, 220, 222, 217, 211, 156, 111, 51, 38],
  Rome: [121, 133, 167, 201, 263, 285, 332, 298, 237, 195, 129, 112],
  Athens: [129, 139, 182, 232, 292, 339, 372, 351, 268, 208, 146, 123],
  Cairo: [213, 234, 269, 291, 324, 357, 363, 351, 311, 292, 248, 198],
  Singapore: [173, 182, 193, 176, 182, 178, 188, 182, 156, 155, 129, 130],
  Nairobi: [288, 266, 269, 204, 189, 159, 131, 140, 192, 218, 209, 258],
  Sydney: [232, 206, 217, 211, 186, 165, 200, 222, 218, 233, 228, 244],
  Ushuaia: [167, 148, 137, 105, 63, 42, 50, 91, 132, 165, 175, 168],
};

function sunshine() {
  const cities = Object.keys(SUNSHINE);
  return csv(table('city', cities, MONTHS, (i, j) => SUNSHINE[cities[i]][j]));
}

/** Months in which a species is seen: sightings per month, from January on. */
const SEASONS = {
  'Great tit': [9, 9, 8, 6, 5, 5, 4, 4, 5, 7, 9, 9],
  Robin: [6, 6, 5, 4, 4, 3, 2, 3, 5, 6, 7, 7],
  Brambling: [8, 6, 3, 1, 0, 0, 0, 0, 0, 2, 5, 8],
  Waxwing: [4, 5, 2, 0, 0, 0, 0, 0, 0, 0, 1, 3],
  Chiffchaff: [0, 0, 3, 7, 6, 5, 4, 3, 5, 1, 0, 0],
  Swallow: [0, 0, 0, 3, 7, 8, 9, 8, 5, 0, 0, 0],
  Swift: [0, 0, 0, 0, 6, 9, 9, 1, 0, 0, 0, 0],
  'Spotted flycatcher': [0, 0, 0, 0, 3, 4, 4, 3, 1, 0, 0, 0],
};

/** One line for each sighting in a garden, in the order of the dates of three years. */
function birdSightings() {
  const random = mulberry32(211);
  const lines = [];
  for (const year of [2022, 2023, 2024]) {
    for (const [species, months] of Object.entries(SEASONS)) {
      months.forEach((expected, month) => {
        const sightings = Math.round(expected * (0.7 + 0.6 * random()));
        for (let k = 0; k < sightings; k++) {
          const day = 1 + Math.floor(28 * random());
          const count =
            1 + Math.floor((species === 'Waxwing' ? 7 : species === 'Swift' ? 4 : 3) * random() ** 2);
          lines.push([isoDate(year, month, day), species, count]);
        }
      });
    }
  }
  lines.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return csv([['date', 'species', 'count'], ...lines]);
}

const isoDate = (year, month, day) =>
  `${year}-${String(month + 1).padStart(2, '0')}-${String(day).padStart(2, '0')}`;

/** Properties of 60 samples of soil: chalk, clay and organic matter decide most of them. */
function soil() {
  const random = mulberry32(37);
  const lines = times(60, (k) => {
    const [chalk, clay, organic] = times(3, () => normal(random));
    const noise = (size) => size * normal(random);
    const pH = 6.4 + 0.7 * chalk - 0.15 * organic + noise(0.15);
    const calcium = 1900 + 700 * chalk + 260 * clay + noise(160);
    const magnesium = 150 + 35 * clay + 20 * chalk + noise(16);
    const potassium = 130 + 30 * clay + noise(20);
    const phosphorus = 34 + 5 * organic - 4 * chalk + noise(9);
    const carbon = 2.4 + 0.7 * organic + 0.15 * clay + noise(0.12);
    const nitrogen = 0.09 * carbon + noise(0.015);
    const clayShare = 24 + 7 * clay + noise(1);
    const sand = 48 - 9 * clay + noise(5);
    const density = 1.38 - 0.1 * organic + noise(0.03);
    const digits = [2, 0, 0, 0, 0, 2, 3, 1, 1, 2];
    const values = [
      pH,
      calcium,
      magnesium,
      potassium,
      phosphorus,
      carbon,
      nitrogen,
      clayShare,
      sand,
      density,
    ];
    return [
      `P${String(k + 1).padStart(2, '0')}`,
      ...values.map((value, j) => round(Math.max(value, 0.01), digits[j])),
    ];
  });
  const names = ['pH', 'Ca', 'Mg', 'K', 'P', 'organic C', 'total N', 'clay', 'sand', 'bulk density'];
  return csv([['plot', ...names], ...lines]);
}

/** The predictions of a classifier of satellite images, one line for each image. */
function predictions() {
  const random = mulberry32(1985);
  const classes = ['forest', 'meadow', 'crops', 'water', 'road', 'city'];
  const confusions = {
    forest: { meadow: 0.08, water: 0.02 },
    meadow: { crops: 0.22, forest: 0.06 },
    crops: { meadow: 0.17, road: 0.03 },
    water: { forest: 0.03, road: 0.02 },
    road: { city: 0.14, water: 0.06, crops: 0.05 },
    city: { road: 0.09 },
  };
  const lines = times(640, (k) => {
    const actual = classes[Math.floor(classes.length * random() ** 1.2)];
    let rest = random();
    const wrong = Object.entries(confusions[actual]).find(([, share]) => {
      rest -= share;
      return rest < 0;
    });
    return [`tile_${String(k).padStart(4, '0')}`, actual, wrong?.[0] ?? actual];
  });
  return csv([['image', 'actual', 'predicted'], ...lines]);
}

const TISSUES = ['liver', 'brain', 'muscle'];
const GENES = {
  liver: ['ALB', 'APOA1', 'TTR', 'SERPINA1', 'CYP3A4', 'FGB', 'TF', 'HP'],
  brain: ['GFAP', 'MBP', 'SNAP25', 'SYT1', 'NRGN', 'ENO2', 'PLP1', 'GAP43'],
  muscle: ['ACTA1', 'CKM', 'MYH7', 'TNNT3', 'DES', 'MB', 'TTN', 'MYL2'],
  batch: ['FOS', 'JUN', 'EGR1', 'ATF3', 'HSPA1A', 'DUSP1'],
};

/** Counts of genes in 18 samples, and the table of these samples. Stress genes follow the hours before freezing. */
function expression() {
  const random = mulberry32(4);
  const samples = times(18, (k) => ({
    name: `S${String(k + 1).padStart(2, '0')}`,
    tissue: TISSUES[Math.floor(k * 1.7) % 3],
    age: 24 + Math.floor(50 * random()),
    hours: round(2 + 16 * random(), 1),
  }));
  const genes = Object.entries(GENES).flatMap(([group, names]) => names.map((name) => ({ name, group })));
  const shuffled = genes.map((gene, k) => ({ gene, key: (k * 17) % 30 })).sort((a, b) => a.key - b.key);
  const rows = shuffled.map(({ gene }) => {
    const [level, effect] = [3 + 3 * random(), 2.6 + 1.6 * random()];
    return [
      gene.name,
      ...samples.map(({ tissue, hours }) => {
        const active = gene.group === 'batch' ? (hours - 8) / 8 : gene.group === tissue ? 1 : 0;
        return Math.max(0, Math.round(2 ** (level + effect * active + 0.7 * normal(random))));
      }),
    ];
  });
  return [
    csv([['gene', ...samples.map(({ name }) => name)], ...rows]),
    csv([['sample', 'tissue', 'age', 'hours'], ...samples.map(Object.values)]),
  ];
}

const SENTENCE = ['The', ' keys', ' to', ' the', ' cabinet', ' on', ' the', ' table', ' are', ' old', '.'];

/** Attention of eight heads: rows are queries, columns are keys, and every row has the sum 1. */
function attention() {
  const random = mulberry32(90);
  const nouns = { 8: 1, 9: 1, 4: 1, 7: 4 };
  const scores = [
    (q, k) => (k === q - 1 ? 4 : 0),
    (_, k) => (k === 0 ? 4 : 0),
    (q, k) => (nouns[q] === k ? 4.5 : k === 0 ? 2 : 0),
    (q, k) => (k === q ? 3.5 : 0),
    (q, k) => -0.55 * (q - k),
    (q, k) => (q === 6 && k === 3 ? 5 : k === 0 ? 3 : 0),
    () => 0,
    (q, k) => (k === q - 2 ? 3.2 : k === q - 1 ? 2 : 0),
  ];
  const tokens = SENTENCE.map((token) => token.replace(' ', 'Ġ'));
  const values = scores.map((score) =>
    tokens.map((_, q) => {
      const weights = tokens.map((_, k) => (k > q ? 0 : Math.exp(score(q, k) + 0.4 * normal(random))));
      const sum = weights.reduce((total, weight) => total + weight, 0);
      return weights.map((weight) => round(weight / sum, 3));
    }),
  );
  return json({ values, rows: tokens, columns: tokens });
}

/** What a model would say next after each of its layers: one line for each token and layer. */
function logitLens() {
  const random = mulberry32(71);
  const guesses = {
    'The ': ['same', 'first', 'most', 'following', 'first'],
    capital: ['ized', 'ization', 'city', 'of', 'of'],
    ' of': ['the', 'course', 'the', 'France', 'the'],
    ' Japan': ['ese', 'ese', 'and', 'is', 'is'],
    ' is': ['not', 'a', 'the', 'Kyoto', 'Tokyo'],
    ' the': ['same', 'most', 'capital', 'city', 'city'],
    ' city': ['center', 'hall', 'state', 'of', 'of'],
    ' called': ['the', 'out', 'Japan', 'Tokyo', 'Tokyo'],
  };
  const lines = [];
  for (let layer = 1; layer <= 12; layer += 1) {
    Object.entries(guesses).forEach(([token, words], position) => {
      const stage = clamp(Math.floor((layer - 1 + random()) / 2.4), 0, 4);
      const rise = smoothstep(layer, 3 + (position % 3), 13);
      const probability = clamp(0.04 + 0.9 * rise + 0.04 * normal(random), 0.02, 0.98);
      lines.push([layer, token.trim(), words[stage], round(probability, 3)]);
    });
  }
  return csv([['layer', 'token', 'guess', 'probability'], ...lines]);
}

/** Fine dust of each day of two years: more in winter, with weeks of smog, and days without a measurement. */
function fineDust() {
  const random = mulberry32(2024);
  const lines = [];
  let weather = 0;
  for (let day = 0; day < 731; day++) {
    const date = new Date(Date.UTC(2023, 0, 1 + day)).toISOString().slice(0, 10);
    weather = 0.78 * weather + 0.5 * normal(random);
    const season = 0.55 + 0.45 * Math.abs(1 - ((day % 365.25) / 365.25) * 2);
    const fireworks = date.endsWith('-01-01') ? 40 : 0;
    const smoke = 45 * peak(day, 530, 3);
    const failed = (day > 222 && day < 231) || random() < 0.01;
    const value = 13 * season * Math.exp(0.55 * weather) + fireworks + smoke;
    lines.push([date, failed ? '' : round(value, 1)]);
  }
  return csv([['date', 'pm25'], ...lines]);
}

const LANGUAGES = ['English', 'German', 'Spanish', 'Turkish', 'Hindi', 'Swahili', 'Thai', 'Yoruba'];
const TASKS = [
  'Arithmetic',
  'Commonsense',
  'Inference',
  'Paraphrase',
  'Question answering',
  'Summaries',
  'Translation',
];

/** Accuracy of a model before and after tuning. The second file has its rows in another order. */
function tuning() {
  const random = mulberry32(12);
  const resource = {
    English: 1,
    German: 0.9,
    Spanish: 0.92,
    Turkish: 0.7,
    Hindi: 0.62,
    Swahili: 0.42,
    Thai: 0.55,
    Yoruba: 0.25,
  };
  const gain = { Arithmetic: -1.5, Translation: 9, Summaries: 7 };
  const base = TASKS.map(() => {
    const level = 36 + 22 * random();
    return LANGUAGES.map((language) => round(level + 30 * resource[language] + 1.5 * normal(random), 1));
  });
  const tuned = base.map((row, i) =>
    row.map((value, j) =>
      round(value + (gain[TASKS[i]] ?? 3) * (1.25 - resource[LANGUAGES[j]]) + 0.8 * normal(random), 1),
    ),
  );
  const order = [4, 0, 6, 2, 5, 1, 3];
  return [
    csv(table('task', TASKS, LANGUAGES, (i, j) => base[i][j])),
    csv(
      table(
        'task',
        order.map((i) => TASKS[i]),
        LANGUAGES,
        (i, j) => tuned[order[i]][j],
      ),
    ),
  ];
}

/** Effects with their p-values, as a model writes them: one line for each exposure and outcome. */
function associations() {
  const random = mulberry32(620);
  const outcomes = ['BMI', 'systolic BP', 'LDL', 'HDL', 'glucose', 'CRP'];
  const effects = {
    smoking: [-0.06, 0.05, 0.12, -0.24, 0.07, 0.27],
    alcohol: [0.03, 0.16, 0.04, 0.18, 0.02, 0.03],
    exercise: [-0.28, -0.17, -0.09, 0.21, -0.16, -0.19],
    'sleep < 6 h': [0.15, 0.1, 0.03, -0.05, 0.12, 0.08],
    'shift work': [0.11, 0.06, 0.05, -0.04, 0.09, 0.04],
    fibre: [-0.14, -0.07, -0.15, 0.05, -0.12, -0.1],
    salt: [0.05, 0.22, 0.01, -0.02, 0.01, 0.04],
  };
  const lines = Object.entries(effects).flatMap(([exposure, values]) =>
    values.map((value, k) => {
      const beta = value + 0.02 * normal(random);
      const z = Math.abs(beta) / 0.042;
      return [exposure, outcomes[k], round(beta, 3), pValue(z)];
    }),
  );
  return csv([['exposure', 'outcome', 'beta', 'p'], ...lines]);
}

/** Returns the two-sided p-value of a z-score: formula 7.1.26 of Abramowitz and Stegun. */
function pValue(z) {
  const x = z / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const terms = [0.254829592, -0.284496736, 1.421413741, -1.453152027, 1.061405429];
  const sum = terms.reduceRight((total, term) => t * (term + total), 0);
  return (sum * Math.exp(-x * x)).toPrecision(2);
}

/** Scores of models on tests, as a table for a paper. */
function benchmarks() {
  const random = mulberry32(88);
  const models = [
    'Llama-2-7B',
    'Llama-2-13B',
    'Mistral-7B',
    'Llama-3-8B',
    'Gemma-2-9B',
    'Qwen-2.5-7B',
    'Qwen-2.5-14B',
  ];
  const skill = [0, 0.25, 0.5, 0.62, 0.75, 0.8, 1];
  const tests = {
    ARC: [53, 67],
    HellaSwag: [77, 84],
    MMLU: [46, 79],
    TruthfulQA: [39, 58],
    WinoGrande: [69, 80],
    GSM8K: [14, 88],
  };
  return csv(
    table('model', models, Object.keys(tests), (i, j) => {
      const [low, high] = Object.values(tests)[j];
      return round(interpolate({ 0: low, 1: high }, clamp(skill[i] + 0.06 * normal(random), 0, 1)), 1);
    }),
  );
}

/**
 * Activations of 2304 tokens × 2048 neurons, in steps of 1/16: some neurons are active in each of nine documents, a few
 * neurons are always large, and single tokens have an outlier.
 */
function activations() {
  const random = mulberry32(5);
  const [tokens, neurons] = [2304, 2048];
  const large = { 133: 90, 609: -70, 1415: 120, 1870: -50 };
  const starts = [0, 210, 520, 640, 980, 1200, 1570, 1650, 2010];
  const rows = starts.flatMap((start, k) => {
    const document = times(neurons, () => (random() < 0.12 ? 4 * Math.round(5 * normal(random)) : 0));
    for (const [neuron, size] of Object.entries(large)) document[neuron] = size;
    return times((starts[k + 1] ?? tokens) - start, () => document);
  });
  for (let k = 0; k < 300; k++) {
    const token = Math.floor(tokens * random());
    rows[token] = [...rows[token]];
    rows[token][Math.floor(neurons * random())] = random() < 0.5 ? 127 : -127;
  }
  return gzipSync(npy(rows, '|i1'), { level: 9 });
}

/** Returns the files of the guide by name. */
export function guideData() {
  const [genes, samples] = expression();
  const [base, tuned] = tuning();
  return {
    'sunshine.csv': sunshine(),
    'bird-sightings.csv': birdSightings(),
    'soil.csv': soil(),
    'predictions.csv': predictions(),
    'expression.csv': genes,
    'samples.csv': samples,
    'attention.json': attention(),
    'logit-lens.csv': logitLens(),
    'pm25.csv': fineDust(),
    'base.csv': base,
    'tuned.csv': tuned,
    'associations.csv': associations(),
    'benchmarks.csv': benchmarks(),
    'activations.npy.gz': activations(),
  };
}

if (import.meta.url === pathToFileURL(argv[1]).href) {
  const folder = argv[2] ?? fileURLToPath(new URL('../guide', import.meta.url));
  mkdirSync(folder, { recursive: true });
  for (const [name, content] of Object.entries(guideData())) writeFileSync(join(folder, name), content);
}
