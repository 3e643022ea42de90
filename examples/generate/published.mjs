// Examples 01–05. The published figures come without their numbers, so each column is an approximation:
// a few points over the layers, linear interpolation between them, and a little seeded noise.
import { csv, table } from './formats.mjs';
import { clamp, interpolate, mulberry32, round, smoothNoise, times } from './random.mjs';

/** The label `..` occurs three times, so only positions identify columns. Layer 0 comes first in the file. */
export function cosineSimilarity() {
  const knots = [0, 2, 4, 6, 8, 11];
  const columns = [
    ['iers', [0.014, 0.009, 0.003, 0.001, -0.002, -0.009]],
    ['pl', [-0.029, -0.026, -0.024, -0.023, -0.024, -0.026]],
    ['level', [0.0388, 0.0372, 0.029, 0.026, 0.025, 0.027]],
    ['wrench', [-0.015, -0.011, -0.004, 0.001, 0.003, 0.01]],
    ['hammer', [-0.012, -0.006, 0.002, 0.003, -0.002, -0.008]],
    ['PAUSE', [0.011, 0.012, 0.004, -0.002, -0.003, -0.007]],
    ['..', [0.013, 0.004, -0.003, -0.002, 0.002, 0.009]],
    ['Tools', [-0.014, -0.012, -0.003, 0.002, 0.004, 0.011]],
    ['..', [-0.011, -0.007, -0.002, 0.002, 0.001, -0.008]],
    ['plum', [0.012, 0.006, 0.003, -0.003, -0.004, -0.01]],
    ['banana', [-0.008, -0.004, 0.001, 0.002, 0.001, -0.005]],
    ['peach', [-0.0388, -0.037, -0.034, -0.018, -0.014, -0.019]],
    ['orange', [-0.013, -0.009, -0.004, -0.002, 0.002, 0.008]],
    ['..', [0.01, 0.007, 0.003, 0.002, -0.003, -0.008]],
    ['ruits', [0.015, 0.01, 0.002, -0.002, -0.004, 0.007]],
    ['F', [-0.012, -0.01, -0.002, 0.003, 0.004, 0.012]],
  ];
  const curves = columns.map(([label, values]) => [label, curveThrough(knots, values)]);
  return layerTable(curves, { seed: 1, layers: 12, noise: 0.0015, digits: 4 });
}

/** Answer tokens rise with depth. The last eight tokens rise, stay high in layers 8–20, and fall again. */
export function layerTokenCorrelation() {
  const answer = [
    ['last_q', { 0: 0.78, 10: 0.87, 12: 0.95, 18: 0.975, 30: 0.99 }],
    ['exact_answer_first', { 0: 0.8, 10: 0.88, 12: 0.96, 30: 0.992 }],
    ['exact_answer_last', { 0: 0.79, 10: 0.885, 12: 0.955, 20: 0.98, 30: 0.992 }],
    ['exact_answer_after_last', { 0: 0.765, 10: 0.86, 12: 0.9, 17: 0.955, 30: 0.985 }],
  ];
  const nearEnd = lastTokens(8).map((label, k) => {
    const tilt = 0.003 * k;
    const late = k < 4 ? 0 : 0.03; // -4 … -1 stay a little higher after layer 20
    return [
      label,
      {
        0: 0.515 + tilt,
        6: 0.665 + tilt,
        8: 0.815 + tilt,
        13: 0.855 + tilt,
        20: 0.815 + late,
        24: 0.645 + late,
        30: 0.54 + 2 * late,
      },
    ];
  });
  return layerTable([...answer, ...nearEnd], { seed: 2, layers: 31, noise: 0.012 });
}

/** Exact answers are high in layers 10–20 and drop at layer 25. The last tokens rise linearly. */
export function tokenLayerIntensity() {
  const answer = [
    ['last_q', { 0: 0.7, 4: 0.665, 12: 0.75, 17: 0.77, 25: 0.7, 30: 0.7 }],
    [
      'exact_answer_first',
      { 0: 0.53, 5: 0.585, 7: 0.915, 10: 0.95, 13: 1.01, 17: 1.01, 20: 0.96, 24: 0.915, 25: 0.59, 30: 0.53 },
    ],
    [
      'exact_answer_last',
      {
        0: 0.525,
        5: 0.575,
        8: 0.81,
        11: 0.885,
        12: 0.915,
        15: 0.94,
        17: 0.915,
        18: 0.885,
        20: 0.865,
        24: 0.78,
        25: 0.585,
        30: 0.525,
      },
    ],
    [
      'exact_answer_after_last',
      { 0: 0.54, 4: 0.59, 5: 0.72, 9: 0.88, 12: 0.79, 15: 0.85, 17: 0.68, 25: 0.58, 30: 0.55 },
    ],
  ];
  const nearEnd = lastTokens(7).map((label) => [label, { 0: 0.5, 30: 0.8 }, [0.5, 0.8]]);
  return layerTable([...answer, ...nearEnd], { seed: 3, layers: 31, noise: 0.008 });
}

