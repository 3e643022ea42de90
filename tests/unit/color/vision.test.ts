/** Simulated colours are those of R's colorspace, and the colormaps that confuse readers are known. */
import { describe, expect, it } from 'vitest';
import { colorDifference, hexToLab, hexToRgb } from '../../../src/color/color.js';
import { namedColormaps } from '../../../src/color/maps.js';
import { seenColor, VISIONS } from '../../../src/color/vision.js';
import { CONFUSING_MAPS } from '../../../src/figure/lint.js';
import { findSimilarValues } from '../../../src/figure/lint-vision.js';
import { rendered } from '../../support/figure.js';

const COLORS =
  '#000000 #ffffff #ff0000 #00ff00 #0000ff #ffff00 #00ffff #ff00ff #808080 #440154 #21918c #fde725 #b2182b #2166ac #1a9850 #d73027 #f46d43 #7f3b08 #c51b7d #123456';

/**
 * The results of R 4 with colorspace 2.1.0:
 *
 *     for (see in list(deutan, protan, tritan)) print(see(colors, linear = TRUE))
 *     print(desaturate(colors))
 */
const SEEN = {
  deuteranopia:
    '#000000 #ffffff #a39000 #efd63a #003dfb #fffa31 #d0ddff #689bfa #808080 #042752 #787e8d #ffe939 #716625 #2d5eab #8a8155 #8e7f1e #b3a23f #5f5406 #727479 #1a3055',
  protanopia:
    '#000000 #ffffff #6d5f00 #ffe500 #0059ff #fff400 #edf2ff #007fff #808080 #002256 #88898c #fee000 #4c462a #446baf #988a4a #655a24 #92843e #4f4500 #42567f #243657',
  tritanopia:
    '#000000 #ffffff #ff000f #00f7d9 #006b96 #ffeed9 #00fffe #ff4a97 #808080 #43172e #00958f #ffd6c6 #c40022 #007780 #009687 #ed0030 #ff5064 #8c2b32 #d5004c #003c40',
  grey: '#000000 #ffffff #7f7f7f #dcdcdc #4c4c4c #f7f7f7 #e5e5e5 #919191 #808080 #252525 #828282 #e5e5e5 #5a5a5a #646464 #848484 #727272 #969696 #4e4e4e #696969 #333333',
};

describe('colours as readers see them', () => {
  it.each(VISIONS)('are those of colorspace: %s', (vision) => {
    const expected = SEEN[vision].split(' ');
    COLORS.split(' ').forEach((color, i) => {
      // colorspace rounds its matrices and its white point otherwise, which changes a channel by one step at most.
      hexToRgb(seenColor(color, vision)).forEach((channel, c) => {
        expect(Math.abs(channel - hexToRgb(expected[i])[c])).toBeLessThanOrEqual(1);
      });
    });
  });
});

describe('values that readers confuse', () => {
  /** The scale of a map, and one value for each of its colours. */
  const scaleOf = (map: string | readonly string[]) => {
    const values = Array.from({ length: 256 }, (_, i) => i);
    const { figure } = rendered({ data: [values], color: { map, domain: [0, 255] }, lint: false }, 1, false);
    return {
      scale: Object.values(figure.scales)[0],
      drawn: [{ values: Float64Array.from(values), categories: null }],
    };
  };
  const confusions = (map: string | readonly string[]) => {
    const { scale, drawn } = scaleOf(map);
    return VISIONS.filter((vision) => findSimilarValues(scale, drawn, vision) !== null);
  };

  it('are in exactly the built-in colormaps that are examined', () => {
    const maps = namedColormaps().filter(({ kind }) => kind !== 'categorical');
    const found = Object.fromEntries(
      maps.flatMap(({ name }) => (confusions(name).length > 0 ? [[name, confusions(name)]] : [])),
    );
    expect(new Set(Object.keys(found))).toEqual(CONFUSING_MAPS);
    expect(found).toEqual({
      turbo: ['grey'],
      warm: ['grey'],
      cool: ['protanopia', 'tritanopia', 'grey'],
      RdYlGn: ['deuteranopia', 'protanopia'],
      Spectral: ['deuteranopia', 'protanopia'],
      rainbow: ['grey'],
      sinebow: ['tritanopia', 'grey'],
    });
  });

  it('differ by more than a tenth of the domain, and have nearly the same colour', () => {
    const { scale, drawn } = scaleOf('RdYlGn');
    const pair = findSimilarValues(scale, drawn, 'deuteranopia');
    const [a, b] = [pair?.low ?? 0, pair?.high ?? 0].map(
      (value) => scale.colors[Math.floor((value / 255) * 255)],
    );
    expect((pair?.high ?? 0) - (pair?.low ?? 0)).toBeGreaterThan(25.5);
    const seen = [a, b].map((color) => hexToLab(seenColor(color, 'deuteranopia')));
    expect(colorDifference(seen[0], seen[1])).toBeLessThan(3);
    expect(colorDifference(hexToLab(a), hexToLab(b))).toBeGreaterThan(10);
  });

  it('are named with the readers and a colormap that works', () => {
    const { diagnostics } = rendered({ data: [[0, 2, 4, 6, 8, 10]], color: { map: ['#ff0000', '#00a000'] } });
    const warning = diagnostics.find(({ code }) => code === 'indistinguishable-values');
    expect(warning?.message).toMatch(
      /^for readers with \w+, the values \d+ and \d+ have nearly the same colour/,
    );
    expect(warning?.hints?.[0]).toContain('"viridis"');
    expect(confusions('viridis')).toEqual([]);
  });
});
