// 14–17: what stands in the cells.
import { csv, json, table } from './formats.mjs';
import { clamped, mulberry32, normal, rise, rounded, times } from './random.mjs';

/** How often each language was taken for another: the Nordic ones among themselves, and neighbours in the south. */
export function languageConfusion() {
  const random = mulberry32(14);
  const languages = [
    'Danish',
    'Norwegian',
    'Swedish',
    'Dutch',
    'German',
    'Spanish',
    'Portuguese',
    'Galician',
  ];
  const sentences = [400, 400, 500, 600, 1000, 800, 500, 120];
  const taken = {
    Danish: { Norwegian: 0.17, Swedish: 0.04 },
    Norwegian: { Danish: 0.21, Swedish: 0.06 },
    Swedish: { Danish: 0.03, Norwegian: 0.05 },
    Dutch: { German: 0.03 },
    German: { Dutch: 0.02 },
    Spanish: { Portuguese: 0.02, Galician: 0.03 },
    Portuguese: { Spanish: 0.04, Galician: 0.06 },
    Galician: { Spanish: 0.14, Portuguese: 0.27 },
  };
  const values = languages.map((language, i) => {
    const counts = languages.map((other) => {
      const share = taken[language][other] ?? 0.003;
      return Math.round(sentences[i] * share * (0.8 + 0.4 * random()));
    });
    counts[i] = 0;
    counts[i] = sentences[i] - counts.reduce((sum, count) => sum + count);
    return counts;
  });
  return json({ rows: languages, columns: languages, values });
}

/** Correlations over 60 models whose scores follow from what they know and how they reason; as pandas writes them. */
export function benchmarkCorrelation() {
  const random = mulberry32(15);
  const benchmarks = {
    MMLU: [0.9, 0.35, 0.25],
    TriviaQA: [0.95, 0, 0.25],
    HellaSwag: [0.75, 0.3, 0.4],
    'ARC-C': [0.75, 0.5, 0.3],
    GSM8K: [0.35, 0.9, 0.25],
    MATH: [0.25, 0.92, 0.25],
    HumanEval: [0.1, 0.85, 0.45],
    TruthfulQA: [0.1, 0.3, 0.95],
    'bits per byte': [-0.9, -0.3, 0.25],
  };
  const models = times(60, () => [normal(random), normal(random)]);
  const scores = Object.values(benchmarks).map(([knows, reasons, own]) =>
    models.map(([k, r]) => knows * k + reasons * r + own * normal(random)),
  );
  const names = Object.keys(benchmarks);
  const data = scores.map((a) => scores.map((b) => rounded(correlation(a, b), 3)));
  return json({ columns: names, index: names, data });
}

function correlation(a, b) {
  const mean = (values) => values.reduce((sum, value) => sum + value) / values.length;
  const about = (x, y) => mean(x.map((value, i) => (value - mean(x)) * (y[i] - mean(y))));
  return about(a, b) / Math.sqrt(about(a, a) * about(b, b));
}

/** The part of speech a model would go on with: from layer to layer more positions settle on the right one. */
export function partsOfSpeech() {
  const random = mulberry32(16);
  const sentence = [
    ['The', 'adjective', 5],
    ['old', 'noun', 4],
    ['clock', 'preposition', 11],
    ['in', 'article', 2],
    ['the', 'noun', 2],
    ['tower', 'verb', 10],
    ['struck', 'noun', 13],
    ['twelve', 'conjunction', 14],
    ['and', 'article', 9],
    ['the', 'noun', 2],
    ['doves', 'verb', 5],
    ['flew', 'adverb', 12],
    ['up', 'punctuation', 8],
  ];
  const early = ['punctuation', 'noun', 'noun', 'article', 'preposition', 'conjunction'];
  const columns = sentence.map(([, right, settled]) => {
    const guess = early[Math.floor(random() * early.length)];
    return times(16, (layer) => {
      if (layer >= settled) return right;
      return layer < settled / 2 || random() < 0.4 ? guess : 'noun';
    });
  });
  const tokens = sentence.map(([token]) => token);
  return csv(table('layer', times(16, String), tokens, (i, j) => columns[j][i]));
}

/** How sure each of nine layers is of its first guess: copies are cheap, facts come late. */
export function logitLens() {
  const random = mulberry32(17);
  const layers = [0, 4, 8, 12, 16, 20, 24, 28, 31];
  const tokens = [
    ['The', 31, 0.08],
    ['Eiff', 10, 0.97],
    ['el', 14, 0.93],
    ['Tower', 24, 0.38],
    ['is', 25, 0.42],
    ['in', 22, 0.86],
    ['the', 27, 0.35],
    ['city', 20, 0.95],
    ['of', 20, 0.91],
  ];
  const values = layers.map((layer) =>
    tokens.map(([, found, last]) => {
      const sure = 0.03 + 0.07 * random() + (last - 0.05) * rise(layer, found - 8, found + 5);
      return rounded(clamped(sure, 0.02, 0.98), 2);
    }),
  );
  return csv(
    table(
      '',
      layers,
      tokens.map(([token]) => token),
      (i, j) => values[i][j],
    ),
  );
}
