/** What a batch makes, as plain data: it goes to other processes and comes back from them. */
import type { Diagnostic } from '../diagnostics.js';
import type { Snapshot } from '../diff/snapshot.js';
import type { Target } from '../host/target.js';
import type { OutputFormat } from '../output/index.js';

/** One figure to be made. */
export interface Task {
  /** Its name in the batch: the path of its outputs below the output folder, without extension, "/" between folders. */
  readonly name: string;
  /** The spec or matrix it is made from: a path. */
  readonly input: string;
  readonly kind: 'spec' | 'matrix';
  readonly targets: readonly Target[];
}

/** What is not made, and why: for `--list`. */
export interface Skipped {
  readonly path: string;
  readonly why: string;
}

/** A file that a figure was made from. */
export interface Dependency {
  readonly path: string;
  readonly sha256: string;
}

/** What became of a task. */
export type Outcome = {
  readonly task: Task;
  readonly diagnostics: readonly Diagnostic[];
  /** How long it took, ms. */
  readonly time: number;
} & (
  | ({ readonly status: 'made' } & Made)
  /** Nothing it is made from has changed since it was made. */
  | ({ readonly status: 'unchanged' } & Made)
  /** With `--check`: whether the files that are there show something else than the figure; `changes` in words. */
  | ({ readonly status: 'same' } & Made)
  | ({ readonly status: 'drifted'; readonly changes: readonly string[] } & Made)
  | { readonly status: 'failed' }
);

export interface Made {
  readonly title: string;
  readonly description: string;
  readonly dependencies: readonly Dependency[];
  /** The hash of each file it was written to, in the order of the task's targets. */
  readonly outputs: readonly Dependency[];
  /** What it shows, to tell later what has changed; null where that would take too much room. */
  readonly snapshot: Snapshot | null;
}

/** What all figures of a batch have in common. */
export interface BatchResult {
  readonly outcomes: readonly Outcome[];
  readonly skipped: readonly Skipped[];
  readonly formats: readonly OutputFormat[];
  /** The output folder. */
  readonly folder: string;
  /** How long it took, ms. */
  readonly time: number;
}
