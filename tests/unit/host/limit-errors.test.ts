import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../../src/diagnostics.js';
import { DIAGNOSTIC_FORMATS } from '../../../src/host/diagnostic-formats.js';
import { limitErrors } from '../../../src/host/limit-errors.js';

const PRETTY = { format: 'pretty', verbose: false } as const;

function errorOn(line: number, hintCount = 1): Diagnostic {
  return {
    severity: 'error',
    code: 'unknown-key',
    message: `error ${line}`,
    place: { file: 's.json', line, column: 1, source: '"a": 1', mark: { start: 0, length: 3 } },
    hints: Array.from({ length: hintCount }, (_, i) => `hint ${i}`),
  };
}

function errors(count: number, hintCount?: number): Diagnostic[] {
  return Array.from({ length: count }, (_, i) => errorOn(i + 1, hintCount));
}

function lineCount(diagnostics: readonly Diagnostic[]): number {
  return diagnostics.flatMap((diagnostic) => DIAGNOSTIC_FORMATS.pretty(diagnostic, false).split('\n')).length;
}

describe('the errors of a file', () => {
  it('take about twelve lines; the last error counts the others', () => {
    for (let hintCount = 0; hintCount < 4; hintCount++) {
      const shown = limitErrors(errors(20, hintCount), PRETTY);
      expect(lineCount(shown)).toBeLessThanOrEqual(13);
      const omitted = 20 - (shown.length - 1);
      expect(shown.at(-1)).toEqual({
        severity: 'error',
        code: 'unknown-key',
        message: `and ${omitted} more errors; --verbose shows more of them`,
        place: { file: 's.json' },
        omitted,
      });
    }
  });

  it('are all shown if they are few, with --verbose, and to programs', () => {
    for (const count of [1, 3]) expect(limitErrors(errors(count), PRETTY)).toEqual(errors(count));
    const many = errors(20);
    expect(limitErrors(many, { ...PRETTY, verbose: true })).toBe(many);
    for (const format of ['json', 'short', 'github'] as const)
      expect(limitErrors(many, { format, verbose: false })).toBe(many);
  });

  it('include the first one, however long it is', () => {
    expect(limitErrors([errorOn(1, 30), errorOn(2)], PRETTY).map(({ message }) => message)).toEqual([
      'error 1',
      'and 1 more error; --verbose shows more of them',
    ]);
  });

  it('that a list has already left out are counted too', () => {
    const summary: Diagnostic = { severity: 'error', code: 'c', message: 'and 44 more cells', omitted: 44 };
    expect(limitErrors([...errors(20), summary], PRETTY).at(-1)?.omitted).toBe(20 - 3 + 44);
    expect(limitErrors([...errors(3), summary], PRETTY)).toEqual([...errors(3), summary]);
  });

  it('do not replace warnings', () => {
    const warning: Diagnostic = { severity: 'warning', code: 'clipped', message: 'w' };
    expect(limitErrors([warning, ...errors(20)], PRETTY)).toContain(warning);
  });
});
