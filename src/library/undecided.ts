import { HeatmapError } from '../diagnostics.js';
import type { Suggestion } from '../table/suggestions.js';
import { UndecidedTableError } from '../table/undecided.js';

/**
 * Returns the error for data that can be drawn in several ways with calls of `heatmap` as hints instead of commands. Other
 * errors are returned as they are.
 */
export function withCallHints(error: unknown): unknown {
  if (!(error instanceof UndecidedTableError) || error.suggestions.length === 0) return error;
  const hints = error.suggestions.map((suggestion) => `try: heatmap(data, ${formatOptions(suggestion)})`);
  return new HeatmapError(error.diagnostics.map((diagnostic) => ({ ...diagnostic, hints })));
}

function formatOptions(suggestion: Suggestion): string {
  const entries = Object.entries(suggestion).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
  const options = `{ ${entries.join(', ')} }`;
  return 'columns' in suggestion ? `{ data: ${options} }` : options;
}
