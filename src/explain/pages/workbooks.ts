import type { Explanations } from '../explanation.js';

const SAVE_AGAIN = 'Open the file in a spreadsheet program and save it again as .xlsx, or as .csv.';

/** Workbooks of spreadsheet programs. */
export const WORKBOOKS: Explanations = {
  'sheet-chosen': {
    title: 'One sheet of several',
    meaning:
      'The workbook has several sheets, and a figure shows one. Without "sheet", that is the first visible one. The message lists the others.',
    example: '{ "data": { "file": "sales.xlsx", "sheet": "Q3" } }',
    fix: 'Set "sheet" to a name or a 0-based position, or use --sheet on the command line.',
  },
  'unknown-sheet': {
    title: 'No such sheet',
    meaning: 'The workbook has no sheet with this name, and fewer sheets than this 0-based position.',
    example: 'heatmap sales.xlsx --sheet Q3 -o q3.svg',
    fix: 'Use a name in the list, or omit "sheet" to read the first visible sheet.',
  },
  'sheet-left-out': {
    title: 'Titles and remarks around a table',
    meaning:
      'The rows in the message have one text only. Above the table they are its title; below it, after an empty row, they are remarks. They are not drawn.',
    fix: 'If such a row is data, fill its other cells. Set "title" or "caption" to show a text in the figure.',
  },
  'cell-errors': {
    title: 'Cells with errors',
    meaning: 'A formula in these cells has an error such as #DIV/0! or #N/A. They are missing values.',
    fix: 'Correct the formulas, or set "color.missing" to the colour of missing values.',
  },
  'formula-values': {
    title: 'Formulas without results',
    meaning:
      'Formulas are not computed: their stored results are read. A program such as openpyxl writes formulas without results, so these cells are missing values.',
    fix: 'Open the file in a spreadsheet program, which computes the formulas, and save it.',
  },
  'xlsx-workbook': {
    title: 'No workbook',
    meaning:
      'The file is a ZIP archive or an Office document, but it has no sheet with cells. Documents, presentations and sheets with only a chart cannot be drawn.',
    fix: 'Save the table as .xlsx or .csv.',
  },
  'xlsx-xml': {
    title: 'Damaged XML in a workbook',
    meaning: 'A part of the workbook is not valid XML at the character in the message.',
    fix: SAVE_AGAIN,
  },
  'xlsx-entity': {
    title: 'Entities in a workbook',
    meaning:
      'A part of the workbook has a document type or uses an entity that XML does not define. Spreadsheet programs write neither, but files that attack programs do.',
    fix: SAVE_AGAIN,
  },
  'xlsx-cell': {
    title: 'Damaged cell',
    meaning: 'The content of a cell, or the order of cells, contradicts the format.',
    fix: SAVE_AGAIN,
  },
};
