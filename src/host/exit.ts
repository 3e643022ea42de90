/** The exit codes of the program. */
export const EXIT = {
  success: 0,
  failed: 1,
  usage: 2,
  findings: 3,
  internalError: 70,
} as const;

export const EXIT_HELP = `Exit codes:
  0    success
  1    an input has errors, or a file could not be written; the other figures are still drawn
  2    invalid command line
  3    --strict: there was a warning (the figures are written); batch --check: a figure differs or has no spec; diff: the figures differ
  70   internal error
  130, 143   interrupted (SIGINT), terminated (SIGTERM)`;

/** Thrown when the command line is invalid. */
export class UsageError extends Error {
  constructor(
    message: string,
    readonly hint: string | null = null,
  ) {
    super(message);
  }
}
