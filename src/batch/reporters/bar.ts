/** A line at the bottom of a terminal: how far a batch is. */
import { visible } from '../../host/diagnostic-formats.js';
import type { Outcome } from '../task.js';
import { roughly } from './lines.js';
import type { Out } from './out.js';
import { cut } from './width.js';

/** It is painted not more often than this, ms. */
const PAUSE = 100;
const LENGTH = 24;
const CLEAR = '\r\u001b[K';

export class Bar {
  private done = 0;
  /** Those of `done` that took work: what was left as it was says nothing of how long the rest takes. */
  private drawn = 0;
  private started: number | null = null;
  private readonly open = new Set<string>();
  private isShown = false;
  private next = 0;
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly out: Out,
    private readonly total: number,
  ) {}

  working(name: string): void {
    this.started ??= performance.now();
    this.open.add(name);
    this.update();
  }

  finished({ task, status }: Outcome): void {
    this.done++;
    if (status !== 'unchanged') this.drawn++;
    this.open.delete(task.name);
    this.update();
  }

  /** Takes the line away, so that something else can be written; it comes back with what happens next. */
  clear(): void {
    if (this.isShown) this.out.write(CLEAR);
    this.isShown = false;
  }

  end(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    this.clear();
  }

  private update(): void {
    const wait = this.next - performance.now();
    if (wait <= 0) this.paint();
    else this.timer ??= setTimeout(() => this.paint(), wait).unref();
  }

  private paint(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    this.next = performance.now() + PAUSE;
    this.isShown = true;
    // The last column stays empty: a terminal may go on in the next line after it.
    this.out.write(`${CLEAR}${cut(this.text(), this.out.columns - 1)}`);
  }

  private text(): string {
    const { done, total, drawn, started } = this;
    const filled = Math.floor((LENGTH * done) / Math.max(1, total));
    const parts = [`${'█'.repeat(filled)}${'░'.repeat(LENGTH - filled)} ${done}/${total}`];
    const elapsed = started === null ? 0 : performance.now() - started;
    if (drawn > 0 && elapsed > 0) {
      const rate = (1000 * drawn) / elapsed;
      parts.push(`${rate < 10 ? rate.toFixed(1) : Math.round(rate)}/s`);
      if (done < total) parts.push(`${roughly(((total - done) / rate) * 1000)} left`);
    }
    // The one that was begun first: what is waited for.
    for (const name of this.open) {
      parts.push(visible(name));
      break;
    }
    return parts.join('  ');
  }
}
