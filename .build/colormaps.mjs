// Writes src/color/maps.generated.ts: each colormap as a table of colours from d3-scale-chromatic, with its measured
// properties. Run it after an update of that package: node .build/colormaps.mjs
import { writeFileSync } from 'node:fs';
import { rgb } from 'd3-color';
import * as namespace from 'd3-scale-chromatic';
import { measureColormap } from './colormap-measures.mjs';

const chromatic = { ...namespace };

// Diverging maps have an odd number of colours, so that one colour is the centre.
const LENGTH = { sequential: 256, diverging: 255, cyclic: 256 };

const NAMES = {
  sequential: {
    viridis: 'Viridis',
    magma: 'Magma',
    inferno: 'Inferno',
    plasma: 'Plasma',
    cividis: 'Cividis',
    turbo: 'Turbo',
    Blues: 'Blues',
    Greens: 'Greens',
    Greys: 'Greys',
    Oranges: 'Oranges',
    Purples: 'Purples',
    Reds: 'Reds',
    BuGn: 'BuGn',
    BuPu: 'BuPu',
    GnBu: 'GnBu',
    OrRd: 'OrRd',
    PuBu: 'PuBu',
    PuBuGn: 'PuBuGn',
    PuRd: 'PuRd',
    RdPu: 'RdPu',
    YlGn: 'YlGn',
    YlGnBu: 'YlGnBu',
    YlOrBr: 'YlOrBr',
    YlOrRd: 'YlOrRd',
    warm: 'Warm',
    cool: 'Cool',
    cubehelix: 'CubehelixDefault',
  },
  diverging: {
    RdBu: 'RdBu',
    BrBG: 'BrBG',
    PiYG: 'PiYG',
    PRGn: 'PRGn',
    PuOr: 'PuOr',
    RdGy: 'RdGy',
    RdYlBu: 'RdYlBu',
    RdYlGn: 'RdYlGn',
    Spectral: 'Spectral',
  },
  cyclic: { rainbow: 'Rainbow', sinebow: 'Sinebow' },
};

const CATEGORICAL = {
  tab10: 'Category10',
  Accent: 'Accent',
  Dark2: 'Dark2',
  Paired: 'Paired',
  Pastel1: 'Pastel1',
  Pastel2: 'Pastel2',
  Set1: 'Set1',
  Set2: 'Set2',
  Set3: 'Set3',
  tableau10: 'Tableau10',
  observable10: 'Observable10',
};

// matplotlib's coolwarm (K. Moreland, "Diverging Color Maps for Scientific Visualization", 2009): an interpolation from
// blue to red through an unsaturated middle, in Msh, the polar form of CIELAB.
const COOLWARM = { low: [59, 76, 192], high: [180, 4, 38], middle: 88 };

const toHexDigits = (color) => rgb(color).formatHex().slice(1);
const sample = (interpolate, n) =>
  Array.from({ length: n }, (_, i) => toHexDigits(interpolate(i / (n - 1)))).join('');

function coolwarm(t) {
  const [m1, s1, h1] = toMsh(COOLWARM.low);
  const [m2, s2, h2] = toMsh(COOLWARM.high);
  const mid = Math.max(m1, m2, COOLWARM.middle);
  const f = t < 0.5 ? 2 * t : 2 * t - 1;
  const adjustHue = (m, s, h) => {
    const offset = (s * Math.sqrt(mid * mid - m * m)) / (m * Math.sin(s));
    return h > -Math.PI / 3 ? h + offset : h - offset;
  };
  return t < 0.5
    ? fromMsh(m1 + f * (mid - m1), s1 * (1 - f), h1 + f * (adjustHue(m1, s1, h1) - h1))
    : fromMsh(mid + f * (m2 - mid), s2 * f, adjustHue(m2, s2, h2) + f * (h2 - adjustHue(m2, s2, h2)));
}

