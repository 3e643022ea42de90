// 26–29: the page.
import { csv, npy, table } from './formats.mjs';
import { bump, clamped, mulberry32, normal, rise, rounded, times } from './random.mjs';

/** Genes that cut the embryo of a fly into segments, from head to tail: gradients, gaps, seven stripes, fourteen. */
export function segments() {
  const random = mulberry32(26);
  const stripes = (count, shift, width) => (x) =>
    times(count, (k) => 0.28 + shift + (k * 0.58) / (count - 1))
      .map((middle) => bump(x, middle, width))
      .reduce((a, b) => a + b);
  const genes = {
    bicoid: (x) => bump(x, 0, 0.45),
    caudal: (x) => rise(x, 0.35, 0.75),
    hunchback: (x) => 1 - rise(x, 0.42, 0.52) + 0.6 * bump(x, 0.9, 0.07),
    giant: (x) => 0.9 * bump(x, 0.27, 0.09) + bump(x, 0.74, 0.1),
    Krüppel: (x) => bump(x, 0.52, 0.12),
    knirps: (x) => bump(x, 0.66, 0.1) + 0.5 * bump(x, 0.08, 0.07),
    tailless: (x) => bump(x, 1, 0.14) + 0.6 * bump(x, 0.12, 0.06),
    'even-skipped': stripes(7, 0, 0.028),
    'fushi tarazu': stripes(7, 0.045, 0.028),
    engrailed: stripes(14, 0.01, 0.012),
  };
  const names = Object.keys(genes);
  const places = times(101, (k) => k);
  const level = (i, j) => rounded(clamped(genes[names[i]](j / 100) + 0.02 * normal(random), 0, 1), 2);
  return csv(table('', names, places, level));
}

/** A whistle that climbs and falls, its overtones, and a click; loudness in decibels below the loudest. */
export function spectrogram() {
  const random = mulberry32(27);
  const [height, width] = [64, 160];
  const rows = times(height, (band) =>
    times(width, (frame) => {
      const t = frame / width;
      const pitch = 11 + 9 * rise(t, 0.1, 0.35) - 6 * rise(t, 0.5, 0.62) + 8 * rise(t, 0.68, 0.9);
      const sounding = rise(t, 0.06, 0.12) * (1 - rise(t, 0.9, 0.95)) * (1 - bump(t, 0.44, 0.035));
      const tones = [1, 2, 3, 4].map((k) => 0.3 ** (k - 1) * bump(band, k * pitch, 1.1 + 0.3 * k));
      const click = 0.05 * bump(t, 0.44, 0.008) * (1 - band / 90);
      const power = sounding * tones.reduce((a, b) => a + b) + click + 1e-5 * (1 + 30 * bump(band, 0, 6));
      return rounded(clamped(10 * Math.log10(power) + 2.5 * normal(random), -60, 0), 1);
    }),
  );
  return npy(rows);
}

/** From sunrise to sunset, by latitude, on three days of each month; neither twilight nor the sun's width is counted. */
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
    const latitude = clamped(latitudes[i], -89.9, 89.9);
    const angle = -Math.tan(latitude * radians) * Math.tan(declination * radians);
    return rounded((Math.acos(clamped(angle, -1, 1)) / Math.PI) * 24, 1);
  };
  return csv(table('', latitudes.map(name), dates, hours));
}

/** How alike the sinusoids are that stand for two of 400 positions. It depends on their distance only. */
export function positions() {
  const width = 64;
  const alike = times(400, (distance) => {
    const waves = times(width / 2, (k) => Math.cos(distance / 10000 ** ((2 * k) / width)));
    return rounded(waves.reduce((a, b) => a + b) / waves.length, 4);
  });
  return npy(times(400, (i) => times(400, (j) => alike[Math.abs(i - j)])));
}

/** The weights of a layer in eight bits: noise that fades towards the later inputs, and a few weights far larger. */
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
    return Math.round(clamped((13 - (7 * j) / inputs) * normal(random), -60, 60));
  };
  return npy(
    times(outputs, (i) => times(inputs, (j) => weight(i, j))),
    '|i1',
  );
}
