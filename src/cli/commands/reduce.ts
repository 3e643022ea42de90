import type { Command } from 'commander';
import { quote } from '../../diagnostics.js';
import { UsageError } from '../../host/exit.js';
import { reduceFile } from '../../host/reduce-file.js';
import { addDiagnosticFlags, addInputFormatFlag, type CommonFlags, toJobOptions } from '../common-flags.js';
import { addSpecFlags } from '../flags.js';

interface ReduceFlags extends CommonFlags {
  readonly output: string;
  readonly rows?: readonly [number, number];
  readonly firstRow?: number;
  readonly rowCount?: number;
}

export function addReduce(program: Command, exit: (code: number) => void): void {
  addDiagnosticFlags(
    addInputFormatFlag(
      addSpecFlags(
        program
          .command('reduce')
          .summary('reduce some rows of a large matrix to a part')
          .description(
            'Reduce rows of FILE, a matrix or a spec, to the blocks and statistics that its figure needs, for "heatmap merge". ' +
              'The merged matrix draws the same bytes as the whole matrix.',
          )
          .argument('<file>', 'a matrix or a spec; "-" for standard input')
          .requiredOption('-o, --output <part>', 'write to this file, such as part.hm')
          .option(
            '--rows <from:to>',
            'read these rows of FILE, counted from 0, without the last one; default: all',
            parseRows,
          )
          .option(
            '--first-row <position>',
            'take FILE as a piece of the matrix whose first row is at this position',
            countParser('--first-row'),
          )
          .option(
            '--row-count <count>',
            'take this as the number of rows of the whole matrix',
            countParser('--row-count'),
          ),
      ),
    ),
  )
    .addHelpText(
      'after',
      `
Examples:
  heatmap reduce big.npy --rows 0:4096 -o part-0.hm       one part of a file
  heatmap reduce piece.csv --first-row 8192 -o part-2.hm  a file that is a piece of the matrix
  heatmap merge part-*.hm -o all.hm && heatmap all.hm -o fig.svg`,
    )
    .action(async (input: string, flags: ReduceFlags) => exit(await reduce(input, flags)));
}

function reduce(input: string, flags: ReduceFlags): Promise<number> {
  const { output, firstRow = null, rowCount } = flags;
  const [from, to] = flags.rows ?? [0, Number.POSITIVE_INFINITY];
  const rows = { from, to, fileStart: firstRow, ...(rowCount !== undefined && { rowCount }) };
  return reduceFile({
    input,
    output,
    rows,
    job: toJobOptions({ ...flags, config: true }),
    diagnostics: flags,
  });
}

/** Parses `0:4096`, or `4096:` for all rows from there on. */
function parseRows(text: string): readonly [number, number] {
  const [, from, to] = /^(\d{1,15}):(\d{0,15})$/.exec(text) ?? [];
  const range = [Number(from), to ? Number(to) : Number.POSITIVE_INFINITY] as const;
  if (from !== undefined && range[1] > range[0]) return range;
  throw new UsageError(`--rows takes FROM:TO such as 0:4096, found ${quote(text)}`, 'TO is not included');
}

function countParser(flag: string) {
  return (text: string): number => {
    if (/^\d{1,12}$/.test(text)) return Number(text);
    throw new UsageError(`${flag} takes a number of rows, found ${quote(text)}`);
  };
}
