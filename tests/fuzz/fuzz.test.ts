/**
 * Checks that any bytes give a figure or diagnostics in bounded time. To run it for longer:
 *   npm run fuzz -- --seconds 600 [--seed 42]
 * The regular tests run it for two seconds.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { HeatmapError } from '../../src/diagnostics.js';
import { parseJson } from '../../src/json/parse.js';
import { draw, write } from '../../src/render.js';
import { isSpec } from '../../src/spec/identify.js';
import { parseSpec } from '../../src/spec/parse.js';
import { ROOT } from '../support/cli.js';

const seconds = Number(process.env.FUZZ_SECONDS ?? 2);
const seed = Number(process.env.FUZZ_SEED ?? Date.now() % 2 ** 31);
/** The time limit for one input, generous enough for a slow and busy machine. */
const MAX_MS_PER_INPUT = 20_000;

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter(
      (path) =>
        statSync(path).isFile() &&
        statSync(path).size < 50_000 &&
        !/\.(svg|png|md|py|ts|mjs|m|R)$/.test(path),
    );
}

const corpus = [join(ROOT, 'examples'), join(ROOT, 'tests/fixtures')]
  .flatMap(filesBelow)
  .map((path) => readFileSync(path));
const tokens = [
  '"',
  ',',
  ';',
  '\n',
  '\r',
  '\t',
  '[',
  ']',
  '{',
  '}',
  ':',
  'NaN',
  '-',
  '1e309',
  '\u0000',
  '\ufeff',
  '\u202e',
  '<',
  '&',
  '0',
  '5',
  ' ',
  '\\',
  '#',
  '"data"',
  '"values"',
  '"panels"',
  '"color"',
  '"scale": "log"',
  '"size": {"width": 1}',
].map((text) => Buffer.from(text));

const mutation = fc.record({
  position: fc.double({ min: 0, max: 1, noNaN: true }),
  deleteCount: fc.nat(40),
  insertion: fc.oneof(
    fc.constantFrom(...tokens),
    fc.uint8Array({ maxLength: 6 }).map((a) => Buffer.from(a)),
  ),
});
const inputs = fc.oneof(
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes)) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 300 }).map((text) => Buffer.from(text)) },
  {
    weight: 8,
    arbitrary: fc
      .tuple(fc.constantFrom(...corpus), fc.array(mutation, { maxLength: 12 }))
      .map(([base, mutations]) =>
        mutations.reduce((bytes, { position, deleteCount, insertion }) => {
          const from = Math.floor(position * bytes.length);
          return Buffer.concat([bytes.subarray(0, from), insertion, bytes.subarray(from + deleteCount)]);
        }, base),
      ),
  },
);

/** Renders a file as the command line does, in this process. */
function render(bytes: Buffer): void {
  const open = () => {
    throw new HeatmapError({ severity: 'error', code: 'no-such-file', message: 'no files here' });
  };
  const report = () => {};
  const source = { name: 'fuzz', bytes };
  const text = bytes.toString();
  const document = /^\s*[{]/.test(text) ? parseJson('fuzz', text) : null;
  const spec = document && isSpec(document);
  const parsed = parseSpec(spec ? document : parseJson('fuzz', '{}'));
  const primary = spec ? null : { ...source, format: null };
  const { scene } = draw({ parsed, primary, open, zoom: 1 }, report);
  for (const format of ['svg', 'png'] as const) write(scene, format);
}

it(
  `any bytes give a figure or diagnostics (seed ${seed}, ${seconds} s)`,
  () => {
    console.log(`fuzzing for ${seconds} s with seed ${seed}`);
    const end = Date.now() + seconds * 1000;
    let inputCount = 0;
    for (let round = 0; Date.now() < end; round++) {
      for (const bytes of fc.sample(inputs, { numRuns: 50, seed: seed + round })) {
        const start = Date.now();
        try {
          render(bytes);
        } catch (error) {
          if (!(error instanceof HeatmapError)) {
            throw new Error(`${JSON.stringify(bytes.toString('latin1'))} (seed ${seed + round})`, {
              cause: error,
            });
          }
          expect(error.diagnostics.length).toBeGreaterThan(0);
        }
        expect(Date.now() - start).toBeLessThan(MAX_MS_PER_INPUT);
        inputCount++;
      }
    }
    expect(inputCount).toBeGreaterThan(0);
  },
  (seconds + 120) * 1000,
);
