// Writes the data of the examples: `node examples/generate.mjs [FOLDER]`. The default folder is `data/` next to this file.
//
// Each figure is one function with its own seed. It uses only rounded arithmetic, so every machine writes the same bytes.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as annotations from './generate/annotations.mjs';
import * as axes from './generate/axes.mjs';
import { cars } from './generate/cars.mjs';
import * as cells from './generate/cells.mjs';
import * as clusters from './generate/clusters.mjs';
import { carPValues, correlatedCars } from './generate/correlogram.mjs';
import { regionEffects } from './generate/effects.mjs';
import * as marks from './generate/marks.mjs';
import * as numeric from './generate/numeric.mjs';
import * as pages from './generate/pages.mjs';
import * as panels from './generate/panels.mjs';
import * as published from './generate/published.mjs';
import * as regions from './generate/regions.mjs';
import * as scales from './generate/scales.mjs';
import { states } from './generate/states.mjs';
import { stressResponse } from './generate/stress.mjs';
import * as tables from './generate/tables.mjs';
import { temperatures } from './generate/temperatures.mjs';
import { tuning } from './generate/tuning.mjs';
import { weekdays } from './generate/weekdays.mjs';

const folder = process.argv[2] ?? fileURLToPath(new URL('data', import.meta.url));
const [gpt2, llama] = axes.surprisal();
const [base, tuned] = panels.headImportance();
const [annotatedCounts, annotatedSamples] = annotations.annotatedCounts();
const [markedGenes, geneFunctions] = annotations.markedGenes();
const [markerMeans, markerFractions] = marks.markerGenes();
const [control, treated] = marks.contactMaps();
const [h3k4me3, atac, background] = regions.coverage();
const states52 = states();
const tuning53 = tuning();
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
  ['44-cars.csv', cars()],
  ['45-counts.csv', annotatedCounts],
  ['45-samples.csv', annotatedSamples],
  ['46-genes.csv', markedGenes],
  ['46-functions.csv', geneFunctions],
  ['47-h3k4me3.npy', h3k4me3],
  ['47-atac.npy', atac],
  ['47-input.npy', background],
  ['48-cars.csv', correlatedCars()],
  ['48-cars-p.csv', carPValues()],
  ['49-markers-mean.csv', markerMeans],
  ['49-markers-fraction.csv', markerFractions],
  ['50-contacts-control.csv', control],
  ['50-contacts-treated.csv', treated],
  ['51-effects.csv', regionEffects()],
  ['52-arrests.csv', states52.arrests],
  ['52-shares.csv', states52.shares],
  ['52-frost.csv', states52.frost],
  ['52-states.csv', states52.states],
  ['53-base.csv', tuning53.base],
  ['53-tuned.csv', tuning53.tuned],
  ['53-languages.csv', tuning53.languages],
  ['54-weekdays.csv', weekdays()],
  ['55-temperatures.csv', temperatures()],
  ['56-stress-response.csv', stressResponse()],
]) {
  writeFileSync(join(folder, name), content);
}