const WHITE = [0.95047, 1, 1.08883];
const RGB_TO_XYZ = [
  [0.4124, 0.3576, 0.1805],
  [0.2126, 0.7152, 0.0722],
  [0.0193, 0.1192, 0.9505],
];
const XYZ_TO_RGB = [
  [3.2406, -1.5372, -0.4986],
  [-0.9689, 1.8758, 0.0415],
  [0.0557, -0.204, 1.057],
];
const multiply = (m, v) => m.map((row) => row.reduce((sum, x, i) => sum + x * v[i], 0));

function toMsh(rgb255) {
  const linear = rgb255.map((c) =>
    c / 255 > 0.04045 ? ((c / 255 + 0.055) / 1.055) ** 2.4 : c / 255 / 12.92,
  );
  const [x, y, z] = multiply(RGB_TO_XYZ, linear)
    .map((c, i) => c / WHITE[i])
    .map((c) => (c > 0.008856 ? Math.cbrt(c) : 7.787 * c + 16 / 116));
  const [l, a, b] = [116 * y - 16, 500 * (x - y), 200 * (y - z)];
  const m = Math.hypot(l, a, b);
  return [m, Math.acos(l / m), Math.atan2(b, a)];
}

function fromMsh(m, s, h) {
  const [l, a, b] = [m * Math.cos(s), m * Math.sin(s) * Math.cos(h), m * Math.sin(s) * Math.sin(h)];
  const y = (l + 16) / 116;
  const xyz = [y + a / 500, y, y - b / 200]
    .map((c) => (c ** 3 > 0.008856 ? c ** 3 : (c - 16 / 116) / 7.787))
    .map((c, i) => c * WHITE[i]);
  const [r, g, blue] = multiply(XYZ_TO_RGB, xyz)
    .map((c) => (c > 0.0031308 ? 1.055 * c ** (1 / 2.4) - 0.055 : 12.92 * c))
    .map((c) => Math.round(255 * Math.min(1, Math.max(0, c))));
  return `rgb(${r},${g},${blue})`;
}

const entries = [];
for (const [kind, names] of Object.entries(NAMES)) {
  for (const [name, d3] of Object.entries(names))
    entries.push([name, kind, sample(chromatic[`interpolate${d3}`], LENGTH[kind])]);
}
entries.push([
  'gray',
  'sequential',
  sample((t) => `rgb(${Math.round(255 * t)},${Math.round(255 * t)},${Math.round(255 * t)})`, 256),
]);
entries.push(['coolwarm', 'diverging', sample(coolwarm, LENGTH.diverging)]);
for (const [name, d3] of Object.entries(CATEGORICAL))
  entries.push([name, 'categorical', chromatic[`scheme${d3}`].map(toHexDigits).join('')]);

const lines = entries.map(([name, kind, colors]) => {
  const { uniform, cvdSafe } = measureColormap(
    kind,
    colors.match(/.{6}/g).map((color) => `#${color}`),
  );
  const base64 = Buffer.from(colors, 'hex').toString('base64');
  return `  {\n    name: '${name}', kind: '${kind}', uniform: ${uniform}, cvdSafe: ${cvdSafe},\n    colors: '${base64}',\n  },`;
});
writeFileSync(
  new URL('../src/color/maps.generated.ts', import.meta.url),
  `// Written by .build/colormaps.mjs from d3-scale-chromatic (ISC licence; ColorBrewer, Apache-2.0); do not edit.
// The properties uniform and cvdSafe are measured by .build/colormap-measures.mjs.
export interface Table {
  readonly name: string;
  readonly kind: 'sequential' | 'diverging' | 'cyclic' | 'categorical';
  readonly uniform: boolean;
  readonly cvdSafe: boolean;
  /** Three bytes (r, g, b) per colour, as base64. */
  readonly colors: string;
}

export const TABLES: readonly Table[] = [
${lines.join('\n')}
];
`,
);
