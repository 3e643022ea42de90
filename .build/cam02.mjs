// Converts colours to CAM02-UCS, a perceptually uniform space (Luo, Cui and Li, 2006). A distance of 1 is about the
// smallest visible difference. The model is CIECAM02 (CIE 159:2004). The viewing conditions are those of viscm, the tool
// with which viridis was designed: an sRGB screen in an average surround of 64 lux.
import { converter } from 'culori';

const toXyz = converter('xyz65');

const WHITE = [95.047, 100, 108.883];
const BACKGROUND = 20;
const ADAPTING_LUMINANCE = 64 / Math.PI / 5;
const SURROUND = { f: 1, c: 0.69, nc: 1 };

const CAT02 = [
  [0.7328, 0.4296, -0.1624],
  [-0.7036, 1.6975, 0.0061],
  [0.003, 0.0136, 0.9834],
];
const FROM_CAT02 = [
  [1.096124, -0.278869, 0.182745],
  [0.454369, 0.473533, 0.072098],
  [-0.009628, -0.005698, 1.015326],
];
const HUNT = [
  [0.38971, 0.68898, -0.07868],
  [-0.22981, 1.1834, 0.04641],
  [0, 0, 1],
];
const multiply = (matrix, v) => matrix.map((row) => row[0] * v[0] + row[1] * v[1] + row[2] * v[2]);

const adaptationDegree = SURROUND.f * (1 - (1 / 3.6) * Math.exp((-ADAPTING_LUMINANCE - 42) / 92));
const gains = multiply(CAT02, WHITE).map((v) => (adaptationDegree * WHITE[1]) / v + 1 - adaptationDegree);
const k = 1 / (5 * ADAPTING_LUMINANCE + 1);
const luminanceLevel =
  0.2 * k ** 4 * (5 * ADAPTING_LUMINANCE) + 0.1 * (1 - k ** 4) ** 2 * Math.cbrt(5 * ADAPTING_LUMINANCE);
const n = BACKGROUND / WHITE[1];
const induction = 0.725 * (1 / n) ** 0.2;

function adaptedCones(xyz) {
  const cones = multiply(
    HUNT,
    multiply(
      FROM_CAT02,
      multiply(CAT02, xyz).map((v, i) => v * gains[i]),
    ),
  );
  return cones.map((v) => {
    const x = ((luminanceLevel * Math.abs(v)) / 100) ** 0.42;
    return (Math.sign(v) * 400 * x) / (x + 27.13) + 0.1;
  });
}

const achromaticResponse = ([r, g, b]) => (2 * r + g + b / 20 - 0.305) * induction;
const whiteResponse = achromaticResponse(adaptedCones(WHITE));

/** Converts a colour in any notation of culori to [J', a', b']. J' is the lightness, 0 to 100. */
export function toCam02(color) {
  const { x, y, z } = toXyz(color);
  const [r, g, b] = adaptedCones([x * 100, y * 100, z * 100]);
  const [redGreen, yellowBlue] = [r - (12 * g) / 11 + b / 11, (r + g - 2 * b) / 9];
  const hue = Math.atan2(yellowBlue, redGreen);
  const lightness =
    100 * (achromaticResponse([r, g, b]) / whiteResponse) ** (SURROUND.c * (1.48 + Math.sqrt(n)));
  const eccentricity = (Math.cos(hue + 2) + 3.8) / 4;
  const t =
    ((50000 / 13) * SURROUND.nc * induction * eccentricity * Math.hypot(redGreen, yellowBlue)) /
    (r + g + (21 / 20) * b);
  const chroma = t ** 0.9 * Math.sqrt(lightness / 100) * (1.64 - 0.29 ** n) ** 0.73;
  const colorfulness = Math.log(1 + 0.0228 * chroma * luminanceLevel ** 0.25) / 0.0228;
  return [
    (1.7 * lightness) / (1 + 0.007 * lightness),
    colorfulness * Math.cos(hue),
    colorfulness * Math.sin(hue),
  ];
}

export function distance(a, b) {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}
