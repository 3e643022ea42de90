import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { powerOfTenDomain, roundDomain, symmetricRoundDomain } from '../../../src/suggest/round-domain.js';

describe('round domains', () => {
  const finite = fc.double({ noNaN: true, noDefaultInfinity: true });

  it('contain the data, and have increasing ticks from end to end', () => {
    fc.assert(
      fc.property(finite, finite, (a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        const rounded = [
          low < high ? roundDomain(low, high) : null,
          low < 0 && high > 0 ? symmetricRoundDomain(low, high) : null,
          low > 0 ? powerOfTenDomain(low, high) : null,
        ];
        for (const r of rounded) {
          if (!r) continue;
          expect(r.domain[0]).toBeLessThanOrEqual(low);
          expect(r.domain[1]).toBeGreaterThanOrEqual(high);
          expect(r.ticks).toEqual([...new Set(r.ticks)].sort((x, y) => x - y));
          expect([r.ticks[0], r.ticks.at(-1)]).toEqual(r.domain);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('exist for common data', () => {
    for (const [low, high, domain] of [
      [0.508, 0.996, [0.5, 1]],
      [0, 47, [0, 50]],
      [0.25, 1, [0.25, 1]],
      [3, 9, [3, 9]],
      [1e-9, 7e-9, [1e-9, 7e-9]],
    ] as const)
      expect(roundDomain(low, high)?.domain).toEqual(domain);
    expect(symmetricRoundDomain(-0.04, 0.01)?.domain).toEqual([-0.04, 0.04]);
    expect(powerOfTenDomain(0.0002, 1.3)?.ticks).toEqual([1e-4, 1e-3, 1e-2, 0.1, 1, 10]);
  });
});
