/**
 * Checks that any bytes give a figure or short diagnostics within a few seconds. To run it for longer:
 *   npm run fuzz -- --seconds 600 [--seed 42] [--deadline 5]
 * The regular tests run it for two seconds.
 */
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Diagnostic, HeatmapError } from '../../src/diagnostics.js';
import { parseJson } from '../../src/json/parse.js';
import { draw, write } from '../../src/render.js';
import { isSpec } from '../../src/spec/identify.js';
import { parseSpec } from '../../src/spec/parse.js';
import { withDeadline } from '../support/deadline.js';
import { invalidTexts, textsOfDiagnostic } from '../support/short-texts.js';
import { DATA_FILE, inputs } from './inputs.js';

const seconds = Number(process.env.FUZZ_SECONDS ?? 2);
const seed = Number(process.env.FUZZ_SEED ?? Date.now() % 2 ** 31);
/** The time limit for one input, in seconds. */
const deadline = Number(process.env.FUZZ_DEADLINE ?? 5);

/** Renders a file as the command line does, in this process. Returns its warnings. */
function render(bytes: Buffer): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic) => void diagnostics.push(diagnostic);
  const open = (path: string) => {
    if (path === 'a.csv') return { name: path, bytes: DATA_FILE };
    throw new HeatmapError({ severity: 'error', code: 'no-such-file', message: 'no files here' });
  };
  const text = bytes.toString();
  const document = /^\s*[{]/.test(text) ? parseJson('fuzz', text) : null;
  const spec = document && isSpec(document);
  const parsed = parseSpec(spec ? document : parseJson('fuzz', '{}'));
  const primary = spec ? null : { name: 'fuzz', bytes, format: null };
  const { scene } = draw({ parsed, primary, open, zoom: 1 }, report);
  for (const format of ['svg', 'png'] as const) write(scene, format);
  return diagnostics;
}

/** Returns the errors of an input without a figure, else its warnings. */
function diagnosticsOf(bytes: Buffer): readonly Diagnostic[] {
  try {
    return withDeadline(deadline * 1000, () => render(bytes));
  } catch (error) {
    if (!(error instanceof HeatmapError)) throw error;
    expect(error.diagnostics.length).toBeGreaterThan(0);
    return error.diagnostics;
  }
}

it(
  `any bytes give a figure or diagnostics (seed ${seed}, ${seconds} s)`,
  () => {
    console.log(`fuzzing for ${seconds} s with seed ${seed}`);
    const end = Date.now() + seconds * 1000;
    let inputCount = 0;
    for (let round = 0; Date.now() < end; round++) {
      for (const bytes of fc.sample(inputs, { numRuns: 50, seed: seed + round })) {
        try {
          expect(invalidTexts(diagnosticsOf(bytes).flatMap(textsOfDiagnostic))).toEqual([]);
        } catch (error) {
          const path = join(tmpdir(), `heatmap-fuzz-${seed + round}`);
          writeFileSync(path, bytes);
          const start = JSON.stringify(bytes.toString('latin1', 0, 500));
          throw new Error(`${path} (${bytes.length} bytes): ${start}`, { cause: error });
        }
        inputCount++;
      }
    }
    expect(inputCount).toBeGreaterThan(0);
  },
  (seconds + 120) * 1000,
);
