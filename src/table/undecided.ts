/** The error for a table that can be drawn in several ways. */
import { type Diagnostic, HeatmapError, quote } from '../diagnostics.js';
import type { Column, RecordSample } from './column-kinds.js';
import { isWords } from './detect.js';
import { type Suggestion, suggestFigures } from './suggestions.js';

export type { Suggestion } from './suggestions.js';

const MAX_LISTED = 12;
const KIND_NAMES: Readonly<Record<Column['kind'], string>> = {
  number: 'number',
  index: 'index',
  category: 'category',
  boolean: 'true or false',
  date: 'date',
  text: 'text',
};

/** Thrown if a table does not say what it shows. */
export class UndecidedTableError extends HeatmapError {
  /** The likeliest first; empty if nothing in the table can be drawn. */
  readonly suggestions: readonly Suggestion[];

  constructor(file: string, sample: RecordSample, columns: readonly Column[]) {
    const suggestions = suggestFigures(sample, columns);
    super(suggestions.length > 0 ? undecided(file, columns, suggestions) : notAMatrix(file, columns));
    this.name = 'UndecidedTableError';
    this.suggestions = suggestions;
  }
}

function undecided(file: string, columns: readonly Column[], suggestions: readonly Suggestion[]): Diagnostic {
  return {
    severity: 'error',
    code: 'undecided-table',
    message: `this is a table of records, so name what to draw; its columns are ${listColumns(columns)}`,
    place: { file },
    hints: suggestions.map((suggestion) => `try: ${formatCommand(file, suggestion)}`),
  };
}

function notAMatrix(file: string, columns: readonly Column[]): Diagnostic {
  return {
    severity: 'error',
    code: 'not-a-matrix',
    message: columns.every((column) => isWords(column))
      ? 'the file contains text, not a matrix of numbers or of a few categories'
      : `nothing can be drawn; the columns are ${listColumns(columns)}`,
    place: { file },
    hints: ['heatmap reads matrices and tables of records: CSV, JSON, JSON Lines, NPY, Parquet and others'],
  };
}

/** Lists columns with their kinds. */
export function listColumns(columns: readonly Column[]): string {
  const shown = columns.slice(0, columns.length > MAX_LISTED ? MAX_LISTED - 1 : MAX_LISTED);
  const texts = shown.map(
    ({ name, kind, position }) => `${name === '' ? position : quote(name)} (${KIND_NAMES[kind]})`,
  );
  const rest = columns.length - shown.length;
  return rest > 0 ? `${texts.join(', ')} and ${rest} more` : texts.join(', ');
}

/** Returns a command that draws the suggestion. */
export function formatCommand(file: string, suggestion: Suggestion): string {
  const input = file === '<stdin>' ? '-' : shellWord(file);
  const flags =
    'columns' in suggestion
      ? [`--set ${shellWord(`data.columns=${JSON.stringify(suggestion.columns)}`)}`]
      : [
          `--x ${shellWord(suggestion.x)}`,
          `--y ${shellWord(suggestion.y)}`,
          `--value ${shellWord(suggestion.value)}`,
          ...(suggestion.panel === undefined ? [] : [`--panel ${shellWord(suggestion.panel)}`]),
        ];
  return `heatmap ${input} ${flags.join(' ')}`;
}

/** Returns `text` as one word of a shell. */
function shellWord(text: string): string {
  if (/^[\w@%+=:,./-]+$/.test(text) && !text.startsWith('-')) return text;
  return `'${text.replaceAll("'", "'\\''")}'`;
}
