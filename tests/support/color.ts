import { colorIndex, palette, type Scale } from '../../src/color/scale.js';

/** The colour a scale gives a value. */
export function colorOf(scale: Scale, value: number): string {
  return palette(scale)[colorIndex(scale, value)];
}
