import { readFileSync } from 'node:fs';

type Rows = readonly (readonly number[])[];

/** What base R computes; `tests/fixtures/cluster/make.R` wrote it. */
export const fromR = JSON.parse(
  readFileSync(new URL('../fixtures/cluster/r.json', import.meta.url), 'utf8'),
) as {
  readonly kmeans: readonly {
    readonly rows: Rows;
    readonly start: Rows;
    readonly clusters: readonly number[];
    readonly centers: Rows;
  }[];
  /** Trees of `hclust` with Euclidean distances: the first with average linkage, the second with complete linkage. */
  readonly trees: readonly {
    readonly rows: Rows;
    readonly merge: Rows;
    readonly height: readonly number[];
    readonly order: readonly number[];
    readonly labels: readonly string[];
    /** The cluster of each row, if the tree is cut into four. */
    readonly clusters: readonly number[];
  }[];
};
