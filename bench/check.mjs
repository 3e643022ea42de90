// Is the output right? A wrong picture, however soon it is there, is a failure.
import { spawnSync } from 'node:child_process';
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { resolve } from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import { color } from 'd3-color';
import { interpolateViridis } from 'd3-scale-chromatic';
import { PNG } from 'pngjs';
import { waves } from './figures.mjs';
import { INPUTS, PRODUCT } from './places.mjs';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** Fails unless the file is a PNG with that many pixels, or a finished SVG. */
export function checkSize(path, [width, height]) {
  if (path.endsWith('.svg')) {
    if (!readFileSync(path, 'utf8').trimEnd().endsWith('</svg>')) throw new Error('the SVG is not finished');
    return;
  }
  const head = Buffer.alloc(24);
  const file = openSync(path);
  readSync(file, head, 0, head.length, 0);
  closeSync(file);
  if (!head.subarray(0, 8).equals(SIGNATURE)) throw new Error('the output is no PNG');
  const found = [head.readUInt32BE(16), head.readUInt32BE(20)];
  if (found[0] !== width || found[1] !== height)
    throw new Error(`the PNG has ${found.join(' × ')} pixels instead of ${width} × ${height}`);
}

/** Where in a body colours are looked at. */
const PLACES = [0.04, 0.27, 0.5, 0.73, 0.96];
/** How far a channel may be off: a few steps of the colormap, for rounded values and averaged noise. */
const TOLERANCE = 14;

/**
 * Fails unless the first and the last figure that a run of ours made show their data: where the scene says that cells are,
 * the picture has the colours of the formula that the data follow.
 */
export function checkColours({ outputs, specs, figures }) {
  for (const index of new Set([0, outputs.length - 1])) {
    const picture = pixelsOf(resolve(INPUTS, outputs[index]));
    const [figure, firstPanel] = figures[index];
    bodiesOf(specs[index]).forEach((body, panel) => {
      for (const down of PLACES)
        for (const across of PLACES) checkPlace(picture, body, figure, firstPanel + panel, down, across);
    });
  }
}

function pixelsOf(path) {
  const bytes = readFileSync(path);
  return path.endsWith('.svg') ? new Resvg(bytes.toString()).render() : PNG.sync.read(bytes);
}

function bodiesOf(spec) {
  const { status, stdout } = spawnSync(process.execPath, [PRODUCT, 'render', spec, '--emit', 'scene'], {
    cwd: INPUTS,
    maxBuffer: 2 ** 30,
  });
  if (status !== 0) throw new Error('there is no scene to check the colours with');
  return JSON.parse(stdout.toString()).items.filter((item) => item.kind === 'cells' && item.role === 'body');
}

function checkPlace(picture, { left, right, top, bottom }, figure, panel, down, across) {
  const row = Math.floor(down * figure.rows);
  const column = Math.floor(across * figure.columns);
  const place = (from, to, index, count) => from + ((to - from) * (index + 0.2)) / count;
  const x = Math.floor(place(left[0], right.at(-1), column, figure.columns));
  const y = Math.floor(place(top[0], bottom.at(-1), row, figure.rows));
  const wanted = color(interpolateViridis(waves(figure)(panel, row, column)));
  const found = meanAround(picture, x, y, figure.noise ? 5 : 0);
  const off = Math.max(...[wanted.r, wanted.g, wanted.b].map((channel, i) => Math.abs(channel - found[i])));
  if (off > TOLERANCE)
    throw new Error(`the colour of row ${row}, column ${column} is rgb(${found}), not ${wanted}`);
}

function meanAround({ width, pixels, data = pixels }, x, y, reach) {
  const sum = [0, 0, 0];
  for (let row = y - reach; row <= y + reach; row++)
    for (let column = x - reach; column <= x + reach; column++)
      for (let channel = 0; channel < 3; channel++)
        sum[channel] += data[4 * (row * width + column) + channel];
  return sum.map((channel) => Math.round(channel / (2 * reach + 1) ** 2));
}
