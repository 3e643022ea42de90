import { readFileSync } from 'node:fs';

/** What scipy computes; `tests/fixtures/cluster/make.py` wrote it. */
export const scipy = JSON.parse(
  readFileSync(new URL('../fixtures/cluster/scipy.json', import.meta.url), 'utf8'),
) as {
  readonly distances: readonly {
    readonly rows: readonly number[][];
    readonly distances: Record<string, number[]>;
  }[];
  readonly trees: readonly {
    readonly rows: readonly number[][];
    readonly method: string;
    readonly linkage: readonly (readonly [number, number, number, number])[];
    /** The cluster of each row, by the number of clusters. */
    readonly clusters?: Record<string, number[]>;
  }[];
};

export function toItems(rows: readonly (readonly number[])[]): Float64Array[] {
  return rows.map((row) => Float64Array.from(row));
}
