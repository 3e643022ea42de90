import type { Diagnostic } from '../../src/diagnostics.js';
import { DIAGNOSTIC_FORMATS } from '../../src/host/diagnostic-formats.js';

const MAX_LENGTH = 1500;
/** Escape sequences, line ends other than LF, and characters that change the direction of text. */
const CONTROL_CHARACTERS = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/;
/** More of a long text than a message may quote. */
const LONG_QUOTE = /x{61}/;

/** Returns everything that the program prints about a diagnostic, except the line of its source. */
export function textsOfDiagnostic(diagnostic: Diagnostic): string[] {
  const { short, json, github } = DIAGNOSTIC_FORMATS;
  return [
    diagnostic.message,
    ...(diagnostic.hints ?? []),
    short(diagnostic),
    json(diagnostic),
    github(diagnostic),
  ];
}

/** Returns the texts that are too long, quote more than 60 characters or contain control characters. */
export function invalidTexts(texts: readonly string[]): string[] {
  return texts.filter(
    (text) => text.length > MAX_LENGTH || CONTROL_CHARACTERS.test(text) || LONG_QUOTE.test(text),
  );
}
