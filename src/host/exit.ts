/** The exit codes, as `heatmap --help` prints them. */
export const EXIT = {
  done: 0,
  failed: 1,
  usage: 2,
  drift: 3,
  defect: 70,
} as const;

export const EXIT_HELP = `Exit codes:
  0    done
  1    a figure could not be made: its spec or data is wrong, or the output cannot be written
  2    the command line is wrong
  3    --strict met a warning (the figure is written all the same), or batch --check a figure that differs
  70   a defect of this program
  130, 143   interrupted, terminated`;

/** The command line itself is wrong. */
export class UsageError extends Error {}
