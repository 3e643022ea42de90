/**
 * Checks that any bytes are a font or a short error within a few seconds. To run it for longer: npm run fuzz -- --seconds 600
 * The regular tests run it for half a second, from a seed of their own.
 */
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { HeatmapError } from '../../src/diagnostics.js';
import { withFonts } from '../../src/fonts/font-set.js';
import { openFonts } from '../../src/fonts/open-font.js';
import { subsetForWeb } from '../../src/fonts/web-subset.js';
import { shape } from '../../src/typography/measure.js';
import { withDeadline } from '../support/deadline.js';
import { FONT_FIXTURES, fontFixture } from '../support/font-fixtures.js';
import { invalidTexts, textsOfDiagnostic } from '../support/short-texts.js';

const seconds = Number(process.env.FUZZ_SECONDS ?? 0.5);
const seed = Number(process.env.FUZZ_SEED ?? 17);
/** The time limit for one font, in seconds. */
const deadline = Number(process.env.FUZZ_DEADLINE ?? 5);

const TEXT = 'ABHVWTxgåéfi0123 −.∈';

/** Bytes that are changed, inserted, removed, or cut off. */
const fonts = fc
  .record({
    name: fc.constantFrom(...FONT_FIXTURES),
    changes: fc.array(
      fc.record({
        /** Most damage is done in the directory and the heads of tables. */
        place: fc.oneof(fc.nat(400), fc.nat(20_000)),
        bytes: fc.oneof(
          fc.uint8Array({ minLength: 1, maxLength: 4 }),
          fc.constantFrom(
            ...[
              [0xff, 0xff],
              [0xff, 0xff, 0xff, 0xff],
              [0x7f, 0xff],
              [0, 0, 0, 0],
            ].map((list) => Uint8Array.from(list)),
          ),
        ),
      }),
      { minLength: 1, maxLength: 8 },
    ),
    length: fc.option(fc.nat(20_000), { freq: 4 }),
  })
  .map(({ name, changes, length }) => {
    const bytes = fontFixture(name).slice();
    for (const { place, bytes: change } of changes)
      bytes.set(change.subarray(0, Math.max(0, bytes.length - (place % bytes.length))), place % bytes.length);
    return { name, bytes: length === null ? bytes : bytes.subarray(0, length) };
  });

/** Opens a font and uses all of it. */
function use(bytes: Uint8Array): void {
  for (const font of openFonts(bytes, 'fuzz', { face: null, variations: [] })) {
    const { glyphs, width } = shape(TEXT, 'normal', withFonts([font]));
    expect(Number.isFinite(width)).toBe(true);
    const numbers = glyphs.filter((glyph) => glyph.font === font).map(({ glyph }) => glyph);
    for (const glyph of numbers) expect(font.outline(glyph)).not.toMatch(/NaN|Infinity/);
    font.subset(numbers);
    subsetForWeb(
      font,
      [...TEXT].map((c) => c.codePointAt(0)!),
    );
  }
}

it(
  `any bytes are a font or an error (seed ${seed}, ${seconds} s)`,
  () => {
    const end = Date.now() + seconds * 1000;
    const seen = { fonts: 0, errors: 0 };
    for (let round = 0; Date.now() < end; round++) {
      for (const { name, bytes } of fc.sample(fonts, { numRuns: 20, seed: seed + round })) {
        try {
          withDeadline(deadline * 1000, () => use(bytes));
          seen.fonts++;
        } catch (error) {
          if (error instanceof HeatmapError) {
            expect(error.diagnostics.map(({ code }) => code)).toEqual(['bad-font']);
            expect(invalidTexts(error.diagnostics.flatMap(textsOfDiagnostic))).toEqual([]);
            seen.errors++;
            continue;
          }
          const path = join(tmpdir(), `heatmap-fuzz-font-${seed + round}`);
          writeFileSync(path, bytes);
          throw new Error(`${path}, from ${name}`, { cause: error });
        }
      }
    }
    expect(seen.fonts).toBeGreaterThan(0);
    expect(seen.errors).toBeGreaterThan(0);
  },
  (seconds + 120) * 1000,
);
