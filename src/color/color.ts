import { rgb } from 'd3-color';

/** `#rrggbb`, lower case: the one form in which colours travel through the program. */
export type Hex = string;

/** A CSS colour (name, hex, rgb(), hsl()) as `#rrggbb`, or null for anything else. Transparency is not a colour here. */
export function parseColor(css: string): Hex | null {
  const color = rgb(css);
  return Number.isNaN(color.r) || color.opacity !== 1 ? null : color.formatHex();
}

/** The three channels, 0 to 255. */
export function channels(hex: Hex): [number, number, number] {
  const n = Number.parseInt(hex.slice(1), 16);
  return [n >> 16, (n >> 8) & 255, n & 255];
}

export function fromChannels(r: number, g: number, b: number): Hex {
  return `#${((1 << 24) | (Math.round(r) << 16) | (Math.round(g) << 8) | Math.round(b)).toString(16).slice(1)}`;
}

/** Relative luminance of WCAG 2.2, 0 (black) to 1 (white). */
export function luminance(hex: Hex): number {
  const n = Number.parseInt(hex.slice(1), 16);
  return 0.2126 * linear(n >> 16) + 0.7152 * linear((n >> 8) & 255) + 0.0722 * linear(n & 255);
}

let linears: readonly number[] | undefined;

function linear(channel: number): number {
  linears ??= Array.from({ length: 256 }, (_, i) => {
    const s = i / 255;
    return s <= 0.04045 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4;
  });
  return linears[channel];
}

/** Contrast ratio of WCAG 2.2, 1 to 21. */
export function contrast(a: Hex, b: Hex): number {
  const one = luminance(a) + 0.05;
  const other = luminance(b) + 0.05;
  return one > other ? one / other : other / one;
}
