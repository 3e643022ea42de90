/**
 * What the program has to say to a person, as data. Every stage receives a `report` function for what
 * can be lived with and throws a `HeatmapError` for what cannot; only `cli/` turns either into text.
 */

/** A note is shown only to those who ask for it: what was guessed and chosen. An info is for everybody. */
export type Severity = 'error' | 'warning' | 'info' | 'note';

/** Where something is: lines and columns count from 1, columns in characters (UTF-16 code units). */
export interface Place {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  /** The piece of the source line that is shown, at most `FRAME` characters long. */
  readonly source?: string;
  /** 0-based start of the marked piece within `source`, and its length (at least 1). */
  readonly mark?: { readonly start: number; readonly length: number };
}

export interface Diagnostic {
  readonly severity: Severity;
  /** A stable kebab-case name, explained by `heatmap explain CODE`. */
  readonly code: string;
  /** One sentence without a full stop: what was found, and what was expected. */
  readonly message: string;
  readonly place?: Place;
  /** What to do about it, a sentence each. */
  readonly hints?: readonly string[];
}

export type Report = (diagnostic: Diagnostic) => void;

/** `report` without the diagnostics of some codes. */
export function without(codes: readonly string[], report: Report): Report {
  return (diagnostic) => {
    if (!codes.includes(diagnostic.code)) report(diagnostic);
  };
}

/** Thrown when no figure can be made; carries every fault found, at least one. */
export class HeatmapError extends Error {
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: Diagnostic | readonly Diagnostic[]) {
    const all = Array.isArray(diagnostics)
      ? (diagnostics as readonly Diagnostic[])
      : [diagnostics as Diagnostic];
    super(all.map((d) => d.message).join('\n'));
    this.name = 'HeatmapError';
    this.diagnostics = all;
  }
}

export function fail(code: string, message: string, place?: Place, ...hints: string[]): never {
  throw new HeatmapError({ severity: 'error', code, message, place, hints });
}

const FRAME = 120;

/**
 * The place of `length` characters at `offset` of `text`. Lines end at LF, CRLF or CR.
 * Cost is linear in `offset`, so call it for faults only.
 */
export function placeIn(file: string, text: string, offset: number, length = 1): Place {
  let line = 1;
  let lineStart = 0;
  for (let i = 0; i < offset; i++) {
    const c = text.charCodeAt(i);
    if (c === 10 || (c === 13 && text.charCodeAt(i + 1) !== 10)) {
      line++;
      lineStart = i + 1;
    }
  }
  let lineEnd = offset;
  while (lineEnd < text.length && lineEnd < offset + FRAME && !isLineEnd(text.charCodeAt(lineEnd))) lineEnd++;
  const from = Math.max(lineStart, Math.min(offset - 40, lineEnd - FRAME));
  const source = text.slice(from, Math.min(lineEnd, from + FRAME));
  const start = offset - from;
  return {
    file,
    line,
    column: offset - lineStart + 1,
    source,
    mark: { start, length: Math.max(1, Math.min(length, source.length - start)) },
  };
}

function isLineEnd(c: number): boolean {
  return c === 10 || c === 13;
}

/** Characters of the data that a message quotes at most. */
const MAX_QUOTED = 40;

/** `text` in double quotes, control characters escaped, cut after `MAX_QUOTED` characters. */
export function quote(text: string): string {
  const characters = Array.from(text.slice(0, 2 * MAX_QUOTED + 2));
  const kept = characters.length > MAX_QUOTED ? [...characters.slice(0, MAX_QUOTED - 1), '…'] : characters;
  return JSON.stringify(kept.join(''));
}

/** Longer words are nobody's slip, and comparing them would take long. */
const LONGEST_WORD = 100;

/**
 * The candidates most like `word`, best first: at most `most`, and none that differs in more than about
 * a third of its letters (restricted Damerau–Levenshtein distance, case ignored).
 */
export function nearest(word: string, candidates: Iterable<string>, most = 1): string[] {
  const wanted = word.toLowerCase();
  const limit = Math.max(1, Math.floor(Math.max(3, wanted.length) / 3));
  if (wanted.length > LONGEST_WORD) return [];
  const near: { candidate: string; distance: number }[] = [];
  for (const candidate of new Set(candidates)) {
    if (Math.abs(candidate.length - wanted.length) > limit) continue;
    const distance = editDistance(wanted, candidate.toLowerCase());
    if (distance <= limit && distance < wanted.length) near.push({ candidate, distance });
  }
  near.sort((a, b) => a.distance - b.distance);
  return near.slice(0, most).map((n) => n.candidate);
}

function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      let best = Math.min(row[j - 1] + 1, last[j] + 1, substitution);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, before[j - 2] + 1);
      row.push(best);
    }
    before = last;
    last = row;
  }
  return last[b.length];
}
