/** Colormaps of other programs (matplotlib, seaborn, cmocean, plotly, MATLAB, R) by similar ones of ours, for hints. */
export const SIMILAR_MAPS: Readonly<Record<string, readonly string[]>> = {
  turbo: ['jet', 'gist_rainbow', 'gist_ncar', 'nipy_spectral', 'prism', 'brg'],
  inferno: ['hot', 'afmhot', 'gist_heat', 'cmrmap', 'blackbody', 'fire', 'thermal'],
  magma: ['rocket'],
  plasma: ['gnuplot', 'gnuplot2', 'electric'],
  viridis: ['parula', 'batlow', 'haline', 'default', 'sequential'],
  cubehelix: ['terrain', 'gist_earth', 'earth', 'terrain.colors', 'topo.colors'],
  gray: ['bone', 'gist_gray', 'grayscale', 'greyscale'],
  Greys: ['binary', 'gist_yarg'],
  YlGnBu: ['crest', 'deep'],
  YlGnBu_r: ['mako', 'ocean', 'winter'],
  YlGn_r: ['summer'],
  YlOrRd: ['wistia'],
  YlOrRd_r: ['autumn', 'heat.colors'],
  YlOrBr_r: ['copper'],
  OrRd: ['flare'],
  RdBu_r: ['bwr', 'seismic', 'balance', 'vik', 'bluered', 'diverging', 'picnic'],
  coolwarm: ['vlag', 'icefire', 'portland'],
  sinebow: ['hsv', 'twilight', 'twilight_shifted', 'phase', 'cyclic'],
  tab10: ['tab20', 'tab20b', 'tab20c', 'categorical', 'qualitative'],
};

const SIMILAR_MAP_OF = new Map(
  Object.entries(SIMILAR_MAPS).flatMap(([ours, others]) => others.map((other) => [other, ours] as const)),
);

/** Returns our map most like a map of another program, or undefined. Case is ignored; `_r` reverses the map. */
export function similarMap(name: string): string | undefined {
  const isReversed = /_r$/i.test(name);
  const similar = SIMILAR_MAP_OF.get((isReversed ? name.slice(0, -2) : name).toLowerCase());
  if (similar === undefined || !isReversed) return similar;
  return similar.endsWith('_r') ? similar.slice(0, -2) : `${similar}_r`;
}
