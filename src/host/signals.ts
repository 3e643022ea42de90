/** Defers signals, so that they end the process between two output files and never while one is written. */

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

let isDeferring = false;

/** Defers signals until control returns to the event loop, which happens between two files and between two figures. */
export function deferSignals(): void {
  if (isDeferring) return;
  for (const signal of SIGNALS) process.once(signal, terminateBy);
  isDeferring = true;
}

/** Restores the default signal handlers, which end the process at once. Call it before long synchronous work. */
export function restoreSignals(): void {
  for (const signal of SIGNALS) process.off(signal, terminateBy);
  isDeferring = false;
}

function terminateBy(signal: NodeJS.Signals): void {
  restoreSignals();
  process.kill(process.pid, signal);
}
