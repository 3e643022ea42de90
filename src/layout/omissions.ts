/** What the page had no room for, said once it is drawn. */
import type { Report } from '../diagnostics.js';
import type { Axis } from '../figure/figure.js';
import type { Item } from '../scene/scene.js';
import { isCounting } from './tracks/labels.js';

/** Collects how many labels of which axes are shown; the same said of many panels is said once. */
export class LeftOut {
  private readonly cuts = new Set<string>();
  private readonly drops = new Set<string>();
  private readonly messages = new Map<string, 'info' | 'warning'>();

  /** `shown` labels of an axis are drawn. */
  labels(what: 'row' | 'column', axis: Axis, shown: number): void {
    const all = axis.labels?.length ?? 0;
    const wanted = Array.isArray(axis.ticks) ? axis.ticks.length : all;
    if (shown >= wanted) return;
    // Whoever reads 0, 5, 10 … knows the others.
    const lost = axis.ticks !== 'auto' || !isCounting(axis.labels ?? []);
    this.messages.set(
      `showing ${shown} of ${wanted} ${what} labels, the others do not fit`,
      lost ? 'warning' : 'info',
    );
  }

  /** A text longer than its room was cut in the middle. */
  cut(text: string): void {
    this.cuts.add(text);
  }

  /** A title of a highlight found no room. */
  dropped(text: string): void {
    this.drops.add(text);
  }

  report(report: Report): void {
    const listed = (texts: Set<string>) =>
      [...texts]
        .slice(0, 3)
        .map((text) => JSON.stringify(text))
        .join(', ') + (texts.size > 3 ? ', …' : '');
    if (this.cuts.size) {
      report({
        severity: 'warning',
        code: 'text-cut',
        message: `${this.cuts.size} text${this.cuts.size === 1 ? ' is' : 's are'} cut in the middle: ${listed(this.cuts)}`,
        hints: ['give them more room, or shorten them with "strip"'],
      });
    }
    if (this.drops.size) {
      report({
        severity: 'warning',
        code: 'labels-hidden',
        message: `${this.drops.size} title${this.drops.size === 1 ? '' : 's'} of highlights found no room: ${listed(this.drops)}`,
        hints: ['leave titles of neighbouring highlights out'],
      });
    }
    for (const [message, severity] of this.messages) {
      report({
        severity,
        code: 'labels-hidden',
        message,
        hints: severity === 'warning' ? ['make the figure larger, or choose with x.ticks and y.ticks'] : [],
      });
    }
  }
}

/** Journals print nothing smaller. */
const SMALLEST_PT = 5;

/** Warns of text that would be too small to read at the size the figure says it has. */
export function reportSmallText(items: readonly Item[], report: Report): void {
  const smallest = items.reduce(
    (least, item) => (item.kind === 'text' ? Math.min(least, item.size * 0.75) : least),
    Infinity,
  );
  if (smallest < SMALLEST_PT - 1e-9) {
    report({
      severity: 'warning',
      code: 'small-text',
      message: `some text is ${smallest.toFixed(1)} pt high in print, less than the ${SMALLEST_PT} pt that journals ask for`,
      hints: ['use a larger size.fontSize, or larger cells for the values in them'],
    });
  }
}
