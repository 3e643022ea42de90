/** A tick of a numeric axis. */
export interface AxisTick {
  readonly value: number;
  readonly text: string;
  /** What the text leaves out, such as the year; empty if the tick before says it. */
  readonly context: string;
  /** Whether the context comes first in one line: "2024-03-15 06:00", but "Mar 15 2024". */
  readonly contextFirst: boolean;
}
