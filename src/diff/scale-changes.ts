/** Describes how the colour scales changed. */
import { formatCount } from '../phrases.js';
import { alignByName } from './align.js';
import { describeByPanel, type PanelPair } from './panel-pairs.js';
import type { FigureSummary, ScaleSummary } from './summary.js';
import { formatList, formatName, formatValueChange } from './wording.js';

interface ChangeContext {
  /** Whether a key that sets colours changed. Then only the limits of the scale are described. */
  readonly hasColorKeys: boolean;
  /** Whether the data changed. Then the data is named as the reason. */
  readonly hasData: boolean;
}

export function describeScaleChanges(
  before: FigureSummary,
  after: FigureSummary,
  pairs: readonly PanelPair[],
  context: ChangeContext,
): string[] {
  const wasShared = before.scales.length === 1;
  const isShared = after.scales.length === 1;
  if (wasShared && isShared) return describeScale(before.scales[0], after.scales[0], context);
  if (wasShared !== isShared && before.panels.length > 1 && after.panels.length > 1) {
    return [
      isShared
        ? 'one colour scale for all panels instead of several'
        : 'several colour scales instead of one for all panels',
    ];
  }
  return describeByPanel(pairs, after, ({ scales: [a, b] }) => describeScale(a, b, context));
}

function describeScale(a: ScaleSummary, b: ScaleSummary, { hasColorKeys, hasData }: ChangeContext): string[] {
  const sentences: string[] = [];
  const reason = hasData && !hasColorKeys ? ' because the data changed' : '';
  if (a.categories && b.categories) {
    if (!isEqual(a.categories, b.categories))
      for (const sentence of describeCategories(a.categories, b.categories)) sentences.push(sentence);
  } else if (!isEqual(a.domain, b.domain)) {
    sentences.push(`${describeLimits(a.domain, b.domain)}${reason}`);
  }
  if (hasColorKeys) return sentences;
  if (a.center !== b.center) {
    const [was, is] = [a.center ?? 'not set', b.center ?? 'not set'];
    sentences.push(`the centre of the colour scale is ${is} instead of ${was}${reason}`);
  }
  if (a.kind !== b.kind) sentences.push(`the colour scale is ${b.kind} instead of ${a.kind}${reason}`);
  else if (sentences.length === 0) for (const text of describeSteps(a, b)) sentences.push(`${text}${reason}`);
  if (a.colormap !== b.colormap) {
    const [was, is] = [formatName(a.colormap), formatName(b.colormap)];
    sentences.push(`the colormap is ${is} instead of ${was}${reason}`);
  } else if (a.categories?.length === b.categories?.length && !isEqual(specialColors(a), specialColors(b))) {
    sentences.push(`the colours of ${formatName(b.colormap)} changed`);
  }
  return sentences;
}

function describeLimits(before: ScaleSummary['domain'], after: ScaleSummary['domain']): string {
  const [lower, upper] = [0, 1].map((end) => formatValueChange(before[end], after[end]));
  if (before[0] === after[0]) return `the upper limit of the colour scale changed ${upper}`;
  if (before[1] === after[1]) return `the lower limit of the colour scale changed ${lower}`;
  return `the limits of the colour scale changed: lower ${lower}, upper ${upper}`;
}

function describeSteps(a: ScaleSummary, b: ScaleSummary): string[] {
  if (!isEqual(a.boundaries, b.boundaries)) return ['the steps of the colour scale changed'];
  if (a.parameter === b.parameter) return [];
  const name = b.kind === 'symlog' ? 'linear threshold' : 'exponent';
  return [`the ${name} of the colour scale changed ${formatValueChange(a.parameter, b.parameter)}`];
}

function describeCategories(before: readonly string[], after: readonly string[]): string[] {
  const { added, removed } = alignByName(before, after);
  if (!added.length && !removed.length)
    return ['the categories have different colours because their order changed'];
  const describe = (categories: readonly string[], positions: readonly number[], verb: string) => {
    if (positions.length === 0) return [];
    const names = positions.map((i) => formatName(categories[i]));
    const count = formatCount(names.length, 'category', 'categories');
    return [`${count} ${verb}: ${formatList(names, names.length)}`];
  };
  return [...describe(after, added, 'added'), ...describe(before, removed, 'removed')];
}

function specialColors({ endColors, under, over, missing }: ScaleSummary): readonly string[] {
  return [...endColors, under, over, missing];
}

function isEqual(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