/** Every column is lower in the middle layers. The published figure labels layers 2, 4 … 30 of 32. */
export function layerActivation() {
  const readLayers = times(15, (k) => 2 + 2 * k); // the layers whose values were read from the figure
  const exact = [0.9, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6, 0.58, 0.58, 0.6, 0.65, 0.7, 0.75, 0.8];
  const answer = [
    ['last_q', [0.95, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.68, 0.65, 0.6, 0.6, 0.65, 0.7, 0.75, 0.8]],
    ['exact_answer_first', exact],
    ['exact_answer_last', exact],
    [
      'exact_answer_after_last',
      [0.85, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6, 0.55, 0.55, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8],
    ],
  ].map(([label, values]) => [label, curveThrough(readLayers, values)]);
  const nearEnd = lastTokens(8).map((label, k) => {
    const base = 0.585 + 0.009 * k;
    return [label, { 0: base + 0.03, 8: base, 16: base - 0.02, 26: base, 30: base + 0.06 }];
  });
  return layerTable([...answer, ...nearEnd], { seed: 4, layers: 32, noise: 0.008 });
}

/** Twelve panels of two rows. The label `0` occurs twice, and every column label is a string that looks like a number. */
export function attentionStack() {
  const random = mulberry32(5);
  // The large weights of each row; zeros are replaced by faint noise.
  const layers = [
    { at8: [0.33, 0.315, 0.305, 0, 0, 0, 0], at32: [0, 0, 0, 0, 0, 0, 0] },
    { at8: [0.338, 0.309, 0.284, 0, 0, 0, 0], at32: [0, 0, 0, 0, 0, 0.088, 0] },
    { at8: [0.164, 0.142, 0.131, 0.398, 0, 0, 0], at32: [0, 0, 0, 0, 0.108, 0, 0] },
    { at8: [0.321, 0.334, 0.276, 0, 0, 0, 0], at32: [0.172, 0.161, 0.147, 0.128, 0, 0, 0] },
    { at8: [0.296, 0.342, 0.303, 0, 0, 0, 0], at32: [0, 0, 0, 0, 0, 0, 0.203] },
    { at8: [0.284, 0.329, 0.318, 0, 0, 0, 0], at32: [0, 0, 0, 0, 0, 0, 0.214] },
    { at8: [0.301, 0.311, 0.327, 0, 0, 0, 0], at32: [0, 0, 0, 0, 0, 0, 0.196] },
    { at8: [0.325, 0.298, 0.309, 0, 0, 0, 0], at32: [0.262, 0.231, 0, 0, 0, 0, 0.207] },
    { at8: [0.343, 0.287, 0.291, 0, 0, 0, 0], at32: [0.247, 0.219, 0, 0, 0, 0, 0.211] },
    { at8: [0.336, 0.306, 0.272, 0, 0, 0, 0], at32: [0.228, 0.208, 0, 0, 0, 0, 0.199] },
    { at8: [0.312, 0.293, 0.281, 0, 0, 0, 0], at32: [0.154, 0.139, 0.121, 0.083, 0, 0, 0] },
    { at8: [0.218, 0.197, 0.184, 0, 0, 0, 0], at32: [0, 0, 0, 0, 0, 0, 0.251] },
  ];
  const fill = (row, faint) => row.map((value) => round(value || faint * (0.2 + 0.8 * random()), 3));
  const panels = layers.map(({ at8, at32 }) => [fill(at8, 0.012), fill(at32, 0.05)]);
  const lines = panels.map((panel) => `    ${JSON.stringify(panel).replaceAll(',', ', ')}`);
  return [
    '{',
    '  "rows": ["P@8", "P@32"],',
    '  "columns": ["8", "0", "0", "1", "15", "16", "7"],',
    `  "values": [\n${lines.join(',\n')}\n  ]`,
    '}\n',
  ].join('\n');
}

/** Returns the labels of the last `count` tokens: -count … -1. */
function lastTokens(count) {
  return times(count, (k) => String(k - count));
}

/** Returns the curve that has `values[k]` at `layers[k]`. */
function curveThrough(layers, values) {
  return Object.fromEntries(layers.map((layer, k) => [layer, values[k]]));
}

/** Returns a CSV with one row per layer and one column per curve: [label, { layer: value, … }, [min, max]]. */
function layerTable(curves, { seed, layers, noise, digits = 3 }) {
  const random = mulberry32(seed);
  const columns = curves.map(([, curve, [min, max] = [-1, 1]]) =>
    smoothNoise(random, layers, noise).map((extra, layer) =>
      round(clamp(interpolate(curve, layer) + extra, min, max), digits),
    ),
  );
  const labels = curves.map(([label]) => label);
  return csv(table('layer', times(layers, String), labels, (layer, k) => columns[k][layer]));
}
