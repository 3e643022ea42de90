/**
 * Returns the milliseconds of processor time of this process that `run` takes. Unlike the elapsed time, they do not depend on
 * the load of the machine.
 */
export function cpuTime(run: () => void): number {
  const start = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}
