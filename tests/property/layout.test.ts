/** Properties of every figure of any spec. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findTextErrors } from '../support/overlap.js';
import { bodies } from '../support/pixels.js';
import { figureSettings, renderSettings } from '../support/random-figure.js';

const runs = Number(process.env.TORTURE ?? 200);
/** In ms; long runs may take longer. */
const timeout = 600_000 + runs * 200;

/** The indices of items, in a list for each run of items that touch. */
function runsWithoutGaps(start: readonly number[], end: readonly number[]): number[][] {
  const runs: number[][] = [];
  start.forEach((from, i) => {
    if (i === 0 || from > end[i - 1]) runs.push([]);
    runs[runs.length - 1].push(i);
  });
  return runs;
}

describe('any figure', () => {
  it(
    'has texts on the page that do not overlap, cells on whole pixels, and the requested size',
    () => {
      let drawnCount = 0;
      fc.assert(
        fc.property(figureSettings, (settings) => {
          const result = renderSettings(settings);
          if (!result) return;
          drawnCount++;
          const { scene } = result;
          expect(findTextErrors(scene)).toEqual([]);
          const devicePixel = 1 / scene.pixelRatio;
          const isOnPixel = (px: number) =>
            Math.abs(px * scene.pixelRatio - Math.round(px * scene.pixelRatio)) < 1e-6;
          for (const body of bodies(scene)) {
            const hasGaps = 'gap' in settings.cells || settings.extras.split || settings.extras.tree.isSliced;
            for (const [start, end, limit, count] of [
              [body.left, body.right, scene.width, settings.size.columns],
              [body.top, body.bottom, scene.height, settings.size.rows],
            ] as const) {
              // The slices of a reduced matrix have blocks of different numbers of items.
              const slices = start.length < count ? runsWithoutGaps(start, end) : [[...start.keys()]];
              for (const slice of slices) {
                const sizes = slice.map((i) => end[i] - start[i]);
                expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(devicePixel + 1e-6);
              }
              expect(start.every(isOnPixel) && end.every(isOnPixel)).toBe(true);
              if (!hasGaps) expect(start.slice(1)).toEqual(end.slice(0, -1));
              expect(start[0]).toBeGreaterThanOrEqual(0);
              expect(end[end.length - 1]).toBeLessThanOrEqual(limit);
            }
          }
          const toPx = (length: number | string) =>
            typeof length === 'number' ? length : (Number.parseFloat(length) * 96) / 25.4;
          if (settings.width !== undefined)
            expect(Math.abs(scene.width - toPx(settings.width))).toBeLessThanOrEqual(devicePixel / 2 + 1e-6);
          if (settings.height !== undefined)
            expect(Math.abs(scene.height - toPx(settings.height))).toBeLessThanOrEqual(
              devicePixel / 2 + 1e-6,
            );
        }),
        // Shrinking a failure takes far longer than the test.
        { numRuns: runs, endOnFailure: true },
      );
      // Some pages are too small. The test has little value if most of them are too small.
      expect(drawnCount).toBeGreaterThan(runs / 2);
    },
    timeout,
  );

  it(
    'is written with the same bytes if it is drawn again',
    () => {
      fc.assert(
        fc.property(figureSettings, (settings) => {
          expect(renderSettings(settings)?.svg()).toBe(renderSettings(settings)?.svg());
        }),
        // The golden tests compare bytes, too.
        { numRuns: Math.ceil(runs / 40) },
      );
    },
    timeout,
  );
});
