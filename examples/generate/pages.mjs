// Examples 26–30: the page.
import { csv, npy, table } from './formats.mjs';
import { clamp, mulberry32, normal, peak, round, smoothstep, times } from './random.mjs';

/** Expression of the segmentation genes of a fly from head to tail: gradients, gap genes, 7 stripes, 14 stripes. */
export function segments() {
  const random = mulberry32(26);
  const stripes = (count, shift, width) => (x) =>
    times(count, (k) => 0.28 + shift + (k * 0.58) / (count - 1))
      .map((middle) => peak(x, middle, width))
      .reduce((a, b) => a + b);
  const genes = {
    bicoid: (x) => peak(x, 0, 0.45),
    caudal: (x) => smoothstep(x, 0.35, 0.75),
    hunchback: (x) => 1 - smoothstep(x, 0.42, 0.52) + 0.6 * peak(x, 0.9, 0.07),
    giant: (x) => 0.9 * peak(x, 0.27, 0.09) + peak(x, 0.74, 0.1),
    Krüppel: (x) => peak(x, 0.52, 0.12),
    knirps: (x) => peak(x, 0.66, 0.1) + 0.5 * peak(x, 0.08, 0.07),
    tailless: (x) => peak(x, 1, 0.14) + 0.6 * peak(x, 0.12, 0.06),
    'even-skipped': stripes(7, 0, 0.028),
    'fushi tarazu': stripes(7, 0.045, 0.028),
    engrailed: stripes(14, 0.01, 0.012),
  };
  const names = Object.keys(genes);
  const places = times(101, (k) => k);
  const level = (i, j) => round(clamp(genes[names[i]](j / 100) + 0.02 * normal(random), 0, 1), 2);
  return csv(table('', names, places, level));
}

/** A whistle with overtones whose pitch rises and falls, and a click; loudness in decibels relative to the maximum. */
export function spectrogram() {
  const random = mulberry32(27);
  const [height, width] = [64, 160];
  const rows = times(height, (band) =>
    times(width, (frame) => {
      const t = frame / width;
      const pitch =
        11 + 9 * smoothstep(t, 0.1, 0.35) - 6 * smoothstep(t, 0.5, 0.62) + 8 * smoothstep(t, 0.68, 0.9);
      const sounding =
        smoothstep(t, 0.06, 0.12) * (1 - smoothstep(t, 0.9, 0.95)) * (1 - peak(t, 0.44, 0.035));
      const tones = [1, 2, 3, 4].map((k) => 0.3 ** (k - 1) * peak(band, k * pitch, 1.1 + 0.3 * k));
      const click = 0.05 * peak(t, 0.44, 0.008) * (1 - band / 90);
      const power = sounding * tones.reduce((a, b) => a + b) + click + 1e-5 * (1 + 30 * peak(band, 0, 6));
      return round(clamp(10 * Math.log10(power) + 2.5 * normal(random), -60, 0), 1);
    }),
  );
  return npy(rows);
}

/** Hours from sunrise to sunset by latitude on three days of each month, without twilight and the sun's diameter. */
export function daylight() {
  const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
  const dates = months.flatMap((month) => [1, 11, 21].map((day) => `${month} ${day}`));
  const latitudes = times(19, (k) => 90 - 10 * k);
  const name = (latitude) =>
    latitude === 0 ? 'equator' : `${Math.abs(latitude)}° ${latitude > 0 ? 'N' : 'S'}`;
  const radians = Math.PI / 180;
  const hours = (i, j) => {
    const day = Math.floor(j / 3) * 30.44 + (j % 3) * 10 + 1;
    const declination = -23.44 * Math.cos(((day + 10) / 365.25) * 2 * Math.PI);
    const latitude = clamp(latitudes[i], -89.9, 89.9);
    const angle = -Math.tan(latitude * radians) * Math.tan(declination * radians);
    return round((Math.acos(clamp(angle, -1, 1)) / Math.PI) * 24, 1);
  };
  return csv(table('', latitudes.map(name), dates, hours));
}

/** Similarity of the sinusoidal encodings of 400 positions. It depends only on the distance of two positions. */
export function positions() {
  const width = 64;
  const similarity = times(400, (distance) => {
    const waves = times(width / 2, (k) => Math.cos(distance / 10000 ** ((2 * k) / width)));
    return round(waves.reduce((a, b) => a + b) / waves.length, 4);
  });
  return npy(times(400, (i) => times(400, (j) => similarity[Math.abs(i - j)])));
}

/** The 8-bit weights of a layer: noise that decreases towards later inputs, and a few large outliers. */
export function weights() {
  const random = mulberry32(30);
  const [outputs, inputs] = [440, 640];
  const outliers = new Map(
    times(24, () => [
      Math.floor(outputs * random()) * inputs + Math.floor(inputs * random()),
      random() < 0.5 ? -1 : 1,
    ]),
  );
  const weight = (i, j) => {
    const sign = outliers.get(i * inputs + j);
    if (sign) return sign * Math.round(90 + 37 * random());
    return Math.round(clamp((13 - (7 * j) / inputs) * normal(random), -60, 60));
  };
  return npy(
    times(outputs, (i) => times(inputs, (j) => weight(i, j))),
    '|i1',
  );
}
