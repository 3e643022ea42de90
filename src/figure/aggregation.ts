/** What is said where drawn cells join several values of the data. */
import type { Report } from '../diagnostics.js';
import type { Matrix } from '../matrix/matrix.js';
import type { Drawn, Joined } from './figure.js';

const NAMES: Record<Joined['by'], string> = {
  mean: 'the mean',
  max: 'the largest',
  min: 'the smallest',
  absmax: 'the farthest from 0',
  commonest: 'the commonest',
};

/** "the mean of 2 × 2 values" */
export function joinedWords({ by, rows, columns }: Joined): string {
  return `${NAMES[by]} of ${rows} × ${columns} values`;
}

/** A sentence for the caption; null where all cells are values of the data. */
export function joinedNote(drawn: readonly Pick<Drawn, 'joined'>[]): string | null {
  const ways = new Set(drawn.flatMap(({ joined }) => (joined ? joinedWords(joined) : [])));
  return ways.size > 0 ? `Each cell shows ${[...ways].join(' or ')}.` : null;
}

/** Says once of all panels that are reduced alike how they are. */
export function reportJoined(matrices: readonly Matrix[], drawn: readonly Drawn[], report: Report): void {
  const said = new Set<string>();
  drawn.forEach(({ joined, rows, columns }, i) => {
    if (!joined) return;
    const sum = (counts: readonly number[]) => counts.reduce((a, b) => a + b);
    const message = `${matrices[i].rows} × ${matrices[i].columns} values are drawn as ${sum(rows)} × ${sum(columns)} cells, each ${joinedWords(joined)}`;
    if (said.has(message)) return;
    said.add(message);
    const others = joined.by === 'mean' ? ['cells.reduce: "absmax" keeps single extreme values visible'] : [];
    report({
      severity: 'warning',
      code: 'reduced',
      message,
      hints: ['a larger page or a higher size.dpi has room for more', ...others],
    });
  });
}
