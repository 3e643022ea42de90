/** What a scene shortens or hides because there is no space, and text that is too small to read. */
import { type Diagnostic, quote, type Report } from '../diagnostics.js';
import type { Axis } from '../figure/figure.js';
import type { Item } from '../scene/scene.js';
import { LIMITS } from '../theme.js';
import { findLabelSequence } from './tracks/label-sequence.js';

/** The maximum number of texts that one message lists. */
const MAX_LISTED = 3;

/**
 * Records what the marks of a scene omit. Only drawing has access to it, not the measurements for sizes that are tried,
 * so it describes the scene. Each text and each message is reported once.
 */
export class Omissions {
  private readonly shortenedTexts = new Set<string>();
  private readonly hiddenTitles: string[] = [];
  private shownTitleCount = 0;
  private readonly enlargedCount = { row: 0, column: 0 };
  /** The messages about plots, by the name of the plot. */
  private readonly combinedPlots = new Map<string, string>();
  private readonly panelsWithValues = { printed: 0, hidden: 0 };
  private readonly hidden = { values: false, stars: false };
  /** The messages by their subject, such as "showing 5 of 10 row labels". */
  private readonly partlyHidden = new Map<string, Diagnostic>();

  /** Records that an axis shows `shownCount` of its labels. */
  hiddenLabels(items: 'row' | 'column', axis: Axis, shownCount: number): void {
    const selected = Array.isArray(axis.ticks) ? axis.ticks : axis.labels;
    if (!selected || shownCount >= selected.length) return;
    const count = selected === axis.labels ? axis.itemCount : selected.length;
    const subject = `showing ${shownCount} of ${count} ${items} labels`;
    const reason = 'not all of them fit';
    // A reader can complete a sequence such as 0, 5, 10, so it is not rotated.
    if (axis.ticks === 'auto' && findLabelSequence(axis.labels ?? []))
      this.addPartlyHidden('info', subject, items === 'column' ? `${reason} horizontally` : reason);
    else
      this.addPartlyHidden(
        'warning',
        subject,
        reason,
        'make the figure larger, or select the labels with x.ticks and y.ticks',
      );
  }

  /** Records that `shownCount` of the marked rows or columns have labels. */
  hiddenMarks(items: 'row' | 'column', count: number, shownCount: number): void {
    if (shownCount >= count) return;
    this.addPartlyHidden(
      'warning',
      `showing ${shownCount} of ${count} marked ${items}s`,
      'not all of their labels fit',
      'make the figure larger, or mark fewer items',
    );
  }

  /** Records that a colorbar shows `shownCount` of the ticks in the spec. */
  hiddenTicks(values: readonly number[], [low, high]: readonly [number, number], shownCount: number): void {
    const requested = [...new Set(values)];
    if (shownCount >= requested.length) return;
    const outside = requested.filter((value) => value < low || value > high).length;
    const reasons = [
      ...(outside ? [`${outside} ${outside === 1 ? 'is' : 'are'} outside the domain`] : []),
      ...(shownCount + outside < requested.length ? ['the others do not fit'] : []),
    ];
    this.addPartlyHidden(
      'warning',
      `showing ${shownCount} of ${requested.length} ticks of the colorbar`,
      reasons.join(' and '),
      'make the colorbar longer, or choose other values for colorbar.ticks',
    );
  }

  /** Records that the titles of regions, such as months, are hidden. */
  hiddenRegionTitles(count: number): void {
    const hint = 'make the figure or its cells larger';
    this.addPartlyHidden('warning', `showing 0 of ${count} region titles`, 'they do not fit', hint);
  }

  /** Records that a text is shortened in the middle. */
  shortened(text: string): void {
    this.shortenedTexts.add(text);
  }

  /** Records how many titles of highlights are shown on one side of a body, and the texts of the hidden ones. */
  highlightTitles(shownCount: number, hidden: readonly string[]): void {
    this.shownTitleCount += shownCount;
    for (const title of hidden) this.hiddenTitles.push(title);
  }

  /** Records whether the texts in the cells of a panel, values or stars or both, are printed. */
  values(arePrinted: boolean, texts: { readonly values: boolean; readonly stars: boolean }): void {
    this.panelsWithValues[arePrinted ? 'printed' : 'hidden']++;
    if (arePrinted) return;
    this.hidden.values ||= texts.values;
    this.hidden.stars ||= texts.stars;
  }

