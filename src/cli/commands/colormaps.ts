import type { Command } from 'commander';
import { channels } from '../../color/color.js';
import { colormapNames, type NamedColormap } from '../../color/maps.js';
import { writeStdout } from '../../host/io.js';
import { refuseTwice, targets } from '../../host/target.js';
import { writeFiles } from '../../host/write.js';
import { colormapSheet, FOOTNOTES, KINDS, mapsOf, NOTES } from '../../layout/colormap-sheet.js';
import { write } from '../../render.js';
import { collect } from '../flags.js';

export function addColormaps(program: Command): void {
  program
    .command('colormaps')
    .summary('show all colormaps')
    .description(
      'Shows every colormap by its name, grouped by kind, and which are perceptually uniform and safe ' +
        'under colour-vision deficiency: in the terminal, or with -o as a picture.',
    )
    .option('-o, --output <file>', 'maps.svg, maps.png, or maps.{svg,png} (repeatable)', collect, [])
    .action(({ output }: { output: string[] }) => show(output));
}

async function show(output: readonly string[]): Promise<void> {
  const written = targets(output, [], 'colormaps');
  refuseTwice(written);
  const scene = colormapSheet();
  await writeFiles(written.map(({ path, format }) => ({ path, bytes: write(scene, format) })));
  if (!written.length) await writeStdout(list(process.stdout.isTTY === true && !process.env.NO_COLOR));
}

/** How many characters a strip of colours is long. */
const STRIP = 40;

function list(colored: boolean): string {
  const longest = Math.max(...colormapNames().map((name) => name.length));
  const line = (map: NamedColormap) => {
    const notes = NOTES.filter(({ holds }) => holds(map)).map(({ note }) => note);
    const parts = [map.name.padEnd(longest), ...(colored ? [strip(map)] : []), notes.join(', ')];
    return `  ${parts.join('  ').trimEnd()}`;
  };
  const groups = KINDS.map(([kind, purpose]) =>
    [`${kind} (${purpose})`, ...mapsOf(kind).map(line)].join('\n'),
  );
  return `${[...groups, FOOTNOTES.join('\n')].join('\n\n')}\n`;
}

/** A map as a strip of blocks; each colour of a categorical one is as long as the others. */
function strip({ kind, colors }: NamedColormap): string {
  const each = kind === 'categorical' ? Math.floor(STRIP / colors.length) : 1;
  const n = kind === 'categorical' ? colors.length : STRIP;
  const blocks = Array.from({ length: n }, (_, i) => {
    const color = colors[Math.round((i / (n - 1)) * (colors.length - 1))];
    return `\u001b[48;2;${channels(color).join(';')}m${' '.repeat(each)}`;
  });
  return `${blocks.join('')}\u001b[0m${' '.repeat(STRIP - n * each)}`;
}
