// Measures colormaps: are they perceptually uniform, and can people with a colour-vision deficiency read them?
// Colours are compared in CAM02-UCS, deficiencies simulated in full by the matrices of Machado, Oliveira and Fernandes, 2009.
import { clampRgb, filterDeficiencyDeuter, filterDeficiencyProt, filterDeficiencyTrit } from 'culori';
import { cam02, distance } from './cam02.mjs';

// A map is looked at in so many steps: small enough to see what it does, large beside the rounding to 8 bits.
const STEPS = 32;

// How uneven the steps of a uniform map may be: the standard deviation of their sizes by the mean. Maps that were made to
// be uniform in this space (viridis, magma, inferno, plasma) have 0.03 to 0.07; cividis, of which d3 has an
// approximation, 0.15; those of ColorBrewer, made by eye, 0.17 and more; turbo has 0.56.
const UNEVEN = 0.16;

// How much lighter a map may get on its way to darker, and the other way round: less than anyone sees.
const RELAPSE = 1;

// How far apart points must look that are a quarter of the map from each other. Where lightness runs one way between
// them its order tells them apart, and little is enough: plasma, which is read well, has 5.5 in protanopia.
// Points on different sides of a diverging or cyclic map are as light as each other, and only the hue is left: of the
// diverging maps that ColorBrewer calls safe the least is 11.8 (BrBG in protanopia), of the others the most is 3.0
// (Spectral in protanopia).
const FAR = STEPS / 4;
const APART = 5;
const APART_ACROSS = 10;

const DEFICIENCIES = [filterDeficiencyProt(1), filterDeficiencyDeuter(1), filterDeficiencyTrit(1)];

/** What is so of a map of that kind and those colours, each `#rrggbb`. */
export function measured(kind, colors) {
  const seen = DEFICIENCIES.map((simulate) => colors.map((color) => cam02(clampRgb(simulate(color)))));
  if (kind === 'categorical') return { uniform: false, cvdSafe: seen.every(areAllApart) };
  return {
    uniform: isUniform(kind, points(colors.map(cam02))),
    cvdSafe: seen.every((all) => isReadable(kind, points(all))),
  };
}

function points(colors) {
  return Array.from({ length: STEPS + 1 }, (_, i) => colors[Math.round((i / STEPS) * (colors.length - 1))]);
}

/** Between these points lightness should run one way. */
function sides(kind) {
  return kind === 'sequential'
    ? [[0, STEPS]]
    : [
        [0, STEPS / 2],
        [STEPS / 2, STEPS],
      ];
}

function isUniform(kind, at) {
  const sizes = at.slice(1).map((point, i) => distance(at[i], point));
  const mean = sizes.reduce((sum, size) => sum + size) / STEPS;
  const variance = sizes.reduce((sum, size) => sum + (size - mean) ** 2, 0) / STEPS;
  return Math.sqrt(variance) / mean <= UNEVEN && sides(kind).every((side) => runsOneWay(at, side));
}

function isReadable(kind, at) {
  if (!sides(kind).every((side) => runsOneWay(at, side))) return false;
  for (let i = 0; i <= STEPS; i++) {
    for (let j = i + FAR; j <= STEPS; j++) {
      if (kind === 'cyclic' && STEPS - (j - i) < FAR) continue;
      const across = sides(kind).every(([from, to]) => i < from || j > to);
      if (distance(at[i], at[j]) < (across ? APART_ACROSS : APART)) return false;
    }
  }
  return true;
}

function runsOneWay(at, [from, to]) {
  const way = Math.sign(at[to][0] - at[from][0]);
  let furthest = Number.NEGATIVE_INFINITY;
  return at.slice(from, to + 1).every(([lightness]) => {
    furthest = Math.max(furthest, way * lightness);
    return furthest - way * lightness <= RELAPSE;
  });
}

/** Separate colours have no order: every two must be told apart by themselves. */
function areAllApart(colors) {
  return colors.every((a, i) => colors.every((b, j) => i === j || distance(a, b) >= APART_ACROSS));
}
