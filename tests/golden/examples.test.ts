/** Every example renders to the very picture beside it. Run with UPDATE=1 to accept new ones, and look at them. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { heatmap, ROOT, temporaryFolder } from '../support/cli.js';
import { decodePng } from '../support/pixels.js';

const EXAMPLES = join(ROOT, 'examples');
const specs = readdirSync(EXAMPLES).filter((file) => /^\d\d-.*\.json$/.test(file));

describe('examples', () => {
  it('are there', () => expect(specs.length).toBeGreaterThanOrEqual(21));

  it.each(specs)('%s', (spec) => {
    const out = temporaryFolder();
    const name = spec.replace(/\.json$/, '');
    // Strict, so that a warning fails; what is merely said, such as how many values are missing, may be.
    const run = heatmap(['render', '--strict', join('examples', spec), '-o', join(out, `${name}.{svg,png}`)]);
    expect(run).toMatchObject({ code: 0 });
    for (const format of ['svg', 'png']) {
      const [made, kept] = [join(out, `${name}.${format}`), join(EXAMPLES, `${name}.${format}`)];
      if (process.env.UPDATE) writeFileSync(kept, readFileSync(made));
    }
    expect(readFileSync(join(out, `${name}.svg`), 'utf8')).toBe(
      readFileSync(join(EXAMPLES, `${name}.svg`), 'utf8'),
    );
    // Deflate differs between versions of Node; pixels do not.
    const [made, kept] = [out, EXAMPLES].map((folder) =>
      decodePng(readFileSync(join(folder, `${name}.png`))),
    );
    expect([made.width, made.height]).toEqual([kept.width, kept.height]);
    let different = 0;
    for (let y = 0; y < made.height; y++)
      for (let x = 0; x < made.width; x++) if (made.at(x, y) !== kept.at(x, y)) different++;
    expect(different).toBe(0);
  });
});
