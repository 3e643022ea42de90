// Examples 06–13: mapping values to colours.
import { csv, table } from './formats.mjs';
import { clamp, mulberry32, normal, peak, round, smoothNoise, smoothstep, times } from './random.mjs';

/** Probability of an answer by layer: from 1/50 000 to almost 1. Each answer rises at its own layer. */
export function tokenProbability() {
  const random = mulberry32(6);
  const answers = [
    ['Paris', 11, 0.94],
    ['Tokyo', 12, 0.91],
    ['eight', 13, 0.88],
    ['oxygen', 14, 0.72],
    ['Mozart', 16, 0.81],
    ['Euler', 18, 0.46],
    ['Ulaanbaatar', 20, 0.33],
    ['rhenium', 21, 0.04],
  ];
  const columns = answers.map(([, foundLayer, final]) => {
    const power = Math.log10(final) + 4.6;
    return smoothNoise(random, 24, 0.5).map((extra, layer) => {
      const noiseScale = 1 - smoothstep(layer, foundLayer - 4, 23);
      const progress = smoothstep(layer, foundLayer - 9, foundLayer + 2 + (23 - foundLayer) * 0.5);
      return Math.min(final, 10 ** (-4.6 + power * progress + extra * noiseScale));
    });
  });
  const labels = answers.map(([answer]) => answer);
  return csv(table('layer', times(24, String), labels, (i, j) => round(columns[j][i], 6)));
}

/** Positive and negative gradients that decrease by a factor of 1000 during training, in the last layers first. */
export function gradients() {
  const random = mulberry32(7);
  const layers = times(12, (k) => `layers.${k}`);
  const steps = times(20, (k) => 250 * k);
  const rows = layers.map((_, layer) =>
    smoothNoise(random, steps.length, 1.6).map((wave, k) => {
      const power = -0.7 - 3 * smoothstep(k, -2 + (11 - layer) * 0.35, 15) - 0.12 * (11 - layer);
      return Number((wave * 10 ** power).toPrecision(3));
    }),
  );
  return csv(table('', layers, steps, (i, j) => rows[i][j]));
}

/** Counts from 0 to over 100 per species, a range that a square-root scale shows well. */
export function birdFeeder() {
  const random = mulberry32(8);
  const species = [
    ['great tit', 210, 8.5, 15],
    ['blue tit', 164, 9, 15.5],
    ['house sparrow', 120, 11, 16],
    ['chaffinch', 46, 8, 14],
    ['robin', 30, 7, 17],
    ['blackbird', 22, 6.5, 17.5],
    ['greenfinch', 14, 10, 15],
    ['nuthatch', 8, 9, 13],
    ['great spotted woodpecker', 4, 10, 15],
    ['hawfinch', 2, 11, 14],
  ];
  const hours = times(13, (k) => 6 + k);
  const visits = species.map(([, max, morning, afternoon]) =>
    hours.map((hour) => {
      const day = peak(hour, morning, 2.6) + 0.7 * peak(hour, afternoon, 2.4);
      return Math.round(clamp(max * day * (1 + 0.22 * normal(random)), 0, 400));
    }),
  );
  return csv(
    table(
      '',
      species.map(([name]) => name),
      hours,
      (i, j) => visits[i][j],
    ),
    '\t',
  );
}

/** Monthly rainfall in millimetres, close to climate tables, in the CSV format of a German spreadsheet. */
export function rainfall() {
  const random = mulberry32(9);
  const cities = [
    ['Mumbai', [0.3, 0.4, 0.1, 0.5, 14, 514, 868, 553, 337, 81, 9, 2]],
    ['Singapur', [222, 105, 151, 164, 165, 136, 145, 147, 128, 155, 254, 333]],
    ['Bergen', [252, 203, 201, 132, 101, 130, 146, 188, 259, 271, 267, 291]],
    ['Sydney', [91, 131, 118, 114, 100, 142, 80, 75, 63, 67, 89, 73]],
    ['Nairobi', [64, 57, 93, 216, 127, 29, 16, 22, 28, 57, 146, 101]],
    ['Rom', [68, 71, 64, 71, 57, 38, 17, 33, 76, 99, 112, 83]],
    ['Lissabon', [110, 92, 66, 62, 48, 17, 5, 7, 32, 98, 120, 122]],
    ['Berlin', [44, 35, 41, 35, 54, 62, 72, 58, 47, 46, 43, 47]],
    ['Kairo', [6, 4, 4, 1, 0.6, 0, 0, 0, 0, 0.9, 3, 6]],
    ['Lima', [0.9, 0.4, 0.5, 0.1, 0.4, 0.8, 1.1, 1.4, 0.8, 0.3, 0.1, 0.2]],
  ];
  const months = ['Jan', 'Feb', 'Mär', 'Apr', 'Mai', 'Jun', 'Jul', 'Aug', 'Sep', 'Okt', 'Nov', 'Dez'];
  const amount = (i, j) => (cities[i][1][j] * (0.97 + 0.06 * random())).toFixed(1).replace('.', ',');
  const names = cities.map(([name]) => name);
  return csv(table('Ort', names, months, amount), ';');
}

