import type { Command } from 'commander';
import { showColormaps } from '../../host/colormap-list.js';
import { outputChoices } from '../common-flags.js';
import { collect } from '../flags.js';

export function addColormaps(program: Command): void {
  program
    .command('colormaps')
    .summary('list or draw all colormaps')
    .description(
      'List every colormap by kind, and note which ones are perceptually uniform and safe for colour-vision deficiency. ' +
        'With -o, draw the colormaps instead.',
    )
    .option('-o, --output <file>', `draw to ${outputChoices('maps')} (repeatable)`, collect)
    .action(({ output }: { readonly output?: readonly string[] }) => showColormaps(output ?? []));
}
