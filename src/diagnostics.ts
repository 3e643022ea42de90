/**
 * Messages for the user, as data. Each stage receives a `report` function for warnings and notes, and throws a
 * `HeatmapError` if it cannot continue. Only the command line turns diagnostics into text.
 */

/** "info" is shown by default; "note", for guesses and defaults that were chosen, only with --verbose. */
export type Severity = 'error' | 'warning' | 'info' | 'note';

/** A position in a file. Lines and columns count from 1; columns count UTF-16 code units. */
export interface Place {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  /** The part of the source line to show, at most `MAX_SOURCE_LENGTH` characters. */
  readonly source?: string;
  /** The marked part of `source`: its start, counted from 0, and its length, at least 1. */
  readonly mark?: { readonly start: number; readonly length: number };
}

/** An error, a warning or a note. */
export interface Diagnostic {
  readonly severity: Severity;
  /** A stable kebab-case name, explained by `heatmap explain CODE`. */
  readonly code: string;
  /** One sentence without a full stop: what happened, and what was expected. */
  readonly message: string;
  readonly place?: Place;
  /** What to do, one sentence each. */
  readonly hints?: readonly string[];
  /** The number of errors that are not shown, of the last error of a list that counts them. */
  readonly omitted?: number;
  /** The smallest width or height that would do, of a figure that does not fit. */
  readonly requiredPx?: number;
}

/** Receives warnings and notes while a figure is made. */
export type Report = (diagnostic: Diagnostic) => void;

/** Returns `report` without the diagnostics that have one of `codes`. */
export function suppressCodes(codes: readonly string[], report: Report): Report {
  return (diagnostic) => {
    if (!codes.includes(diagnostic.code)) report(diagnostic);
  };
}

/** Returns `report` without repeated messages: panels often have the same axes and the same data. */
export function suppressRepeats(report: Report): Report {
  const messages = new Set<string>();
  return (diagnostic) => {
    if (messages.has(diagnostic.message)) return;
    messages.add(diagnostic.message);
    report(diagnostic);
  };
}

/**
 * Thrown if no figure can be made. It has all errors that were found, at least one.
 *
 * @example
 * try {
 *   heatmap([]);
 * } catch (error) {
 *   if (!(error instanceof HeatmapError)) throw error;
 *   for (const { code, message, hints = [] } of error.diagnostics) console.error(code, message, ...hints);
 * }
 */
export class HeatmapError extends Error {
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: Diagnostic | readonly Diagnostic[]) {
    const all = Array.isArray(diagnostics)
      ? (diagnostics as readonly Diagnostic[])
      : [diagnostics as Diagnostic];
    super(all.map(({ message }) => message).join('\n'));
    this.name = 'HeatmapError';
    this.diagnostics = all;
  }
}

/** Throws a `HeatmapError` with one error. */
export function fail(code: string, message: string, place?: Place, ...hints: string[]): never {
  throw new HeatmapError({ severity: 'error', code, message, place, hints });
}

const MAX_SOURCE_LENGTH = 120;
/** The number of characters to show before the marked part of a long line. */
const CONTEXT_LENGTH = 40;

/**
 * Returns the place of `length` characters at `offset` of `text`. Lines end at LF, CRLF or CR.
 * The cost is linear in `offset`, so use it for diagnostics only.
 */
export function placeAtOffset(file: string, text: string, offset: number, length = 1): Place {
  let line = 1;
  let lineStart = 0;
  for (let i = 0; i < offset; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 10 || (unit === 13 && text.charCodeAt(i + 1) !== 10)) {
      line++;
      lineStart = i + 1;
    }
  }
  let lineEnd = offset;
  const maxEnd = Math.min(text.length, offset + MAX_SOURCE_LENGTH);
  while (lineEnd < maxEnd && !isLineEnd(text.charCodeAt(lineEnd))) lineEnd++;
  const sourceStart = Math.max(lineStart, Math.min(offset - CONTEXT_LENGTH, lineEnd - MAX_SOURCE_LENGTH));
  const source = text.slice(sourceStart, Math.min(lineEnd, sourceStart + MAX_SOURCE_LENGTH));
  const start = offset - sourceStart;
  return {
    file,
    line,
    column: offset - lineStart + 1,
    source,
    mark: { start, length: Math.max(1, Math.min(length, source.length - start)) },
  };
}

function isLineEnd(unit: number): boolean {
  return unit === 10 || unit === 13;
}

const MAX_QUOTED_LENGTH = 40;

/** Returns `text` in double quotes. Control characters are escaped, and long text is cut at `MAX_QUOTED_LENGTH` characters. */
export function quote(text: string): string {
  const characters = Array.from(text.slice(0, 2 * MAX_QUOTED_LENGTH + 2));
  const shown =
    characters.length > MAX_QUOTED_LENGTH ? [...characters.slice(0, MAX_QUOTED_LENGTH - 1), '…'] : characters;
  return toQuotedJson(shown.join(''));
}

/** Invisible characters that control a terminal or the direction of text. */
const CONTROL_CHARACTERS = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** Returns `text` as JSON in which all control characters are escaped. */
export function toQuotedJson(text: string): string {
  return escapeControlCharacters(JSON.stringify(text));
}

/** Escapes control characters and invisible characters, many of which JSON does not escape. */
export function escapeControlCharacters(text: string): string {
  return text.replace(
    CONTROL_CHARACTERS,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