/** P-values of ablating the heads of a layer. Two ranges of layers matter, each for different tasks. */
export function pValues() {
  const random = mulberry32(10);
  const tasks = [
    ['induction', 5, 1],
    ['copying', 6, 0.9],
    ['names', 8, 0.85],
    ['agreement', 7, 0.5],
    ['dates', 10, 0.75],
    ['arithmetic', 12, 0.95],
    ['sentiment', 13, 0.35],
    ['translation', 11, 0.25],
  ];
  const p = (i, j) => {
    const [, layer, effect] = tasks[i];
    const power = -0.35 - 4.2 * effect * peak(j, layer, 2.6) + 0.35 * normal(random);
    return Number((10 ** Math.min(-0.01, power)).toPrecision(2));
  };
  const names = tasks.map(([name]) => name);
  return csv(table('', names, times(16, String), p));
}

/** Monthly anomalies of 44 years: a slow rise, waves of a few years common to all months, and noise for each month. */
export function temperatureAnomaly() {
  const random = mulberry32(11);
  const years = times(44, (k) => 1980 + k);
  const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
  const waves = smoothNoise(random, years.length, 0.55);
  const weather = months.map(() => smoothNoise(random, years.length, 0.5));
  const anomaly = (i, j) => -0.75 + (1.7 * j) / 43 + waves[j] + weather[i][j];
  return csv(table('', months, years, (i, j) => clamp(round(anomaly(i, j), 2), -1.6, 1.6)));
}

/** Particulate matter at eight stations in March. One station starts late, one fails for a week, single days are missing. */
export function airQuality() {
  const random = mulberry32(12);
  const stations = ['Harbour', 'Station', 'Market', 'Museum', 'School', 'Stadium', 'Park', 'Hill'];
  const days = times(31, (k) => k + 1);
  const air = smoothNoise(random, days.length, 14);
  const isOff = (i, j) => (i === 5 && j < 11) || (i === 2 && j >= 17 && j < 24);
  const dust = (i, j) => {
    const value = 21 - 1.5 * i + air[j] + 3 * normal(random) + 14 * peak(j, 19, 3);
    const isMissing = random() < 0.03;
    if (isOff(i, j)) return 'offline';
    return isMissing ? '' : Math.max(2, round(value, 1));
  };
  return csv(table('', stations, days, dust));
}

/** Activations of a model in which two dimensions are 100 times as large as all others from layer 2 on. */
export function outlierActivations() {
  const random = mulberry32(13);
  const dimensions = [
    64, 311, 588, 802, 1076, 1415, 1733, 1990, 2244, 2533, 2871, 3160, 3402, 3618, 3777, 4055,
  ];
  const columns = dimensions.map((dimension) => {
    const base = clamp(0.7 * normal(random), -1.2, 1.2);
    const sign = { 1415: -1, 2533: 1 }[dimension] ?? 0;
    return smoothNoise(random, 24, 1.8).map((extra, layer) => {
      const outlier = sign * 130 * smoothstep(layer, 1, 4) * (1 - 0.99 * smoothstep(layer, 21, 23));
      return round(outlier * (1 + 0.05 * extra) + base + extra * (0.4 + layer / 32), 2);
    });
  });
  return csv(table('layer', times(24, String), dimensions, (i, j) => columns[j][i]));
}
