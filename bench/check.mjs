// Checks the output. A run with a wrong picture has failed.
import { spawnSync } from 'node:child_process';
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { resolve } from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import { color } from 'd3-color';
import { interpolateViridis } from 'd3-scale-chromatic';
import { PNG } from 'pngjs';
import { waves } from './figures.mjs';
import { INPUTS, PRODUCT } from './paths.mjs';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** How complete files of other formats than PNG end. */
const ENDS = { svg: '</svg>', html: '</html>', pdf: '%%EOF' };

/** Throws unless the file is a PNG of that size in pixels, or a complete file of another format. */
export function checkSize(path, [width, height]) {
  const end = ENDS[path.split('.').at(-1)];
  if (end !== undefined) {
    if (!readFileSync(path, 'latin1').trimEnd().endsWith(end)) throw new Error(`${path} is incomplete`);
    return;
  }
  const header = Buffer.alloc(24);
  const file = openSync(path);
  readSync(file, header, 0, header.length, 0);
  closeSync(file);
  if (!header.subarray(0, 8).equals(SIGNATURE)) throw new Error('the output is not a PNG');
  const actual = [header.readUInt32BE(16), header.readUInt32BE(20)];
  if (actual[0] !== width || actual[1] !== height) {
    throw new Error(`the PNG has ${actual.join(' × ')} pixels instead of ${width} × ${height}`);
  }
}

/** The positions in a body where colours are compared, as fractions of its width and height. */
const SAMPLE_POSITIONS = [0.04, 0.27, 0.5, 0.73, 0.96];
/** The maximum error of a channel: a few steps of the colormap, for rounded values and averaged noise. */
const TOLERANCE = 14;

/**
 * Checks the first and the last figure of a run of `heatmap`. Throws unless the cells at their positions in the scene have
 * the colours of the formula of the data.
 */
export function checkColors({ outputs, specs, figures }) {
  for (const index of new Set([0, outputs.length - 1])) {
    const picture = readPixels(resolve(INPUTS, outputs[index]));
    const [figure, firstPanel] = figures[index];
    bodiesOf(specs[index]).forEach((body, panel) => {
      for (const yFraction of SAMPLE_POSITIONS) {
        for (const xFraction of SAMPLE_POSITIONS) {
          checkCell(picture, body, figure, firstPanel + panel, xFraction, yFraction);
        }
      }
    });
  }
}

function readPixels(path) {
  const bytes = readFileSync(path);
  return path.endsWith('.svg') ? new Resvg(bytes.toString()).render() : PNG.sync.read(bytes);
}

function bodiesOf(spec) {
  const { status, stdout } = spawnSync(process.execPath, [PRODUCT, 'render', spec, '--emit', 'scene'], {
    cwd: INPUTS,
    maxBuffer: 2 ** 30,
  });
  if (status !== 0) throw new Error('`heatmap render --emit scene` failed');
  return JSON.parse(stdout.toString()).items.filter((item) => item.kind === 'cells' && item.role === 'body');
}

function checkCell(picture, { left, right, top, bottom }, figure, panel, xFraction, yFraction) {
  const row = Math.floor(yFraction * figure.rows);
  const column = Math.floor(xFraction * figure.columns);
  const pointInCell = (start, end, index, count) => start + ((end - start) * (index + 0.2)) / count;
  const x = Math.floor(pointInCell(left[0], right.at(-1), column, figure.columns));
  const y = Math.floor(pointInCell(top[0], bottom.at(-1), row, figure.rows));
  const expected = color(interpolateViridis(waves(figure)(panel, row, column)));
  const actual = meanColor(picture, x, y, figure.noise ? 5 : 0);
  const channels = [expected.r, expected.g, expected.b];
  const error = Math.max(...channels.map((channel, i) => Math.abs(channel - actual[i])));
  if (error > TOLERANCE) {
    throw new Error(`the colour of row ${row}, column ${column} is rgb(${actual}) instead of ${expected}`);
  }
}

/** Returns the mean colour of the pixels at most `radius` away from (x, y) on both axes. */
function meanColor({ width, pixels, data = pixels }, x, y, radius) {
  const sum = [0, 0, 0];
  for (let row = y - radius; row <= y + radius; row++)
    for (let column = x - radius; column <= x + radius; column++)
      for (let channel = 0; channel < 3; channel++)
        sum[channel] += data[4 * (row * width + column) + channel];
  return sum.map((channel) => Math.round(channel / (2 * radius + 1) ** 2));
}
