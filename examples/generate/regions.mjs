// Example 47: signal around sites in three samples.
import { npy } from './formats.mjs';
import { clamp, mulberry32, normal, peak, times } from './random.mjs';

/** Coverage of 240 sites in 81 bins of 100 bases, for the promoter mark H3K4me3, open chromatin (ATAC) and the input. */
export function coverage() {
  const random = mulberry32(47);
  const sites = times(240, () => {
    const strength = random() * random();
    return { strength, isDirected: random() < 0.6, width: 4 + 5 * random() };
  });
  const sample = (signal) =>
    npy(
      sites.map((site) =>
        times(81, (bin) => {
          const expected = 3 + signal(site, bin - 40);
          return clamp(Math.round(expected + 0.22 * expected * normal(random)), 0, 127);
        }),
      ),
      '|i1',
    );
  return [
    // Nucleosomes on both sides of a start site have the mark, more of them after it.
    sample(
      ({ strength, isDirected, width }, x) =>
        strength * (75 * peak(x, 6, 2 * width) + (isDirected ? 30 : 70) * peak(x, -6, 1.5 * width)) +
        4 * strength,
    ),
    sample(({ strength, width }, x) => 95 * strength ** 1.2 * peak(x, -1, 0.7 * width)),
    sample(() => 1),
  ];
}
