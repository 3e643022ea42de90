import { fail } from '../../../diagnostics.js';
import { placeOf } from '../../../json/locate.js';
import { isList, type JsonObject } from '../../../json/node.js';
import { toPlainValue } from '../../../json/value.js';
import type { Dataset } from '../../../matrix/matrix.js';
import { datasetFromValues, type LabelledValue } from './cells.js';
import { nodeOf, numberAt, objectsAt, textAt } from './entries.js';
import type { ProgramJson } from './program.js';

/**
 * The results of hyperfine, in seconds.
 *
 * - With two parameters, they are columns and rows, and the mean is drawn. With one, it is the columns; rows are commands.
 * - Otherwise rows are commands, and columns their runs.
 *
 * Error: `no-rows`.
 */
export const HYPERFINE: ProgramJson = {
  matches: (object) => {
    const [first] = objectsAt(object, 'results');
    return first !== undefined && textAt(first, 'command') !== null && nodeOf(first, 'mean') !== undefined;
  },
  read(file, document) {
    const results = objectsAt(file, 'results');
    const parameters = parametersOf(results);
    const cells =
      parameters.length > 0 && parameters.length <= 2 ? means(results, parameters) : runs(results);
    if (cells.length === 0) fail('no-rows', 'the results have no times', placeOf(document, file));
    return datasetFromValues(cells, namesOf(parameters), document.file);
  },
  records: (file) =>
    objectsAt(file, 'results').map((result) => {
      const { parameters, ...others } = toPlainValue(result) as Record<string, unknown>;
      const values = Object.entries(others).filter(([, value]) => typeof value !== 'object');
      return { ...Object.fromEntries(values), ...(parameters as object | undefined) };
    }),
};

function parametersOf(results: readonly JsonObject[]): string[] {
  const names = results.flatMap((result) => {
    const parameters = nodeOf(result, 'parameters');
    return parameters?.kind === 'object' ? parameters.entries.map(({ key }) => key) : [];
  });
  return [...new Set(names)];
}

function namesOf(parameters: readonly string[]): Dataset['names'] {
  if (parameters.length === 2) return { x: parameters[0], y: parameters[1], value: 'mean time (s)' };
  if (parameters.length === 1) return { x: parameters[0], y: null, value: 'mean time (s)' };
  return { x: 'run', y: null, value: 'time (s)' };
}

function means(results: readonly JsonObject[], [x, y]: readonly string[]): LabelledValue[] {
  return results.map((result) => {
    const column = textAt(result, 'parameters', x) ?? '';
    const row = y === undefined ? templateOf(result, x, column) : (textAt(result, 'parameters', y) ?? '');
    return { row, column, value: numberAt(result, 'mean') };
  });
}

/** Returns a command with the name of a parameter in place of its value, as hyperfine was called. */
function templateOf(result: JsonObject, name: string, value: string): string {
  const command = textAt(result, 'command') ?? '';
  return value === '' ? command : command.replaceAll(value, `{${name}}`);
}

function runs(results: readonly JsonObject[]): LabelledValue[] {
  return results.flatMap((result) => {
    const row = textAt(result, 'command') ?? '';
    const times = nodeOf(result, 'times');
    const values =
      isList(times) && times.kind === 'numbers' ? Array.from(times.values) : [numberAt(result, 'mean')];
    return values.map((value, i) => ({ row, column: String(i + 1), value }));
  });
}
