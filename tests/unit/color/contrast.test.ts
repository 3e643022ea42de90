import { describe, expect, it } from 'vitest';
import { apcaContrast, colorDifference, hexToLab } from '../../../src/color/color.js';

describe('the perceived contrast', () => {
  it('has the values that APCA 0.1.9 publishes', () => {
    const published: [text: string, background: string, contrast: number][] = [
      ['#888888', '#ffffff', 63.056469930209424],
      ['#ffffff', '#888888', -68.54146436644962],
      ['#000000', '#aaaaaa', 58.146262578561334],
      ['#aaaaaa', '#000000', -56.24113336839742],
      ['#112233', '#ddeeff', 91.66830811481631],
      ['#ddeeff', '#112233', -93.06770049484275],
      ['#112233', '#444444', 8.32326136957393],
      ['#444444', '#112233', -7.526878460278154],
    ];
    for (const [text, background, contrast] of published)
      expect(apcaContrast(text, background)).toBeCloseTo(contrast, 10);
  });

  it('is 0 if text and background cannot be told apart', () => {
    for (const color of ['#000000', '#777777', '#ffffff', '#ff0000'])
      expect(apcaContrast(color, color)).toBe(0);
    expect(apcaContrast('#777777', '#787878')).toBe(0);
  });
});

describe('the difference of two colours', () => {
  it('is that of CIE 1976', () => {
    const difference = (a: string, b: string) => colorDifference(hexToLab(a), hexToLab(b));
    expect(difference('#123456', '#123456')).toBe(0);
    expect(difference('#000000', '#ffffff')).toBeCloseTo(100, 5);
    // Lightness 53.59 of #808080, as colour pickers show it.
    expect(difference('#000000', '#808080')).toBeCloseTo(53.59, 2);
  });
});
