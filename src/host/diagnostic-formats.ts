/** Diagnostics as text, in the ways that `--diagnostics` offers. */
import { styleText } from 'node:util';
import type { Diagnostic, Place, Severity } from '../diagnostics.js';

/** One diagnostic as what is written for it, without the line break at its end. */
type Style = (diagnostic: Diagnostic, colored: boolean) => string;

export const STYLES = { pretty, short, json, github } as const satisfies Record<string, Style>;

export type StyleName = keyof typeof STYLES;

export const STYLE_NAMES = Object.keys(STYLES) as StyleName[];

/** The style that a command line asks for, as far as that can be told when the line itself is wrong. */
export function styleIn(args: readonly string[]): StyleName {
  const flag = '--diagnostics';
  const asked = args.flatMap((arg, i) =>
    arg === flag ? [args[i + 1]] : arg.startsWith(`${flag}=`) ? [arg.slice(flag.length + 1)] : [],
  );
  return STYLE_NAMES.find((name) => name === asked.at(-1)) ?? 'pretty';
}

const COLORS = { error: 'red', warning: 'yellow', info: 'blue', note: 'cyan' } as const;

/** For people: `short`, then the source line with a caret, then the hints. */
function pretty(diagnostic: Diagnostic, colored: boolean): string {
  const { severity, code, message, place, hints = [] } = diagnostic;
  const paint = (format: Parameters<typeof styleText>[0], text: string) =>
    colored ? styleText(format, text, { validateStream: false }) : text;
  const where = place ? `${placeText(place)}: ` : '';
  const lines = [
    `${paint('bold', visible(where))}${paint(COLORS[severity], severity)}: ${visible(message)} ${paint('dim', `[${code}]`)}`,
  ];
  if (place?.source !== undefined && place.mark) {
    const margin = String(place.line);
    const { start, length } = place.mark;
    const before = visible(place.source.slice(0, start));
    const marked = visible(place.source.slice(start, start + length));
    lines.push(`${margin} | ${visible(place.source)}`);
    lines.push(
      `${' '.repeat(margin.length)} | ${' '.repeat(before.length)}${paint(COLORS[severity], '^'.repeat(Math.max(1, marked.length)))}`,
    );
  }
  for (const hint of hints) lines.push(`  ${paint('cyan', 'hint')}: ${visible(hint)}`);
  return lines.join('\n');
}

/** For editors and grep: one line, `file:line:column: severity: message [code]`. */
function short({ severity, code, message, place }: Diagnostic): string {
  return visible(`${place ? `${placeText(place)}: ` : ''}${severity}: ${message} [${code}]`);
}

/** For programs: one JSON object a line, always with the same keys; what is not known is null. */
function json({ severity, code, message, place, hints = [] }: Diagnostic): string {
  const { file = null, line = null, column = null } = place ?? {};
  return JSON.stringify({ severity, code, message, file, line, column, hints });
}

const COMMANDS: Record<Severity, string> = {
  error: 'error',
  warning: 'warning',
  info: 'notice',
  note: 'notice',
};

/** For GitHub Actions, which shows these lines beside the change they are about. */
function github({ severity, code, message, place, hints = [] }: Diagnostic): string {
  const { file, line, column } = place ?? {};
  const properties = Object.entries({ file, line, col: column })
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  const text = [`${message} [${code}]`, ...hints.map((hint) => `hint: ${hint}`)].join('\n');
  return `::${[COMMANDS[severity], properties.join(',')].filter(Boolean).join(' ')}::${escapeData(text)}`;
}

/** As the workflow commands of GitHub have it. */
function escapeData(text: string): string {
  return text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}

export function placeText({ file, line, column }: Place): string {
  return [file, line, column].filter((part) => part !== undefined).join(':');
}

/** `text` on one line, without control characters, which would steer the terminal. */
export function visible(text: string): string {
  return text
    .replace(/\t/g, ' ')
    .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, '\ufffd');
}
