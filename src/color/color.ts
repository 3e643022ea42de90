import { lab, rgb } from 'd3-color';

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

/** Converts an sRGB channel, a whole number from 0 to 255, to linear light, 0 to 1. */
export function toLinear(channel: number): number {
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

/** Lightness, green to red and blue to yellow (CIELAB), in which distances are as large as they look. */
export type Lab = readonly [l: number, a: number, b: number];

export function hexToLab(hex: Hex): Lab {
  const { l, a, b } = lab(hex);
  return [l, a, b];
}

/** Returns the distance of two colours (CIE 1976): black and white differ by 100; a difference below 1 is invisible. */
export function colorDifference(one: Lab, other: Lab): number {
  return Math.hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2]);
}

/** The constants of APCA (version 0.1.9 of the W3 variant). */
const APCA = {
  /** Approximates how a screen reproduces sRGB channels. */
  screenExponent: 2.4,
  channels: [0.2126729, 0.7151522, 0.072175],
  /** Near black, the eye sees more light than there is. */
  blackThreshold: 0.022,
  // biome-ignore lint/suspicious/noApproximativeNumericConstant: APCA defines 1.414, not the square root of 2.
  blackExponent: 1.414,
  darkText: { text: 0.57, background: 0.56 },
  lightText: { text: 0.62, background: 0.65 },
  scale: 1.14,
  offset: 0.027,
  minDifference: 0.0005,
  minContrast: 0.1,
} as const;

/**
 * Returns the perceived contrast of a text and its background in Lc (APCA), from −108 to 106. It is positive for dark
 * text on light, negative for light text on dark, and 0 if they cannot be distinguished. Unlike the ratio of WCAG 2, equal
 * values look equally readable, also on dark and on mid-tone backgrounds.
 */
export function apcaContrast(text: Hex, background: Hex): number {
  const [textY, backgroundY] = [screenLuminance(text), screenLuminance(background)];
  if (Math.abs(backgroundY - textY) < APCA.minDifference) return 0;
  const sign = backgroundY > textY ? 1 : -1;
  const exponents = sign === 1 ? APCA.darkText : APCA.lightText;
  const contrast = Math.abs(backgroundY ** exponents.background - textY ** exponents.text) * APCA.scale;
  return contrast < APCA.minContrast ? 0 : sign * (contrast - APCA.offset) * 100;
}

/** Returns the luminance of a colour on a screen as APCA estimates it, from about 0 for black to 1 for white. */
function screenLuminance(hex: Hex): number {
  const y = hexToRgb(hex).reduce(
    (sum, channel, i) => sum + APCA.channels[i] * (channel / 255) ** APCA.screenExponent,
    0,
  );
  const lift = Math.max(0, APCA.blackThreshold - y) ** APCA.blackExponent;
  return y + lift;
}
