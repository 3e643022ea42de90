/** A page of `heatmap explain`. */
export interface Explanation {
  /** What is the case, as a headline. */
  readonly title: string;
  /** What that means, and why it is said. */
  readonly meaning: string;
  /** What brings it about, or what is right instead. */
  readonly example?: string;
  /** What to do. */
  readonly mend: string;
}

export type Explanations = Readonly<Record<string, Explanation>>;
