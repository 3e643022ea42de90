/** A page of `heatmap explain`. */
export interface Explanation {
  /** A headline that names the problem. */
  readonly title: string;
  /** What happened, and why it is reported. */
  readonly meaning: string;
  /** Input that causes the diagnostic, or a correct input. */
  readonly example?: string;
  /** What the user should do. */
  readonly fix: string;
}

/** Pages by code. */
export type Explanations = Readonly<Record<string, Explanation>>;
