import type { Diagnostic } from '../diagnostics.js';
import type { BatchResult, Outcome } from './task.js';

/** Says how a batch goes, in the way that `--reporter` asks for. */
export interface BatchReporter {
  /** `total` figures are going to be made or looked at. */
  begin(total: number): void;
  /** A figure is being worked on. */
  working(name: string): void;
  done(outcome: Outcome): void;
  /** About the batch, not about one figure. */
  say(diagnostic: Diagnostic): void;
  end(result: BatchResult): void;
}
