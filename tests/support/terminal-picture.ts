/** Draws the characters that the program writes to a terminal as SVG, for the guide. */
import { halvesOf, readTerminal } from './terminal.js';

const CELL = { width: 8, height: 17 };
const MARGIN = 12;
const COLORS = { background: '#1e1e1e', text: '#dddddd' };

/** Returns the picture of a terminal with 24-bit colours that shows `output`. */
export function terminalPicture(output: string): string {
  const lines = readTerminal(output);
  const columns = Math.max(...lines.map((cells) => cells.length));
  const width = 2 * MARGIN + columns * CELL.width;
  const height = 2 * MARGIN + lines.length * CELL.height;
  const items = lines.flatMap((cells, row) => {
    const top = MARGIN + row * CELL.height;
    return [
      ...runsOf(cells.map((cell) => halvesOf(cell)[0])).map((run) => rectangle(run, top, CELL.height)),
      ...runsOf(cells.map((cell) => lowerIfDifferent(halvesOf(cell)))).map((run) =>
        rectangle(run, top + CELL.height / 2, CELL.height / 2),
      ),
      ...textOf(cells.map(({ text }) => text).join(''), top + 0.75 * CELL.height),
    ];
  });
  const font = 'font-family="\'DejaVu Sans Mono\', Menlo, Consolas, monospace" font-size="13"';
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<rect width="${width}" height="${height}" rx="6" fill="${COLORS.background}"/>`,
    `<g ${font} fill="${COLORS.text}">`,
    ...items,
    '</g>\n</svg>\n',
  ].join('\n');
}

interface Run {
  readonly start: number;
  readonly end: number;
  readonly color: string;
}

/** Returns the runs of equal colours; null is no colour. */
function runsOf(colors: readonly (string | null)[]): Run[] {
  const starts = colors.flatMap((color, i) => (color !== null && color !== colors[i - 1] ? [i] : []));
  return starts.map((start) => {
    const length = colors.slice(start).findIndex((color) => color !== colors[start]);
    return { start, end: length < 0 ? colors.length : start + length, color: colors[start] as string };
  });
}

function lowerIfDifferent([upper, lower]: readonly [string | null, string | null]): string | null {
  return lower === upper ? null : lower;
}

/** Draws a run; its colour is such as "2;255;0;0". */
function rectangle({ start, end, color }: Run, top: number, height: number): string {
  const [, ...channels] = color.split(';');
  const [x, width] = [MARGIN + start * CELL.width, (end - start) * CELL.width];
  return `<rect x="${x}" y="${top}" width="${width}" height="${height}" fill="rgb(${channels.join()})"/>`;
}

/** Places each word at its columns, so that every font keeps the columns. */
function textOf(line: string, baseline: number): string[] {
  return [...line.matchAll(/[^\s▀▄█]+/g)].map(({ 0: word, index }) => {
    const [x, length] = [MARGIN + index * CELL.width, word.length * CELL.width];
    const text = word.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
    return `<text x="${x}" y="${baseline}" textLength="${length}" lengthAdjust="spacingAndGlyphs">${text}</text>`;
  });
}
