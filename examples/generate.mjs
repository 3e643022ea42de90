// Writes the data of the examples: `node examples/generate.mjs [FOLDER]`. The default folder is `data/` next to this file.
//
// Each figure is one function with its own seed. It uses only rounded arithmetic, so every machine writes the same bytes.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as axes from './generate/axes.mjs';
import * as cells from './generate/cells.mjs';
import * as clusters from './generate/clusters.mjs';
import * as numeric from './generate/numeric.mjs';
import * as pages from './generate/pages.mjs';
import * as panels from './generate/panels.mjs';
import * as published from './generate/published.mjs';
import * as scales from './generate/scales.mjs';
import * as tables from './generate/tables.mjs';

const folder = process.argv[2] ?? fileURLToPath(new URL('data', import.meta.url));
const [gpt2, llama] = axes.surprisal();
const [base, tuned] = panels.headImportance();
mkdirSync(folder, { recursive: true });
for (const [name, content] of [
  ['01-cosine-similarity.csv', published.cosineSimilarity()],
  ['02-layer-token-correlation.csv', published.layerTokenCorrelation()],
  ['03-token-layer-intensity.csv', published.tokenLayerIntensity()],
  ['04-layer-activation.csv', published.layerActivation()],
  ['05-attention-stack.json', published.attentionStack()],
  ['06-token-probability.csv', scales.tokenProbability()],
  ['07-gradients.csv', scales.gradients()],
  ['08-bird-feeder.tsv', scales.birdFeeder()],
  ['09-rainfall.csv', scales.rainfall()],
  ['10-p-values.csv', scales.pValues()],
  ['11-temperature-anomaly.csv', scales.temperatureAnomaly()],
  ['12-air-quality.csv', scales.airQuality()],
  ['13-outlier-activations.csv', scales.outlierActivations()],
  ['14-language-confusion.json', cells.languageConfusion()],
  ['15-benchmark-correlation.json', cells.benchmarkCorrelation()],
  ['16-parts-of-speech.csv', cells.partsOfSpeech()],
  ['17-logit-lens.csv', cells.logitLens()],
  ['18-surprisal-gpt2.json', gpt2],
  ['18-surprisal-llama.json', llama],
  ['19-benchmarks.jsonl', axes.benchmarks()],
  ['20-subjects.csv', axes.subjects()],
  ['21-causal-tracing.csv', axes.causalTracing()],
  ['22-refusals.csv', axes.refusals()],
  ['23-attention-heads.json', panels.attentionHeads()],
  ['24-head-importance-base.csv', base],
  ['24-head-importance-tuned.csv', tuned],
  ['25-learning-rates.csv', panels.learningRates()],
  ['26-segments.csv', pages.segments()],
  ['27-spectrogram.npy', pages.spectrogram()],
  ['28-daylight.csv', pages.daylight()],
  ['29-positions.npy', pages.positions()],
  ['30-weights.npy', pages.weights()],
  ['31-log-frequency.csv', numeric.logSpectrogram()],
  ['32-soil-moisture.csv', numeric.soilMoisture()],
  ['39-penguins.csv', tables.penguins()],
  ['40-grid-search.csv', tables.gridSearch()],
  ['41-expression.csv', clusters.expression()],
]) {
  writeFileSync(join(folder, name), content);
}
