/** A progress line on the terminal for operations that take long. */

/** Time before the line appears first, in ms. */
const DELAY = 1000;
/** Minimum time between two updates, in ms. */
const INTERVAL = 100;

let isEnabled = true;
let isShown = false;

export function enableProgress(enabled: boolean): void {
  isEnabled = enabled;
}

/** Removes the line from the terminal, so that other output can follow. */
export function clearProgress(): void {
  if (isShown) process.stderr.write('\r\u001b[K');
  isShown = false;
}

/** Counts the bytes of one operation. */
export class Progress {
  private done = 0;
  private nextUpdate = performance.now() + DELAY;

  /** `total` is the expected number of bytes, or null if it is unknown. */
  constructor(
    private readonly label: string,
    private readonly total: number | null,
  ) {}

  add(bytes: number): void {
    this.done += bytes;
    const now = performance.now();
    if (!isEnabled || now < this.nextUpdate || process.stderr.isTTY !== true) return;
    this.nextUpdate = now + INTERVAL;
    isShown = true;
    const { done, total } = this;
    const amount = total ? `${Math.floor((100 * done) / total)} %` : `${Math.floor(done / 2 ** 20)} MiB`;
    process.stderr.write(`\r\u001b[K${this.label}: ${amount}`);
  }

  end(): void {
    clearProgress();
  }
}
