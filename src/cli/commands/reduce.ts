import type { Command } from 'commander';
import { parseShard, type Shard } from '../../batch/shard.js';
import { quote } from '../../diagnostics.js';
import { UsageError } from '../../host/exit.js';
import { reduceFile } from '../../host/reduce-file.js';
import { addDiagnosticFlags, addInputFormatFlag, type CommonFlags, toJobOptions } from '../common-flags.js';
import { addPartFlags, checkPartFlags } from '../part-flags.js';

interface ReduceFlags extends CommonFlags {
  readonly output: string;
  readonly rows?: readonly [number, number];
  readonly firstRow?: number;
  readonly rowCount?: number;
  readonly piece?: Shard;
}

export function addReduce(program: Command, exit: (code: number) => void): void {
  addDiagnosticFlags(
    addInputFormatFlag(
      addPartFlags(
        program
          .command('reduce')
          .summary('reduce some rows of a large matrix, or some records, to a part')
          .description(
            'Reduce rows of FILE, a matrix or a spec, to the blocks and statistics that its figure needs, for "heatmap merge". ' +
              'With --x, --y and --value, group and aggregate records. What is merged draws the same bytes as all of the data.',
          )
          .argument('<file>', 'a matrix, a table of records or a spec; "-" for standard input')
          .requiredOption('-o, --output <part>', 'write to this file, such as part.hm')
          .option(
            '--rows <from:to>',
            'read these rows or records of FILE, counted from 0, without the last one; default: all',
            parseRows,
          )
          .option(
            '--first-row <position>',
            'take FILE as a piece of the data whose first row or record is at this position',
            countParser('--first-row'),
          )
          .option(
            '--row-count <count>',
            'take this as the number of rows or records of the whole data',
            countParser('--row-count'),
          )
          .option(
            '--piece <k/n>',
            'take the records of FILE as the K-th of N pieces, from 1; their order is that of the categories',
            (text) => parseShard(text, '--piece'),
          ),
      ),
    ),
  ).action(async (input: string, flags: ReduceFlags, command: Command) => {
    checkPartFlags(command);
    exit(await reduce(input, flags));
  });
}

function reduce(input: string, flags: ReduceFlags): Promise<number> {
  const { output, firstRow = null, rowCount, piece } = flags;
  const other = (['rows', 'firstRow', 'rowCount'] as const).find((name) => flags[name] !== undefined);
  if (piece && other) {
    const flag = `--${other.replace(/[A-Z]/, (letter) => `-${letter.toLowerCase()}`)}`;
    throw new UsageError(`${flag} cannot be used with --piece`, 'a piece is a whole file');
  }
  const [from, to] = flags.rows ?? [0, Number.POSITIVE_INFINITY];
  const rows = {
    from,
    to,
    fileStart: firstRow,
    ...(rowCount !== undefined && { rowCount }),
    ...(piece && { piece }),
  };
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
