import { fail } from '../diagnostics.js';
import { findContingencyTable } from '../printed/contingency.js';
import { type FrameBlock, findBlocks, isAlignedFrame, splitBlock } from '../printed/frame.js';
import { failAbbreviated, type PrintedLines } from '../printed/lines.js';
import { isClassificationReport, reportCells } from '../printed/report.js';
import { isSeries, seriesCells } from '../printed/series.js';
import { readLines, readPrintedRecords } from './printed-text.js';
import type { Reader } from './reader.js';
import { firstLines, type TextHead } from './text-head.js';

const FOOTER = /^\[\d+ rows x \d+ columns\]$/;
const DOTS = /^\.{2,3}$/;
const PRINT_ALL = 'write the data with df.to_csv("table.csv"), or print all of it with print(df.to_string())';

/** Whether a text is what pandas, R or scikit-learn print for a table, and no other reader understands. */
export function isPrintedFrame(head: TextHead): boolean {
  const [first = ''] = firstLines(head, 1);
  if (first.includes('\t')) return false;
  if (first.startsWith(' ') && first.endsWith('  \\')) return true;
  if (!head.isWhole) return false;
  const lines = head.text.split(/\r?\n/).filter((line) => line.trim() !== '');
  if (lines.length < 2) return false;
  if (isClassificationReport(lines) || findContingencyTable(lines)) return true;
  return FOOTER.test(lines[lines.length - 1]) || isSeries(lines) || isAlignedFrame(lines);
}

/**
 * Reads what pandas prints for a data frame or a series, R for a contingency table, and scikit-learn for a classification
 * report. The cells are found by the ends of the column labels, so that labels may contain blanks. A frame that is printed in
 * several blocks becomes one again.
 *
 * Errors: `abbreviated-print`, `printed-frame`, `file-too-large`, and those of `readCsv`.
 */
export const readPrintedFrame: Reader = (source, options, report, plan) => {
  const print = readLines(source, report);
  const written = print.lines.filter((line) => line.trim() !== '');
  if (isSeries(written)) {
    rejectDots(print);
    const readOptions = { header: true, rowLabels: true, ...options };
    return readPrintedRecords(print, seriesCells(print.lines), readOptions, report, plan);
  }
  if (isClassificationReport(written)) {
    report({
      severity: 'note',
      code: 'columns-left-out',
      message: 'the column "support" counts samples, so it is not drawn',
      place: { file: print.file },
    });
    const readOptions = { header: true, rowLabels: true, decimal: '.' as const, ...options };
    const dataset = readPrintedRecords(print, reportCells(print.lines), readOptions, report, plan);
    return { ...dataset, names: { ...dataset.names, value: 'score' } };
  }
  const contingency = findContingencyTable(print.lines);
  const blocks = contingency?.blocks ?? findBlocks(print.lines, FOOTER);
  const [first, ...others] = blocks;
  if (!first)
    fail('printed-frame', 'expected a line with column labels above lines with values', { file: print.file });
  rejectDots(print);
  for (const block of others) checkLines(block, first, print);
  const splits = blocks.map((block) => splitBlock(block, print));
  const cellsOf = (line: number) => {
    const record = line - first.start;
    if (record < 0 || record >= first.lines.length || first.lines[record] === null) return null;
    return splits.flatMap((split, i) => split(record).slice(i === 0 ? 0 : 1));
  };
  const readOptions = { header: true, rowLabels: true, ...options };
  const dataset = readPrintedRecords(print, cellsOf, readOptions, report, plan);
  if (!contingency) return dataset;
  const isCount = dataset.slices.every(({ matrix }) => matrix.values.every(Number.isInteger));
  const names = { ...contingency.names, value: isCount ? 'count' : null };
  return { ...dataset, names };
};

function checkLines(block: FrameBlock, first: FrameBlock, { file }: PrintedLines): void {
  if (block.lines.length === first.lines.length) return;
  const message = `this block of columns has ${block.lines.length - 1} lines below its header, but the first block has ${first.lines.length - 1}`;
  fail(
    'printed-frame',
    message,
    { file, line: block.start + 1 },
    'write the data with df.to_csv("table.csv")',
  );
}

/** Fails for dots in place of rows or columns. */
function rejectDots(print: PrintedLines): void {
  for (const [line, text] of print.lines.entries()) {
    const words = text.trim().split(/\s+/);
    if (DOTS.test(words[0]) && words.every((word) => DOTS.test(word))) {
      failAbbreviated(print, line, 'some rows', PRINT_ALL);
    }
    if (words.includes('...')) failAbbreviated(print, line, 'some columns', PRINT_ALL);
  }
}
