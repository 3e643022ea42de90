import type { Report } from '../../diagnostics.js';
import { itemTexts, textOf } from '../../json/locate.js';
import { isList } from '../../json/node.js';
import { kindName, quoted } from '../../json/wording.js';
import { type Dataset, NO_NAMES, singleDataset } from '../../matrix/matrix.js';
import type { ReadOptions } from '../../spec/data.js';
import { isNumbers, type Line, readCells } from './cells.js';
import type { JsonFaults } from './faults.js';
import type { Frame } from './frame.js';
import { itemName } from './labels.js';

const LONG_HINT = 'if each record is one cell of the figure, name its columns with "x", "y" and "value"';

/**
 * A frame that is laid out as its matrix. Where it names no rows, its first column does, if `options.rowLabels` says
 * so, or if that says nothing and it is the only column of texts.
 *
 * Reports `guessed`. Faults: `nested-label`, `no-columns` and those of `readCells`.
 */
export function datasetFromFrame(
  frame: Frame,
  options: ReadOptions,
  faults: JsonFaults,
  report: Report,
): Dataset {
  const guessed = options.rowLabels === undefined && onlyFirstIsTexts(frame);
  const labelled = frame.rowLabels === null && (options.rowLabels ?? guessed);
  const { lines, rows, columns, byColumn, rowLabels, columnLabels } = labelled
    ? labelledByFirst(frame, faults)
    : frame;
  const { values, words } = readCells(
    {
      lines,
      length: byColumn ? rows : columns,
      byColumn,
      hints: [LONG_HINT],
      whereIs: (line, item) => {
        const [row, column] = byColumn ? [item, line] : [line, item];
        return `row ${itemName(rowLabels, row)}, column ${itemName(columnLabels, column)}`;
      },
    },
    options.missingValues ?? [],
    faults,
  );
  faults.throwIfAny();
  const y = labelled && frame.columnLabels ? frame.columnLabels[0] : null;
  if (labelled && guessed) reportGuess(y, faults.document.file, report);
  return singleDataset({ rows, columns, values, rowLabels, columnLabels, words }, { ...NO_NAMES, y });
}

function reportGuess(key: string | null, file: string, report: Report): void {
  report({
    severity: 'note',
    code: 'guessed',
    message: `the row labels were taken from ${quoted(key ?? '')}, the only key that holds texts`,
    place: { file },
    hints: ['say "rowLabels": false if it holds cells'],
  });
}

function onlyFirstIsTexts(frame: Frame): boolean {
  if (frame.columns < 2 || !isTexts(columnOf(frame, 0))) return false;
  for (let column = 1; column < frame.columns; column++) if (isTexts(columnOf(frame, column))) return false;
  return true;
}

function isTexts(line: Line): boolean {
  return !isNumbers(line) && line.every((node) => node?.kind === 'string');
}

/** A column of a frame whose rows, if those are its lines, are made from objects. */
function columnOf({ lines, byColumn }: Frame, column: number): Line {
  return byColumn ? lines[column] : lines.map((line) => (isNumbers(line) ? undefined : line[column]));
}

function labelledByFirst(frame: Frame, faults: JsonFaults): Frame {
  const { lines, nodes, byColumn, columns, columnLabels } = frame;
  if (columns === 1) {
    faults.at(nodes[0], 'no-columns', 'there is a key for the row labels and none beside it');
  }
  return {
    ...frame,
    lines: byColumn ? lines.slice(1) : lines.map((line) => (isNumbers(line) ? line : line.slice(1))),
    columns: columns - 1,
    columnLabels: columnLabels?.slice(1) ?? null,
    rowLabels: labelTexts(columnOf(frame, 0), faults),
  };
}

function labelTexts(line: Line, faults: JsonFaults): string[] {
  if (isNumbers(line)) return itemTexts(faults.document, line);
  return line.map((node) => {
    if (!node) return '';
    if (isList(node) || node.kind === 'object') {
      faults.at(node, 'nested-label', `a row label is ${kindName(node)}, not a text or number`);
    }
    return textOf(faults.document, node);
  });
}
