/** Formats a diagnostic as text, in the formats of `--diagnostics`. */
import { styleText } from 'node:util';
import type { Diagnostic, Place, Severity } from '../diagnostics.js';

/** Returns the text of one diagnostic without the final line break. */
type DiagnosticFormatter = (diagnostic: Diagnostic, colored: boolean) => string;

export const DIAGNOSTIC_FORMATS = { pretty, short, json, github } as const satisfies Record<
  string,
  DiagnosticFormatter
>;

export type DiagnosticFormat = keyof typeof DIAGNOSTIC_FORMATS;

export const DIAGNOSTIC_FORMAT_NAMES = Object.keys(DIAGNOSTIC_FORMATS) as DiagnosticFormat[];

const COLORS = { error: 'red', warning: 'yellow', info: 'blue', note: 'cyan' } as const;

/** For people: the line of `short`, the source line with a marker, and the hints. */
function pretty(diagnostic: Diagnostic, colored: boolean): string {
  const { severity, code, message, place, hints = [] } = diagnostic;
  const paint = (format: Parameters<typeof styleText>[0], text: string) =>
    colored ? styleText(format, text, { validateStream: false }) : text;
  const prefix = place ? `${formatPlace(place)}: ` : '';
  const lines = [
    `${paint('bold', replaceControlCharacters(prefix))}${paint(COLORS[severity], severity)}: ${replaceControlCharacters(message)} ${paint('dim', `[${code}]`)}`,
  ];
  if (place?.source !== undefined && place.mark) {
    const margin = String(place.line);
    const { start, length } = place.mark;
    const before = replaceControlCharacters(place.source.slice(0, start));
    const marked = replaceControlCharacters(place.source.slice(start, start + length));
    lines.push(`${margin} | ${replaceControlCharacters(place.source)}`);
    lines.push(
      `${' '.repeat(margin.length)} | ${' '.repeat(before.length)}${paint(COLORS[severity], '^'.repeat(Math.max(1, marked.length)))}`,
    );
  }
  for (const hint of hints) lines.push(`  ${paint('cyan', 'hint')}: ${replaceControlCharacters(hint)}`);
  return lines.join('\n');
}

/** For editors and grep: one line, `file:line:column: severity: message [code]`. */
function short({ severity, code, message, place }: Diagnostic): string {
  return replaceControlCharacters(
    `${place ? `${formatPlace(place)}: ` : ''}${severity}: ${message} [${code}]`,
  );
}

/** For programs: one JSON object per line, always with the same keys. Unknown values are null. */
function json({ severity, code, message, place, hints = [] }: Diagnostic): string {
  const { file = null, line = null, column = null } = place ?? {};
  return JSON.stringify({ severity, code, message, file, line, column, hints });
}

const WORKFLOW_COMMANDS: Record<Severity, string> = {
  error: 'error',
  warning: 'warning',
  info: 'notice',
  note: 'notice',
};

/** For GitHub Actions, which shows each diagnostic as an annotation of the file. */
function github({ severity, code, message, place, hints = [] }: Diagnostic): string {
  const { file, line, column } = place ?? {};
  const properties = Object.entries({ file, line, col: column })
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  const text = [`${message} [${code}]`, ...hints.map((hint) => `hint: ${hint}`)].join('\n');
  return `::${[WORKFLOW_COMMANDS[severity], properties.join(',')].filter(Boolean).join(' ')}::${escapeData(text)}`;
}

/** Escapes text as GitHub requires in the data of a workflow command. */
function escapeData(text: string): string {
  return text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}

/** Returns `file:line:column`, without the parts that are unknown. */
export function formatPlace({ file, line, column }: Place): string {
  return [file, line, column].filter((part) => part !== undefined).join(':');
}

/**
 * Replaces line breaks and other control characters, so that `text` stays on one line and cannot control the terminal.
 * Tabs become spaces.
 */
export function replaceControlCharacters(text: string): string {
  return text
    .replace(/\t/g, ' ')
    .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, '\ufffd');
}
