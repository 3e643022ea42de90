/** Colours as readers with a colour-vision deficiency see them, and as they are printed in grey. */
import { type Hex, hexToRgb, luminance, rgbToHex, toLinear } from './color.js';

/** How a figure is seen: with one of three deficiencies, or printed in grey. */
export type Vision = 'deuteranopia' | 'protanopia' | 'tritanopia' | 'grey';

export const VISIONS = ['deuteranopia', 'protanopia', 'tritanopia', 'grey'] as const satisfies Vision[];

type Row = readonly [number, number, number];

/**
 * The matrices of Machado, Oliveira and Fernandes (2009) for severity 1.0: linear RGB → the linear RGB that a reader
 * without the deficiency sees as the reader with it sees the colour.
 */
const MATRICES: Readonly<Record<Exclude<Vision, 'grey'>, readonly [Row, Row, Row]>> = {
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

/** Returns a colour as it is seen. A grey has the same luminance as its colour. */
export function seenColor(color: Hex, vision: Vision): Hex {
  if (vision === 'grey') {
    const grey = fromLinear(luminance(color));
    return rgbToHex(grey, grey, grey);
  }
  const linear = hexToRgb(color).map(toLinear);
  const [r, g, b] = MATRICES[vision].map((row) =>
    fromLinear(row[0] * linear[0] + row[1] * linear[1] + row[2] * linear[2]),
  );
  return rgbToHex(r, g, b);
}

/** Converts linear light to an sRGB channel, 0 to 255. Light that a screen cannot show is clipped. */
function fromLinear(light: number): number {
  const clipped = Math.min(1, Math.max(0, light));
  return 255 * (clipped <= 0.0031308 ? 12.92 * clipped : 1.055 * clipped ** (1 / 2.4) - 0.055);
}
