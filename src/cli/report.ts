/** Diagnostics as text on standard error. */
import { styleText } from 'node:util';
import type { Diagnostic, Place, Report } from '../diagnostics.js';

export interface Reporting {
  /** Leaves out warnings and notes. */
  readonly quiet: boolean;
  /** Shows notes: what was guessed, chosen and left out. */
  readonly verbose: boolean;
}

/** Shows diagnostics as they come, and counts them. */
export class Reporter {
  warnings = 0;
  private readonly reporting: Reporting;
  private readonly colored = process.stderr.isTTY === true && !process.env.NO_COLOR;

  constructor(reporting: Reporting) {
    this.reporting = reporting;
  }

  readonly report: Report = (diagnostic) => {
    const { severity } = diagnostic;
    if (severity === 'warning') this.warnings++;
    const { quiet, verbose } = this.reporting;
    if (severity === 'error' || (severity === 'note' ? verbose : !quiet)) this.show(diagnostic);
  };

  /** A line for the person at the terminal. */
  say(line: string): void {
    if (!this.reporting.quiet) process.stderr.write(`${line}\n`);
  }

  private show(diagnostic: Diagnostic): void {
    process.stderr.write(`${pretty(diagnostic, this.colored)}\n`);
  }
}

const COLORS = { error: 'red', warning: 'yellow', info: 'blue', note: 'cyan' } as const;

/** `file:line:column: error: message [code]`, the line with a caret, the hints. */
export function pretty({ severity, code, message, place, hints = [] }: Diagnostic, colored: boolean): string {
  const paint = (format: Parameters<typeof styleText>[0], text: string) =>
    colored ? styleText(format, text) : text;
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

function placeText({ file, line, column }: Place): string {
  return [file, line, column].filter((part) => part !== undefined).join(':');
}

/** Control characters from data would steer the terminal. */
function visible(text: string): string {
  return text
    .replace(/\t/g, ' ')
    .replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '\ufffd');
}
