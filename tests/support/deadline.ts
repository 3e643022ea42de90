import { Script } from 'node:vm';

const script = new Script('__runWithDeadline()');

/**
 * Returns the result of `run`. A run that takes longer than `ms` is stopped, even in an endless loop.
 *
 * @throws Error `ERR_SCRIPT_EXECUTION_TIMEOUT` after `ms`, and what `run` throws
 */
export function withDeadline<T>(ms: number, run: () => T): T {
  const scope = globalThis as { __runWithDeadline?: () => T };
  scope.__runWithDeadline = run;
  try {
    return script.runInThisContext({ timeout: ms }) as T;
  } finally {
    delete scope.__runWithDeadline;
  }
}
