/** Arrays of text, as numpy writes them, become figures or errors. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { HeatmapError } from '../../src/diagnostics.js';
import { fromValue } from '../../src/json/from-value.js';
import { draw, write } from '../../src/render.js';
import { parseSpec } from '../../src/spec/parse.js';
import { npyDict, npyFile, zipFile } from '../fixtures/npy/write.js';
import { withDeadline } from '../support/deadline.js';

const character = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('a', 'b', '1', ' ') },
  { weight: 3, arbitrary: fc.constant('\0') },
  { weight: 1, arbitrary: fc.constantFrom('é', '\ud800', '😀', '\u202e', '\n', '-') },
);
const text = fc.oneof(
  fc.array(character, { maxLength: 4 }).map((all) => all.join('')),
  fc.constantFrom('', 'NA', 'nan', 'true'),
);

const arrays = fc
  .record({
    shape: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 0, maxLength: 4 }),
    kind: fc.constantFrom('S', 'U', '<U', '>U', '|S'),
    length: fc.integer({ min: 1, max: 5 }),
    fortran: fc.boolean(),
    trailing: fc.uint8Array({ maxLength: 3 }),
  })
  .chain(({ shape, kind, length, fortran, trailing }) => {
    const cells = shape.reduce((product, size) => product * size, 1);
    return fc.array(text, { minLength: cells, maxLength: cells }).map((texts) => {
      const isWide = kind.endsWith('U');
      const size = isWide ? 4 * length : length;
      const data = Buffer.alloc(cells * size);
      texts.forEach((cell, i) => {
        if (isWide)
          [...cell].slice(0, length).forEach((c, j) => {
            const code = c.codePointAt(0) as number;
            const offset = i * size + 4 * j;
            if (kind === '>U') data.writeUInt32BE(code, offset);
            else data.writeUInt32LE(code, offset);
          });
        else data.write(cell, i * size, size, 'utf8');
      });
      return Buffer.concat([npyFile(npyDict(`${kind}${length}`, shape, fortran), data), trailing]);
    });
  });

const settings = fc.constantFrom<object>(
  {},
  { cells: { values: true } },
  { cells: { values: true, hide: 'upper' } },
  { color: { scale: 'category' }, colorbar: { title: 'x' } },
  { color: { scale: 'log' } },
  { color: { map: ['red'] }, cells: { values: true } },
  { color: { steps: 3 }, layout: { share: { color: false } } },
  { x: { order: 'mean' }, y: { order: 'label' } },
  { highlights: [{ top: 3 }] },
);

it('arrays of text give figures or errors in a short time', () => {
  let figures = 0;
  fc.assert(
    fc.property(
      arrays,
      settings,
      fc.boolean(),
      fc.constantFrom([], ['a'], ['a', 'b', '1']),
      (bytes, more, isPacked, missingValues) => {
        const source = isPacked
          ? { name: 'a.npz', bytes: zipFile([{ name: 'a.npy', content: bytes, deflate: true }]) }
          : { name: 'a.npy', bytes };
        const parsed = parseSpec(fromValue({ ...more, data: { file: 'a', missingValues } }));
        try {
          withDeadline(60_000, () => {
            const { scene } = draw({ parsed, primary: null, open: () => source, zoom: 1 }, () => {});
            for (const format of ['svg', 'png'] as const) write(scene, format);
          });
          figures++;
        } catch (error) {
          if (!(error instanceof HeatmapError)) throw error;
        }
      },
    ),
    { numRuns: 500 },
  );
  expect(figures).toBeGreaterThan(100);
});
