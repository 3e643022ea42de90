/** Labels and titles that a drawing shortens or hides because there is no space, and text that is too small to read. */
import { quote, type Report } from '../diagnostics.js';
import type { Axis } from '../figure/figure.js';
import type { Item } from '../scene/scene.js';
import { LIMITS } from '../theme.js';
import { isArithmeticSequence } from './tracks/label-selection.js';

/** The maximum number of texts that one message lists. */
const MAX_LISTED = 3;

/** Collects omissions while tracks are drawn. Each text, and each message about hidden labels, is reported once. */
export class Omissions {
  private readonly shortenedTexts = new Set<string>();
  private readonly hiddenTitles = new Set<string>();
  private readonly hiddenLabelMessages = new Map<string, 'info' | 'warning'>();

  /** Records that an axis shows `shownCount` of its labels. */
  hiddenLabels(items: 'row' | 'column', axis: Axis, shownCount: number): void {
    const count = Array.isArray(axis.ticks) ? axis.ticks.length : (axis.labels?.length ?? 0);
    if (shownCount >= count) return;
    // A reader can complete a sequence such as 0, 5, 10.
    const isComplete = axis.ticks === 'auto' && isArithmeticSequence(axis.labels ?? []);
    this.hiddenLabelMessages.set(
      `showing ${shownCount} of ${count} ${items} labels, because the others do not fit`,
      isComplete ? 'info' : 'warning',
    );
  }

  /** Records that a text is shortened in the middle. */
  shortened(text: string): void {
    this.shortenedTexts.add(text);
  }

  /** Records that the title of a highlight is hidden. */
  hiddenTitle(text: string): void {
    this.hiddenTitles.add(text);
  }

  report(report: Report): void {
    const list = (texts: Set<string>) =>
      [...texts].slice(0, MAX_LISTED).map(quote).join(', ') + (texts.size > MAX_LISTED ? ', …' : '');
    if (this.shortenedTexts.size) {
      const count = this.shortenedTexts.size;
      report({
        severity: 'warning',
        code: 'text-cut',
        message: `${count} text${count === 1 ? ' is' : 's are'} shortened in the middle: ${list(this.shortenedTexts)}`,
        hints: ['make the figure larger, or shorten the texts, for example with "strip"'],
      });
    }
    if (this.hiddenTitles.size) {
      const count = this.hiddenTitles.size;
      report({
        severity: 'warning',
        code: 'labels-hidden',
        message: `${count} title${count === 1 ? ' of a highlight does' : 's of highlights do'} not fit: ${list(this.hiddenTitles)}`,
        hints: ['remove the titles of neighbouring highlights'],
      });
    }
    for (const [message, severity] of this.hiddenLabelMessages) {
      report({
        severity,
        code: 'labels-hidden',
        message,
        hints:
          severity === 'warning'
            ? ['make the figure larger, or select the labels with x.ticks and y.ticks']
            : [],
      });
    }
  }
}

const PT_PER_PX = 0.75;

/** Warns if the smallest text is too small to read in print. */
export function reportSmallText(items: readonly Item[], report: Report): void {
  const { minFontSize } = LIMITS.page;
  const smallest = items.reduce(
    (min, item) => (item.kind === 'text' ? Math.min(min, item.size * PT_PER_PX) : min),
    Infinity,
  );
  if (smallest < minFontSize - 1e-9) {
    report({
      severity: 'warning',
      code: 'small-text',
      message: `the smallest text is ${smallest.toFixed(1)} pt in print, but most journals require at least ${minFontSize} pt`,
      hints: ['use a larger size.fontSize, or larger cells if values are printed in them'],
    });
  }
}
