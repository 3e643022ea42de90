/** Texts about drawn cells that aggregate several values of the data. */
import type { Report } from '../diagnostics.js';
import type { Matrix } from '../matrix/matrix.js';
import type { Aggregation, DrawnGrid } from './figure.js';

const REDUCER_NAMES: Record<Aggregation['reducer'], string> = {
  mean: 'the mean',
  max: 'the largest',
  min: 'the smallest',
  absmax: 'the farthest from 0',
  mode: 'the commonest',
};

/** Returns a phrase such as "the mean of 2 × 2 values". */
export function describeAggregation({ reducer, rows, columns, isUneven }: Aggregation): string {
  return `${REDUCER_NAMES[reducer]} of ${isUneven ? 'up to ' : ''}${rows} × ${columns} values`;
}

/** Returns a sentence for the caption; null if every cell is one value of the data. */
export function aggregationNote(drawn: readonly Pick<DrawnGrid, 'aggregation'>[]): string | null {
  const phrases = new Set(
    drawn.flatMap(({ aggregation }) => (aggregation ? describeAggregation(aggregation) : [])),
  );
  return phrases.size > 0 ? `Each cell shows ${[...phrases].join(' or ')}.` : null;
}

/** Reports the aggregation, once for all panels that are aggregated in the same way. */
export function reportAggregation(
  panels: readonly { readonly matrix: Matrix }[],
  drawn: readonly DrawnGrid[],
  report: Report,
): void {
  const reported = new Set<string>();
  drawn.forEach(({ aggregation, rows, columns }, i) => {
    if (!aggregation) return;
    const sum = (counts: readonly number[]) => counts.reduce((a, b) => a + b);
    const message = `${panels[i].matrix.rows} × ${panels[i].matrix.columns} values are drawn as ${sum(rows)} × ${sum(columns)} cells, each ${describeAggregation(aggregation)}`;
    if (reported.has(message)) return;
    reported.add(message);
    const moreHints =
      aggregation.reducer === 'mean'
        ? ['set cells.reduce to "absmax" to keep single extreme values visible']
        : [];
    report({
      severity: 'warning',
      code: 'reduced',
      message,
      hints: ['a larger page or a higher size.dpi shows more cells', ...moreHints],
    });
  });
}
