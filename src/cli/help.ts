/** Formats the help of commands: the common flags, or with `--help all` every flag, and examples. */

import { type Command, Help, type Option } from 'commander';
import { COMMON_FLAGS, EXAMPLES } from './help-table.js';

/** Whether a command line asks for all flags: `render --help all`, `help render all`. */
export function asksForAllFlags(args: readonly string[]): boolean {
  return (
    (args[0] === 'help' && args[2] === 'all') || args.some((arg, i) => isHelp(args[i - 1]) && arg === 'all')
  );
}

function isHelp(arg: string | undefined): boolean {
  return arg === '--help' || arg === '-h';
}

/** Sets the help of the commands that are added to `program` later. */
export function configureHelp(program: Command, isFull: boolean): void {
  const isListed = (command: Command, { long }: Option) =>
    isFull || (COMMON_FLAGS[command.name()]?.includes(long ?? '') ?? true) || long === '--help';
  const allOptions = (help: Help, command: Command) => Help.prototype.visibleOptions.call(help, command);
  program
    .configureHelp({
      visibleOptions(command) {
        return allOptions(this as Help, command).filter((option) => isListed(command, option));
      },
    })
    .addHelpText('afterAll', ({ command }) => {
      const name = command.name();
      const rest = allOptions(new Help(), command).filter((option) => !isListed(command, option)).length;
      const more = rest > 0 ? `\n${rest} more flags: heatmap ${name} --help all\n` : '';
      return `${more}${formatExamples(name)}`;
    });
}

function formatExamples(name: string): string {
  const examples = EXAMPLES[name] ?? [];
  if (examples.length === 0) return '';
  const width = examples.reduce((max, [line, effect]) => (effect ? Math.max(max, line.length) : max), 0);
  const lines = examples.map(([line, effect]) => `  ${line.padEnd(width)}  ${effect}`.trimEnd());
  return `\nExamples:\n${lines.join('\n')}`;
}
