import { describe, expect, it } from 'vitest';
import { contrast } from '../../../src/color/color.js';
import { findColormap, mixedColormap, namedColormaps, unknownColormap } from '../../../src/color/maps.js';
import { readable } from '../../../src/layout/values.js';

const maps = namedColormaps();
const named = (wanted: (map: (typeof maps)[number]) => boolean) => maps.filter(wanted).map((map) => map.name);

describe('a colormap', () => {
  it('is found by its name in any case, reversed with _r', () => {
    for (const { name, kind, colors } of maps) {
      expect(findColormap(name)).toEqual({ name, kind, colors });
      expect(findColormap(name.toUpperCase())?.name).toBe(name);
      expect(findColormap(`${name.toLowerCase()}_R`)).toEqual({
        name: `${name}_r`,
        kind,
        colors: [...colors].reverse(),
      });
    }
  });

  it('has many colours for a passage, an odd number where there is a centre, and each once where they are separate', () => {
    for (const { kind, colors } of maps) {
      expect(colors.every((color) => /^#[0-9a-f]{6}$/.test(color))).toBe(true);
      if (kind === 'categorical') expect(new Set(colors).size).toBe(colors.length);
      else expect(colors.length).toBeGreaterThanOrEqual(255);
      if (kind === 'diverging') expect(colors.length % 2).toBe(1);
    }
  });

  it('has a name known from matplotlib, ColorBrewer or d3', () => {
    for (const name of ['viridis', 'Blues', 'RdBu', 'coolwarm', 'gray', 'grays', 'grey', 'Greys', 'tab10'])
      expect(findColormap(name)).not.toBeNull();
    for (const name of ['', '_r', 'viridis_r_r', 'constructor', '__proto__', 'toString'])
      expect(findColormap(name)).toBeNull();
  });

  it('that is unknown is answered with the nearest, reversed if that was asked for', () => {
    expect(unknownColormap('virdis')).toBe('unknown colormap "virdis", did you mean "viridis"?');
    expect(unknownColormap('RdBl_r')).toBe('unknown colormap "RdBl_r", did you mean "RdBu_r"?');
    expect(unknownColormap('coolworm')).toBe('unknown colormap "coolworm", did you mean "coolwarm"?');
    expect(unknownColormap('jet black')).toBe('unknown colormap "jet black"');
    expect(unknownColormap('a "b"\n')).toBe('unknown colormap "a \\"b\\"\\n"');
  });

  it('of a list of colours passes evenly from one to the next', () => {
    const { colors } = mixedColormap(['#000000', '#ff0000', '#ffffff']);
    expect([colors[0], colors[127], colors[254]]).toEqual(['#000000', '#ff0000', '#ffffff']);
    expect(colors[64]).toBe('#810000');
    expect(mixedColormap(['#123456']).colors).toEqual(['#123456']);
  });
});

describe('text on a cell', () => {
  it('in black or white reaches a contrast of 4.5 : 1 on every colour of every map', () => {
    for (const { name, colors } of maps) {
      for (const color of colors) {
        if (contrast(readable(color), color) < 4.5) throw new Error(`${name}: ${color}`);
      }
    }
  });

  it('reaches it on every grey, and so on every colour: only luminance counts', () => {
    for (let gray = 0; gray < 256; gray++) {
      const color = `#${gray.toString(16).padStart(2, '0').repeat(3)}`;
      expect(contrast(readable(color), color)).toBeGreaterThanOrEqual(4.5);
    }
  });
});

describe('what was measured of the colormaps', () => {
  it('is uniform for those that were made to be, and not for rainbows', () => {
    expect(named((map) => map.uniform)).toEqual(['viridis', 'magma', 'inferno', 'plasma', 'cividis', 'warm']);
  });

  it('is safe for those that ColorBrewer calls so, and for those with viridis', () => {
    const brewer =
      'BrBG PiYG PRGn PuOr RdBu RdYlBu Blues Greens Greys Oranges Purples Reds BuGn BuPu GnBu OrRd'.split(
        ' ',
      );
    const more =
      'PuBu PuBuGn PuRd RdPu YlGn YlGnBu YlOrBr YlOrRd viridis magma inferno plasma cividis gray'.split(' ');
    const safe = named((map) => map.cvdSafe);
    for (const name of [...brewer, ...more]) expect(safe).toContain(name);
  });

  it('is not safe where red and green or the same greys stand for different values', () => {
    const safe = named((map) => map.cvdSafe);
    for (const name of ['RdYlGn', 'Spectral', 'RdGy', 'rainbow', 'sinebow', 'turbo', 'tab10', 'Set1'])
      expect(safe).not.toContain(name);
  });
});
