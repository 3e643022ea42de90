/** What scikit-learn prints for `classification_report`: scores of each class, and their averages. */
import { type PrintedCell, trimmedCell } from './lines.js';

const HEADER = /^ +precision +recall +f1-score +support *$/;
const NAMES = ['precision', 'recall', 'f1-score'] as const;

/** Whether lines without blank ones are such a report. */
export function isClassificationReport([first = '', second = '']: readonly string[]): boolean {
  return HEADER.test(first) && /\d\s*$/.test(second);
}

/**
 * Returns a function that returns the cells of a line: the class and its scores. The accuracy is in the column of the
 * F1 scores. The support counts samples, so it is left out.
 */
export function reportCells(lines: readonly string[]): (line: number) => PrintedCell[] | null {
  const header = lines.findIndex((line) => HEADER.test(line));
  const starts = NAMES.map((name) => lines[header].indexOf(name));
  const ends = starts.map((start, i) => start + NAMES[i].length);
  return (line) => {
    if (lines[line].trim() === '') return null;
    return [
      trimmedCell(lines, line, 0, starts[0]),
      ...ends.map((end, i) => trimmedCell(lines, line, i === 0 ? starts[0] : ends[i - 1], end)),
    ];
  };
}
