// Measures whether colormaps are perceptually uniform, and whether people with a colour-vision deficiency can read them.
// Colours are compared in CAM02-UCS. Deficiencies are simulated at full severity (Machado, Oliveira and Fernandes, 2009).
import { clampRgb, filterDeficiencyDeuter, filterDeficiencyProt, filterDeficiencyTrit } from 'culori';
import { distance, toCam02 } from './cam02.mjs';

// The number of steps along a map: short enough for details, long compared with rounding to 8 bits.
const STEPS = 32;

// The maximum coefficient of variation (standard deviation / mean) of the step sizes of a uniform map.
// Maps designed in this space (viridis, magma, inferno, plasma) have 0.03 to 0.07. The approximation of cividis in d3 has
// 0.15. The maps of ColorBrewer, which were chosen by eye, have 0.17 or more; turbo has 0.56.
const MAX_VARIATION = 0.16;

// The maximum change of lightness in the wrong direction, which must be invisible.
const MAX_REVERSAL = 1;

// The minimum distance of two colours that are at least a quarter of the map apart.
// On one side of a map, lightness gives them an order, so a small distance is enough: plasma has 5.5 in protanopia.
// On different sides of a diverging or cyclic map, lightness may be equal and only the hue differs. In the diverging maps
// that ColorBrewer calls safe, the smallest distance is at least 11.8 (BrBG in protanopia). In the others it is at most 3.0
// (Spectral in protanopia).
const MIN_SEPARATION = STEPS / 4;
const MIN_DISTANCE = 5;
const MIN_DISTANCE_ACROSS = 10;

const DEFICIENCIES = [filterDeficiencyProt(1), filterDeficiencyDeuter(1), filterDeficiencyTrit(1)];

/** Measures a map of `kind` with colours in the form `#rrggbb`. */
export function measureColormap(kind, colors) {
  const simulated = DEFICIENCIES.map((simulate) => colors.map((color) => toCam02(clampRgb(simulate(color)))));
  if (kind === 'categorical') return { uniform: false, cvdSafe: simulated.every(areAllDistinguishable) };
  return {
    uniform: isUniform(kind, samplePoints(colors.map(toCam02))),
    cvdSafe: simulated.every((map) => isReadable(kind, samplePoints(map))),
  };
}

function samplePoints(colors) {
  return Array.from({ length: STEPS + 1 }, (_, i) => colors[Math.round((i / STEPS) * (colors.length - 1))]);
}

/** Returns the ranges of points in which lightness should be monotonic. */
function monotonicRanges(kind) {
  return kind === 'sequential'
    ? [[0, STEPS]]
    : [
        [0, STEPS / 2],
        [STEPS / 2, STEPS],
      ];
}

function isUniform(kind, points) {
  const sizes = points.slice(1).map((point, i) => distance(points[i], point));
  const mean = sizes.reduce((sum, size) => sum + size) / STEPS;
  const variance = sizes.reduce((sum, size) => sum + (size - mean) ** 2, 0) / STEPS;
  return (
    Math.sqrt(variance) / mean <= MAX_VARIATION &&
    monotonicRanges(kind).every((range) => isMonotonic(points, range))
  );
}

function isReadable(kind, points) {
  if (!monotonicRanges(kind).every((range) => isMonotonic(points, range))) return false;
  for (let i = 0; i <= STEPS; i++) {
    for (let j = i + MIN_SEPARATION; j <= STEPS; j++) {
      if (kind === 'cyclic' && STEPS - (j - i) < MIN_SEPARATION) continue;
      const isAcross = monotonicRanges(kind).every(([start, end]) => i < start || j > end);
      if (distance(points[i], points[j]) < (isAcross ? MIN_DISTANCE_ACROSS : MIN_DISTANCE)) return false;
    }
  }
  return true;
}

/** Whether lightness only increases, or only decreases, in a range of points. */
function isMonotonic(points, [start, end]) {
  const direction = Math.sign(points[end][0] - points[start][0]);
  let furthest = Number.NEGATIVE_INFINITY;
  return points.slice(start, end + 1).every(([lightness]) => {
    furthest = Math.max(furthest, direction * lightness);
    return furthest - direction * lightness <= MAX_REVERSAL;
  });
}

/** Categorical colours have no order, so all pairs must differ clearly. */
function areAllDistinguishable(colors) {
  return colors.every((a, i) => colors.every((b, j) => i === j || distance(a, b) >= MIN_DISTANCE_ACROSS));
}
