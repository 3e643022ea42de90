import type { Diagnostic } from '../diagnostics.js';

/** What a terminal cannot show, and a file can: reported as notes. */
const LIMITS_OF_TERMINALS = ['labels-hidden', 'text-cut', 'values-hidden', 'small-text', 'plots-combined'];

/** Returns a diagnostic with a hint for terminals; what a file shows is a note. */
export function forTerminal(diagnostic: Diagnostic): Diagnostic {
  const { code } = diagnostic;
  if (code === 'reduced')
    return {
      ...diagnostic,
      severity: 'info',
      hints: ['a wider window shows more cells, or a file: -o fig.svg'],
    };
  return LIMITS_OF_TERMINALS.includes(code) ? { ...diagnostic, severity: 'note' } : diagnostic;
}
