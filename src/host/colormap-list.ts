/** Lists all colormaps as text, or draws them to files. */

import { hexToRgb } from '../color/color.js';
import { colormapNames, type NamedColormap } from '../color/maps.js';
import { maxOf } from '../extremes.js';
import {
  COLORMAP_KINDS,
  COLORMAP_NOTES,
  colormapSheet,
  colormapsOfKind,
  FOOTNOTES,
} from '../layout/colormap-sheet.js';
import { write } from '../render.js';
import { writeStdout } from './io.js';
import { rejectDuplicates, resolveTargets } from './target.js';
import { writeFiles } from './write.js';

/** Draws the colormaps to the paths given with `-o`. Without paths, prints the list to standard output. */
export async function showColormaps(outputs: readonly string[]): Promise<void> {
  const targets = resolveTargets(outputs, [], 'colormaps');
  rejectDuplicates(targets);
  const scene = colormapSheet();
  await writeFiles(targets.map(({ path, format }) => ({ path, bytes: write(scene, format) })));
  if (!targets.length) await writeStdout(formatList(process.stdout.isTTY === true && !process.env.NO_COLOR));
}

function formatList(colored: boolean): string {
  const nameWidth = maxOf(colormapNames(), (name) => name.length);
  const formatLine = (map: NamedColormap) => {
    const notes = COLORMAP_NOTES.filter(({ applies }) => applies(map)).map(({ note }) => note);
    const parts = [map.name.padEnd(nameWidth), ...(colored ? [colorStrip(map)] : []), notes.join(', ')];
    return `  ${parts.join('  ').trimEnd()}`;
  };
  const groups = COLORMAP_KINDS.map(([kind, purpose]) =>
    [`${kind} (${purpose})`, ...colormapsOfKind(kind).map(formatLine)].join('\n'),
  );
  return `${[...groups, FOOTNOTES.join('\n')].join('\n\n')}\n`;
}

/** The width of a colour strip in characters. */
const STRIP_WIDTH = 40;

/** Returns a colormap as a strip of blocks (ANSI true colour). All colours of a categorical map have the same width. */
function colorStrip({ kind, colors }: NamedColormap): string {
  const blockWidth = kind === 'categorical' ? Math.floor(STRIP_WIDTH / colors.length) : 1;
  const count = kind === 'categorical' ? colors.length : STRIP_WIDTH;
  const blocks = Array.from({ length: count }, (_, i) => {
    const color = colors[Math.round((i / (count - 1)) * (colors.length - 1))];
    return `\u001b[48;2;${hexToRgb(color).join(';')}m${' '.repeat(blockWidth)}`;
  });
  return `${blocks.join('')}\u001b[0m${' '.repeat(STRIP_WIDTH - count * blockWidth)}`;
}
