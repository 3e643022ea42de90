/** The tasks of a batch and their outcomes: plain data, because worker processes exchange it. */
import type { Diagnostic } from '../diagnostics.js';
import type { Snapshot } from '../diff/snapshot.js';
import type { Target } from '../host/target.js';
import type { OutputFormat } from '../output/index.js';

/** A figure to make. */
export interface Task {
  /** The path of the outputs in the output folder, without extension, with "/" between folders. */
  readonly name: string;
  /** The path of the spec or matrix. */
  readonly input: string;
  readonly kind: 'spec' | 'matrix';
  readonly targets: readonly Target[];
}

/** A file that is not drawn. */
export interface SkippedFile {
  readonly path: string;
  readonly reason: string;
}

export interface HashedFile {
  readonly path: string;
  readonly sha256: string;
}

export type Outcome = {
  readonly task: Task;
  readonly diagnostics: readonly Diagnostic[];
  /** Duration in ms. */
  readonly time: number;
} & (
  | ({ readonly status: 'made' } & FigureRecord)
  /** The figure was not drawn, because nothing changed since it was made. */
  | ({ readonly status: 'unchanged' } & FigureRecord)
  /** With `--check` or `--update`: the files show the same as the figure, or `changes` describes what differs. */
  | ({ readonly status: 'same' } & FigureRecord)
  | ({ readonly status: 'drifted'; readonly changes: readonly string[] } & FigureRecord)
  | { readonly status: 'failed' }
);

/** What is known about a figure that was made. */
export interface FigureRecord {
  readonly title: string;
  readonly description: string;
  /** The files that the figure was made from. */
  readonly dependencies: readonly HashedFile[];
  /** The output files, in the order of the task's targets. */
  readonly outputs: readonly HashedFile[];
  /** What the figure shows, to describe later changes; null if that would be too long. */
  readonly snapshot: Snapshot | null;
}

/** A figure that the manifest knows and whose spec no longer exists. */
export interface ObsoleteFigure {
  readonly name: string;
  /** The path of the spec or matrix. */
  readonly input: string;
  /** The output files that still existed, in the order in which they were made. At least one. */
  readonly files: readonly ObsoleteFile[];
}

export interface ObsoleteFile {
  readonly path: string;
  /** A file that was changed after it was made is never removed. */
  readonly state: 'unchanged' | 'changed' | 'removed';
}

export interface BatchResult {
  readonly outcomes: readonly Outcome[];
  /** The figures without a spec: with `--check` those that exist, with `--prune` also those that were removed. */
  readonly obsolete: readonly ObsoleteFigure[];
  readonly skipped: readonly SkippedFile[];
  readonly formats: readonly OutputFormat[];
  /** The output folder. */
  readonly folder: string;
  /** Duration in ms. */
  readonly time: number;
}