  /** Whether no values and no stars of any panel are printed, although some should be. */
  areAllValuesHidden(): boolean {
    return this.panelsWithValues.hidden > 0 && this.panelsWithValues.printed === 0;
  }

  /** Records that cells of a numeric axis are drawn larger than they are, because they are smaller than a pixel. */
  enlargedCells(items: 'row' | 'column', count: number): void {
    this.enlargedCount[items] = Math.max(this.enlargedCount[items], count);
  }

  /** Records that marks of a plot beside a body show up to `count` rows or columns together. */
  combinedItems(items: 'row' | 'column', title: string | null, count: number): void {
    if (count < 2) return;
    const plot = title === null ? `a plot of the ${items}s` : `the plot ${quote(title)}`;
    this.combinedPlots.set(plot, `${plot} shows up to ${count} ${items}s together`);
  }

  report(report: Report): void {
    for (const message of this.combinedPlots.values()) {
      const hints = ['a larger page or a higher size.dpi shows more of them'];
      report({ severity: 'note', code: 'plots-combined', message, hints });
    }
    for (const items of ['column', 'row'] as const) {
      const count = this.enlargedCount[items];
      if (count === 0) continue;
      report({
        severity: 'note',
        code: 'cells-enlarged',
        message: `${count} ${items}${count === 1 ? ' is' : 's are'} smaller than a pixel and drawn one pixel large, so that ${count === 1 ? 'it stays' : 'they stay'} visible`,
        hints: ['a larger page or a higher size.dpi shows them at their size'],
      });
    }
    if (this.shortenedTexts.size) {
      const count = this.shortenedTexts.size;
      report({
        severity: 'warning',
        code: 'text-cut',
        message: `${count} text${count === 1 ? ' is' : 's are'} shortened in the middle: ${listTexts(this.shortenedTexts)}`,
        hints: ['make the figure larger, or shorten the texts, for example with "strip"'],
      });
    }
    const { hidden, printed } = this.panelsWithValues;
    if (hidden) {
      const texts = ['values' as const, 'stars' as const].filter((kind) => this.hidden[kind]).join(' and ');
      report({
        severity: 'warning',
        code: 'values-hidden',
        message: printed
          ? `the ${texts} of ${hidden} of ${hidden + printed} panels are not printed, because the cells are too small`
          : `the ${texts} are not printed, because the cells are too small`,
        hints: [
          'make the cells larger with cells.width and cells.height, or use a shorter number format or text',
        ],
      });
    }
    if (this.hiddenTitles.length) {
      const count = this.hiddenTitles.length + this.shownTitleCount;
      report({
        severity: 'warning',
        code: 'labels-hidden',
        message: `showing ${this.shownTitleCount} of ${count} titles of highlights, because the others do not fit: ${listTexts(new Set(this.hiddenTitles))}`,
        hints: ['make the figure larger, or remove the titles of neighbouring highlights'],
      });
    }
    for (const diagnostic of this.partlyHidden.values()) report(diagnostic);
  }

  /** Adds one message for each subject. If several panels have the same subject, a warning has priority. */
  private addPartlyHidden(
    severity: 'info' | 'warning',
    subject: string,
    reason: string,
    ...hints: string[]
  ): void {
    const previous = this.partlyHidden.get(subject);
    if (previous && (previous.severity === 'warning' || severity === 'info')) return;
    const message = `${subject}, because ${reason}`;
    this.partlyHidden.set(subject, { severity, code: 'labels-hidden', message, hints });
  }
}

function listTexts(texts: ReadonlySet<string>): string {
  return [...texts].slice(0, MAX_LISTED).map(quote).join(', ') + (texts.size > MAX_LISTED ? ', …' : '');
}

export const PT_PER_PX = 0.75;

/** Warns if the smallest text is too small to read in print. */
export function reportSmallText(items: readonly Item[], report: Report): void {
  const { minFontSize } = LIMITS.page;
  const smallest = items.reduce(
    (min, item) => (item.kind === 'text' && item.width > 0 ? Math.min(min, item.size * PT_PER_PX) : min),
    Infinity,
  );
  if (smallest < minFontSize - 1e-9) {
    report({
      severity: 'warning',
      code: 'small-text',
      message: `the smallest text is ${smallest.toFixed(1)} pt in print, but most journals require at least ${minFontSize} pt`,
      hints: ['use a larger size.fontSize or cells.values.fontSize'],
    });
  }
}
