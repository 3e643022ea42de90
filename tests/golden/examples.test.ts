/** Every example renders to the same picture as the committed one. UPDATE=1 accepts new pictures; look at them first. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { heatmap, ROOT, temporaryFolder } from '../support/cli.js';
import { decodePng } from '../support/pixels.js';

const EXAMPLES = join(ROOT, 'examples');
const specs = readdirSync(EXAMPLES).filter((file) => /^\d\d-.*\.json$/.test(file));

describe('examples', () => {
  it('exist', () => expect(specs.length).toBeGreaterThanOrEqual(21));

  it.each(specs)('%s', (spec) => {
    const out = temporaryFolder();
    const name = spec.replace(/\.json$/, '');
    // --strict makes warnings fail; information such as the number of missing values does not.
    const run = heatmap(['render', '--strict', join('examples', spec), '-o', join(out, `${name}.{svg,png}`)]);
    expect(run).toMatchObject({ code: 0 });
    for (const format of ['svg', 'png']) {
      const [actual, expected] = [join(out, `${name}.${format}`), join(EXAMPLES, `${name}.${format}`)];
      if (process.env.UPDATE) writeFileSync(expected, readFileSync(actual));
    }
    expect(readFileSync(join(out, `${name}.svg`), 'utf8')).toBe(
      readFileSync(join(EXAMPLES, `${name}.svg`), 'utf8'),
    );
    // Compressed bytes differ between Node versions; pixels do not.
    const [actual, expected] = [out, EXAMPLES].map((folder) =>
      decodePng(readFileSync(join(folder, `${name}.png`))),
    );
    expect([actual.width, actual.height]).toEqual([expected.width, expected.height]);
    let different = 0;
    for (let y = 0; y < actual.height; y++)
      for (let x = 0; x < actual.width; x++) if (actual.at(x, y) !== expected.at(x, y)) different++;
    expect(different).toBe(0);
  });
});
