import { describe, expect, it } from 'vitest';
import { SIMILAR_MAPS } from '../../../src/color/map-synonyms.js';
import {
  colormapFromColors,
  findColormap,
  namedColormaps,
  unknownColormapMessage,
} from '../../../src/color/maps.js';

const maps = namedColormaps();
const namesOf = (isIncluded: (map: (typeof maps)[number]) => boolean) =>
  maps.filter(isIncluded).map((map) => map.name);

describe('a colormap', () => {
  it('is found by its name in any case, and reversed with _r', () => {
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

  it('has many colours if it is continuous, an odd number if diverging, distinct ones if categorical', () => {
    for (const { kind, colors } of maps) {
      expect(colors.every((color) => /^#[0-9a-f]{6}$/.test(color))).toBe(true);
      if (kind === 'categorical') expect(new Set(colors).size).toBe(colors.length);
      else expect(colors.length).toBeGreaterThanOrEqual(255);
      if (kind === 'diverging') expect(colors.length % 2).toBe(1);
    }
  });

  it('has the name of matplotlib, ColorBrewer or d3', () => {
    for (const name of ['viridis', 'Blues', 'RdBu', 'coolwarm', 'gray', 'grays', 'grey', 'Greys', 'tab10'])
      expect(findColormap(name)).not.toBeNull();
    for (const name of ['', '_r', 'viridis_r_r', 'constructor', '__proto__', 'toString'])
      expect(findColormap(name)).toBeNull();
  });

  it('with an unknown name suggests the most similar name, with _r if it was given', () => {
    expect(unknownColormapMessage('virdis')).toBe('unknown colormap "virdis", did you mean "viridis"?');
    expect(unknownColormapMessage('RdBl_r')).toBe('unknown colormap "RdBl_r", did you mean "RdBu_r"?');
    expect(unknownColormapMessage('coolworm')).toBe('unknown colormap "coolworm", did you mean "coolwarm"?');
    const list = '; "heatmap colormaps" lists all';
    expect(unknownColormapMessage('jet black')).toBe(`unknown colormap "jet black"${list}`);
    expect(unknownColormapMessage('a "b"\n')).toBe(`unknown colormap "a \\"b\\"\\n"${list}`);
  });

  it.each([
    ['jet', 'turbo'],
    ['Jet_r', 'turbo_r'],
    ['hot', 'inferno'],
    ['seismic', 'RdBu_r'],
    ['bwr_r', 'RdBu'],
    ['rocket', 'magma'],
    ['mako', 'YlGnBu_r'],
    ['icefire', 'coolwarm'],
    ['twilight', 'sinebow'],
    ['tab20', 'tab10'],
    ['parula', 'viridis'],
    ['grayscale', 'gray'],
    ['interpolateViridis', 'viridis'],
    ['interpolateRdBu_r', 'RdBu_r'],
  ])('of another program, %s, suggests %s', (name, similar) => {
    expect(unknownColormapMessage(name)).toBe(`unknown colormap "${name}", did you mean "${similar}"?`);
    expect(findColormap(similar)).not.toBeNull();
  });

  it('that is suggested for one of another program exists, and the other one does not', () => {
    for (const [ours, others] of Object.entries(SIMILAR_MAPS)) {
      expect(findColormap(ours)?.name).toBe(ours);
      for (const other of others) expect([other, findColormap(other)]).toEqual([other, null]);
    }
  });

  it('from a list of colours interpolates evenly', () => {
    const { colors } = colormapFromColors(['#000000', '#ff0000', '#ffffff']);
    expect([colors[0], colors[127], colors[254]]).toEqual(['#000000', '#ff0000', '#ffffff']);
    expect(colors[64]).toBe('#810000');
    expect(colormapFromColors(['#123456']).colors).toEqual(['#123456']);
  });
});

describe('the measured properties of colormaps', () => {
  it('are uniform for maps that were designed so, and not for rainbows', () => {
    expect(namesOf((map) => map.uniform)).toEqual([
      'viridis',
      'magma',
      'inferno',
      'plasma',
      'cividis',
      'warm',
    ]);
  });

  it('are CVD-safe for maps that ColorBrewer calls safe, and for viridis and its relatives', () => {
    const brewerMaps =
      'BrBG PiYG PRGn PuOr RdBu RdYlBu Blues Greens Greys Oranges Purples Reds BuGn BuPu GnBu OrRd'.split(
        ' ',
      );
    const otherMaps =
      'PuBu PuBuGn PuRd RdPu YlGn YlGnBu YlOrBr YlOrRd viridis magma inferno plasma cividis gray'.split(' ');
    const safe = namesOf((map) => map.cvdSafe);
    for (const name of [...brewerMaps, ...otherMaps]) expect(safe).toContain(name);
  });

  it('are not CVD-safe for maps with red and green, or with the same grey for different values', () => {
    const safe = namesOf((map) => map.cvdSafe);
    for (const name of ['RdYlGn', 'Spectral', 'RdGy', 'rainbow', 'sinebow', 'turbo', 'tab10', 'Set1'])
      expect(safe).not.toContain(name);
  });
});
