// Examples 14–17: the contents of cells.
import { csv, json, table } from './formats.mjs';
import { clamp, mulberry32, normal, round, smoothstep, times } from './random.mjs';

/** Counts of languages mistaken for each other, mostly within the Nordic and the Iberian group. */
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
  const confusions = {
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
      const share = confusions[language][other] ?? 0.003;
      return Math.round(sentences[i] * share * (0.8 + 0.4 * random()));
    });
    counts[i] = 0;
    counts[i] = sentences[i] - counts.reduce((sum, count) => sum + count);
    return counts;
  });
  return json({ rows: languages, columns: languages, values });
}

/** Correlations over 60 models whose scores depend on knowledge and reasoning, in the JSON format of pandas. */
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
  const data = scores.map((a) => scores.map((b) => round(correlation(a, b), 3)));
  return json({ columns: names, index: names, data });
}

function correlation(a, b) {
  const mean = (values) => values.reduce((sum, value) => sum + value) / values.length;
  const covariance = (x, y) => mean(x.map((value, i) => (value - mean(x)) * (y[i] - mean(y))));
  return covariance(a, b) / Math.sqrt(covariance(a, a) * covariance(b, b));
}

/** The predicted part of speech of the next token. Later layers predict more positions correctly. */
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
  const columns = sentence.map(([, correct, settledLayer]) => {
    const guess = early[Math.floor(random() * early.length)];
    return times(16, (layer) => {
      if (layer >= settledLayer) return correct;
      return layer < settledLayer / 2 || random() < 0.4 ? guess : 'noun';
    });
  });
  const tokens = sentence.map(([token]) => token);
  return csv(table('layer', times(16, String), tokens, (i, j) => columns[j][i]));
}

/** Probability of the top prediction in nine layers: copied tokens rise early, facts late. */
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
    tokens.map(([, foundLayer, final]) => {
      const probability =
        0.03 + 0.07 * random() + (final - 0.05) * smoothstep(layer, foundLayer - 8, foundLayer + 5);
      return round(clamp(probability, 0.02, 0.98), 2);
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
