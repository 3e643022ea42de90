/** Signals end the process between two files it writes, never within one. */

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

let guarded = false;

/**
 * From now on a signal is heeded when the event loop turns, as it does between two files and two figures, not in the
 * midst of what is done at once.
 */
export function guard(): void {
  if (guarded) return;
  for (const signal of SIGNALS) process.once(signal, endBy);
  guarded = true;
}

/** Before what takes long: from now on a signal ends the process there and then, as if nobody had listened. */
export function unguard(): void {
  for (const signal of SIGNALS) process.off(signal, endBy);
  guarded = false;
}

function endBy(signal: NodeJS.Signals): void {
  unguard();
  process.kill(process.pid, signal);
}
