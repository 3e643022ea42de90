/** The progress of a batch, in the last line of a terminal. */
import { replaceControlCharacters } from '../../host/diagnostic-formats.js';
import type { ReporterOutput } from '../reporter.js';
import type { Outcome } from '../task.js';
import { formatRoughDuration } from './lines.js';
import { truncateToWidth } from './truncate.js';

/** Milliseconds between two updates. */
const MIN_PAINT_INTERVAL = 100;
const BAR_LENGTH = 24;
const CLEAR_LINE = '\r\u001b[K';

export class ProgressBar {
  private doneCount = 0;
  /** The figures that were drawn. Unchanged figures do not count for the remaining time. */
  private drawnCount = 0;
  private started: number | null = null;
  private readonly inProgress = new Set<string>();
  private isShown = false;
  private nextPaintTime = 0;
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly output: ReporterOutput,
    private readonly figureCount: number,
  ) {}

  startFigure(name: string): void {
    this.started ??= performance.now();
    this.inProgress.add(name);
    this.update();
  }

  endFigure({ task, status }: Outcome): void {
    this.doneCount++;
    if (status !== 'unchanged') this.drawnCount++;
    this.inProgress.delete(task.name);
    this.update();
  }

  /** Removes the bar, so that other text can be written. The next update shows it again. */
  clear(): void {
    if (this.isShown) this.output.write(CLEAR_LINE);
    this.isShown = false;
  }

  end(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    this.clear();
  }

  private update(): void {
    const delay = this.nextPaintTime - performance.now();
    if (delay <= 0) this.paint();
    else this.timer ??= setTimeout(() => this.paint(), delay).unref();
  }

  private paint(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    this.nextPaintTime = performance.now() + MIN_PAINT_INTERVAL;
    this.isShown = true;
    // The last column stays empty, because some terminals wrap the line when it is full.
    this.output.write(`${CLEAR_LINE}${truncateToWidth(this.format(), this.output.columns - 1)}`);
  }

  private format(): string {
    const { doneCount, figureCount, drawnCount, started } = this;
    const filled = Math.floor((BAR_LENGTH * doneCount) / Math.max(1, figureCount));
    const parts = [`${'█'.repeat(filled)}${'░'.repeat(BAR_LENGTH - filled)} ${doneCount}/${figureCount}`];
    const elapsed = started === null ? 0 : performance.now() - started;
    if (drawnCount > 0 && elapsed > 0) {
      const rate = (1000 * drawnCount) / elapsed;
      parts.push(`${rate < 10 ? rate.toFixed(1) : Math.round(rate)}/s`);
      const remaining = figureCount - doneCount;
      if (remaining > 0) parts.push(`${formatRoughDuration((remaining / rate) * 1000)} left`);
    }
    // The figure that started first.
    const [name] = this.inProgress;
    if (name !== undefined) parts.push(replaceControlCharacters(name));
    return parts.join('  ');
  }
}
