/** A line on a terminal about what takes long. */

/** Nothing is said of what is done within this time, ms; and not more often than every `PAUSE`. */
const PATIENCE = 1000;
const PAUSE = 100;

let wanted = true;
let shown = false;

/** Whether anything may be said of progress. */
export function allowProgress(allowed: boolean): void {
  wanted = allowed;
}

/** Takes the line away, so that something else can be said. */
export function clearProgress(): void {
  if (shown) process.stderr.write('\r\u001b[K');
  shown = false;
}

/** Counts bytes. */
export class Progress {
  private done = 0;
  private next = performance.now() + PATIENCE;

  /** `size` is how many there will be, or null. */
  constructor(
    private readonly what: string,
    private readonly size: number | null,
  ) {}

  add(bytes: number): void {
    this.done += bytes;
    const now = performance.now();
    if (!wanted || now < this.next || process.stderr.isTTY !== true) return;
    this.next = now + PAUSE;
    shown = true;
    const { done, size } = this;
    const share = size ? `${Math.floor((100 * done) / size)} %` : `${Math.floor(done / 2 ** 20)} MiB`;
    process.stderr.write(`\r\u001b[K${this.what}: ${share}`);
  }

  end(): void {
    clearProgress();
  }
}
