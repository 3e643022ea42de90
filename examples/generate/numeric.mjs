// Examples 31–32: numeric axes.
import { csv, table } from './formats.mjs';
import { clamp, mulberry32, peak, round, smoothstep, times } from './random.mjs';

/** The steps of a scale of six notes per octave. */
const NOTES = [1, 1.122462, 1.259921, Math.SQRT2, 1.587401, 1.781797];

/** A sound in dB at notes from 27.5 Hz to 7 kHz: a glide of two octaves with harmonics, and a bell. */
export function logSpectrogram() {
  const random = mulberry32(31);
  const count = 49;
  const pitch = (k) => 27.5 * NOTES[k % 6] * 2 ** Math.floor(k / 6);
  /** The fundamental, in notes above 27.5 Hz. */
  const glide = (time) => 12 + 12 * smoothstep(time, 0.7, 2.3);
  // Harmonics 1 to 6 in notes above the fundamental: six notes are an octave.
  const harmonics = [0, 6, 9.51, 12, 13.93, 15.51];
  const loudness = (k, time) => {
    const tone = harmonics.map((above, n) => (peak(k, glide(time) + above, 1.1) * 0.9) / (n + 1));
    const bell = [33, 38.5, 42].map(
      (note) => peak(k, note, 0.8) * smoothstep(time, 1.2, 1.26) * (1 - smoothstep(time, 1.2, 2.8)),
    );
    const loudest = Math.max(...tone, ...bell);
    return clamp(-60 + 60 * Math.sqrt(loudest) + 5 * random(), -60, 0);
  };
  const seconds = times(76, (j) => round(j * 0.04, 2));
  return csv(
    table(
      'frequency',
      times(count, (k) => round(pitch(k), 1)),
      seconds,
      (k, j) => Math.round(loudness(k, seconds[j])),
    ),
  );
}

/** Soil moisture at five depths, every three hours. The logger failed for two and a half days. */
export function soilMoisture() {
  const random = mulberry32(32);
  const depths = [5, 10, 20, 40, 80];
  const rain = [20, 62, 66];
  const base = [16, 19, 23, 26, 29];
  // Rain reaches deeper probes later, more slowly and less.
  const moisture = (step, d) => {
    const wet = rain.map((start) => {
      const since = step - start - 3 * d * d;
      return since < 0
        ? 0
        : smoothstep(since, 0, 2 + 4 * d) * (1 - smoothstep(since, 2 + 4 * d, 40 + 30 * d));
    });
    return base[d] + (18 - 3.4 * d) * clamp(wet[0] + wet[1] + wet[2], 0, 1.3) + 0.5 * random();
  };
  const isMissing = (step) => (step >= 36 && step < 56) || step === 90 || step === 91;
  const steps = times(112, (step) => step).filter((step) => !isMissing(step));
  const day = (step) => String(3 + Math.floor(step / 8)).padStart(2, '0');
  const hour = (step) => String(3 * (step % 8)).padStart(2, '0');
  return csv([
    ['time', ...depths],
    ...steps.map((step) => [
      `2024-06-${day(step)} ${hour(step)}:00`,
      ...depths.map((_, d) => round(moisture(step, d), 1)),
    ]),
  ]);
}
