import { rgb } from 'd3-color';

/** `#rrggbb` in lower case, the only form of a colour inside the program. */
export type Hex = string;

/** Returns an opaque CSS colour (name, hex, rgb(), hsl()) as `#rrggbb`, or null for any other text. */
export function parseColor(css: string): Hex | null {
  const color = rgb(css);
  return Number.isNaN(color.r) || color.opacity !== 1 ? null : color.formatHex();
}

/** Returns the red, green and blue channels, 0 to 255. */
export function hexToRgb(hex: Hex): [number, number, number] {
  const rgb = Number.parseInt(hex.slice(1), 16);
  return [rgb >> 16, (rgb >> 8) & 255, rgb & 255];
}

export function rgbToHex(r: number, g: number, b: number): Hex {
  return `#${((1 << 24) | (Math.round(r) << 16) | (Math.round(g) << 8) | Math.round(b)).toString(16).slice(1)}`;
}

/** Returns the relative luminance (WCAG 2.2), from 0 for black to 1 for white. */
export function luminance(hex: Hex): number {
  const rgb = Number.parseInt(hex.slice(1), 16);
  return 0.2126 * toLinear(rgb >> 16) + 0.7152 * toLinear((rgb >> 8) & 255) + 0.0722 * toLinear(rgb & 255);
}

let linearTable: readonly number[] | undefined;

/** Converts an sRGB channel, 0 to 255, to linear light, 0 to 1. */
function toLinear(channel: number): number {
  linearTable ??= Array.from({ length: 256 }, (_, i) => {
    const s = i / 255;
    return s <= 0.04045 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4;
  });
  return linearTable[channel];
}

/** Returns the contrast ratio (WCAG 2.2), from 1 to 21. */
export function contrastRatio(a: Hex, b: Hex): number {
  const one = luminance(a) + 0.05;
  const other = luminance(b) + 0.05;
  return one > other ? one / other : other / one;
}
