/** The flags of `heatmap reduce` that set keys of the spec. */
import type { Command } from 'commander';
import { UsageError } from '../host/exit.js';
import { TRANSFORM_KEYS } from '../input/part-source.js';
import { addSpecFlags, SPEC_FLAGS, WHERE } from './flags.js';

/** Other keys than those of "data" that change a part of a matrix. */
const PART_KEYS = ['color.domain', 'cells.reduce'];

/** The keys of "data" that change a figure of merged data. */
const FIGURE_KEYS = [...TRANSFORM_KEYS, 'totals'];

/** Whether a key changes a part: it says how the data is read. */
function changesPart(key: string): boolean {
  const [first, second] = key.split('.');
  return PART_KEYS.includes(key) || (first === 'data' && !FIGURE_KEYS.includes(second));
}

/**
 * Adds the flags that change a part of a matrix or of records. The help leaves out the others, which `checkPartFlags`
 * rejects.
 */
export function addPartFlags(command: Command): Command {
  const count = command.options.length;
  addSpecFlags(command);
  for (const option of command.options.slice(count)) {
    const key = SPEC_FLAGS.find(({ flag }) => flag === option.long)?.key;
    const isUsed = key === undefined ? [WHERE, '--set'].includes(option.long ?? '') : changesPart(key);
    if (isUsed) continue;
    option.hideHelp();
  }
  return command;
}

/** Fails for the first flag that has no effect on a part. */
export function checkPartFlags(command: Command): void {
  const hidden = command.options.find(
    (option) => option.hidden && command.getOptionValueSource(option.attributeName()) === 'cli',
  );
  const settings = (command.opts().set as string[] | undefined) ?? [];
  const unused = settings.map((setting) => setting.split('=')[0].trim()).find((key) => !changesPart(key));
  const flag = hidden?.long ?? (unused && `--set ${unused}`);
  if (flag) throw new UsageError(`${flag} has no effect on a part`, 'give it to "heatmap render all.hm"');
}
