/** Every example renders to the same picture as the committed one. UPDATE=1 accepts new pictures; look at them first. */
import { copyFileSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { heatmap, ROOT, temporaryFolder } from '../support/cli.js';
import { decodePng } from '../support/pixels.js';

const EXAMPLES = join(ROOT, 'examples');
const specs = readdirSync(EXAMPLES).filter((file) => /^\d\d-.*\.json$/.test(file));

describe('examples', () => {
  const out = temporaryFolder();
  let run: ReturnType<typeof heatmap>;
  beforeAll(() => {
    // --strict makes warnings fail; information such as the number of missing values does not.
    const options = ['--strict', '--format', 'svg,png', '--jobs', '1', '-o', out];
    run = heatmap(['batch', 'examples/[0-9][0-9]-*.json', ...options]);
  });

  it('exist and have no warnings', () => {
    expect(specs.length).toBeGreaterThanOrEqual(21);
    expect(run).toMatchObject({ code: 0 });
  });

  it.each(specs)('%s', (spec) => {
    const name = spec.replace(/\.json$/, '');
    const [actual, expected] = [out, EXAMPLES].map((folder) => ({
      svg: join(folder, `${name}.svg`),
      png: join(folder, `${name}.png`),
    }));
    if (process.env.UPDATE)
      for (const format of ['svg', 'png'] as const) copyFileSync(actual[format], expected[format]);
    expect(readFileSync(actual.svg, 'utf8')).toBe(readFileSync(expected.svg, 'utf8'));
    expectSamePixels(readFileSync(actual.png), readFileSync(expected.png));
  });
});

/** Compares two PNG files. Their compressed bytes differ between Node versions, their pixels do not. */
function expectSamePixels(actual: Buffer, expected: Buffer): void {
  if (actual.equals(expected)) return;
  const [a, b] = [decodePng(actual), decodePng(expected)];
  expect([a.width, a.height]).toEqual([b.width, b.height]);
  let different = 0;
  for (let y = 0; y < a.height; y++)
    for (let x = 0; x < a.width; x++) if (a.at(x, y) !== b.at(x, y)) different++;
  expect(different).toBe(0);
}
