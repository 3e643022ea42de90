import { fail, type Place, type Report, suppressRepeats } from '../diagnostics.js';
import type { CellBudget } from '../matrix/limits.js';
import type { Dataset, Matrix, Slice } from '../matrix/matrix.js';
import { parseSteps, type StepsSpec } from '../spec/parse-steps.js';
import type { ElementwiseStep, GroupStep, JoinStep, Step, StepText } from '../spec/steps.js';
import { correlate } from './correlate.js';
import { valueFunction } from './elementwise.js';
import { expressionOf, stemOf } from './expression.js';
import { applyGroupStep } from './groups.js';
import { joinMatrices, matchSlice, type SecondData } from './join.js';
import { type DivideIntoGroups, reduceToMeans } from './kmeans-rows.js';
import { addLoss, type Losses, reportLosses } from './losses.js';

/** The smallest and the largest correlation of all methods. */
const CORRELATION_RANGE = [-1, 1] as const;

/** What the steps need to know about their data. */
export interface TransformationContext {
  /** The name of the source of the data. */
  readonly source: string;
  /** The place of `transform`. */
  readonly place: Place;
  /** The cells that the figure may keep in memory. */
  readonly budget: CellBudget;
  readonly report: Report;
  readonly readSecond: (step: JoinStep & StepText) => SecondData;
  readonly divide: DivideIntoGroups;
}

/**
 * The steps of `data.transform` for one source. Steps for each value can be applied while a large matrix is reduced,
 * before the reduction.
 */
export class Transformation {
  private readonly losses: readonly Losses[];

  constructor(private readonly steps: readonly Step[]) {
    this.losses = steps.map(() => ({ missing: 0, infinite: 0 }));
  }

  /** A function that applies all steps to values in place; null without steps or if a step needs all values. */
  get mapValues(): ((values: Float64Array) => void) | null {
    const isElementwise = this.steps.every(({ kind }) => kind === 'elementwise');
    if (this.steps.length === 0 || !isElementwise) return null;
    return (values) => {
      this.steps.forEach((step, i) => {
        mapInPlace(values, step as ElementwiseStep, this.losses[i]);
      });
    };
  }

  /**
   * Applies the steps, except to a reduced matrix: they were applied before its reduction. The name of the values becomes
   * an expression.
   *
   * Errors: `transform-words`, and those of the steps. Note: `transformed`. Warnings: `undefined-values`, and those of the
   * steps.
   */
  apply(dataset: Dataset, context: TransformationContext): Dataset {
    const { steps, losses } = this;
    if (steps.length === 0) return dataset;
    const quietContext = { ...context, report: suppressRepeats(context.report) };
    const slices = steps.reduce(
      (current, step, i) => applyStep(current, step, losses[i], quietContext),
      dataset.slices,
    );
    const isJoined = steps.some(({ kind }) => kind === 'join');
    const name = dataset.names.value?.trim() || (isJoined ? stemOf(context.source) : null);
    steps.forEach((step, i) => {
      reportStep(steps, i, name, context);
      reportLosses(step, losses[i], context.place, context.report);
    });
    const value = expressionOf(steps, name);
    // Transformed values have other units.
    const unitless = slices.map((slice) => ({ ...slice, matrix: { ...slice.matrix, unit: undefined } }));
    return {
      ...dataset,
      slices: unitless,
      names: axisNames({ ...dataset.names, value }, steps),
      transformed: value,
    };
  }
}

/** Returns the transformation that `data.transform` describes. */
export function createTransformation(value: StepsSpec): Transformation {
  return new Transformation(parseSteps(value));
}

/** Applies one step to all slices. */
function applyStep(
  slices: readonly Slice[],
  step: Step,
  losses: Losses,
  context: TransformationContext,
): readonly Slice[] {
  const { place, source } = context;
  const transformMatrix = matrixFunction(slices, step, losses, context);
  return slices.map(({ title, matrix }, i) => {
    if (matrix.reduction) return { title, matrix };
    if (matrix.categories) failWords(step, source, place);
    const valueRange = valueRangeAfter(step, matrix.valueRange);
    return { title, matrix: { ...transformMatrix(matrix, i), isBoolean: false, valueRange } };
  });
}

/** Returns the range that values can have after a step; undefined if it is unknown. */
function valueRangeAfter(step: Step, before: Matrix['valueRange']): Matrix['valueRange'] {
  if (step.kind === 'correlate') return CORRELATION_RANGE;
  if (!before) return undefined;
  if (step.name === 'negate') return [-before[1], -before[0]];
  return step.name === 'fill' && before[0] <= step.value && step.value <= before[1] ? before : undefined;
}

/** Returns the function of a step for the matrix of slice `i`. */
function matrixFunction(
  slices: readonly Slice[],
  step: Step,
  losses: Losses,
  { source, place, budget, report, readSecond, divide }: TransformationContext,
): (matrix: Matrix, i: number) => Matrix {
  switch (step.kind) {
    case 'elementwise':
      return (matrix) => {
        const values = matrix.values.slice();
        mapInPlace(values, step, losses);
        return { ...matrix, values };
      };
    case 'group':
      return (matrix) => {
        const transformed = applyGroupStep(matrix, step);
        lintScores(step, matrix, place, report);
        matrix.values.forEach((before, k) => {
          addLoss(losses, before, transformed.values[k]);
        });
        return transformed;
      };
    case 'correlate':
      return (matrix) => correlate(matrix, step, slices.length, budget, place);
    case 'kmeans':
      return (matrix) => reduceToMeans(matrix, step, divide, place);
    case 'join': {
      const second = readSecond(step);
      return (matrix, i) => {
        const other = matchSlice(slices, i, second, place);
        if (other.categories) failWords(step, second.source, place);
        const named = { matrix: other, name: second.source };
        return joinMatrices(step, { matrix, name: source }, named, losses, place, report);
      };
    }
  }
}

/** Warning: `zscore-of-two`. The z-scores of two values depend only on which one is larger. */
function lintScores(step: GroupStep & StepText, matrix: Matrix, place: Place, report: Report): void {
  const { name, by, text } = step;
  if (name !== 'zscore' || (by !== 'row' && by !== 'column')) return;
  const [length, items] = by === 'row' ? [matrix.columns, 'columns'] : [matrix.rows, 'rows'];
  if (length !== 2 || step.ddof >= length) return;
  const score = Math.sqrt((length - step.ddof) / length);
  report({
    severity: 'warning',
    code: 'zscore-of-two',
    message: `the step "${text}" compares only two ${items}, so every z-score is −${formatScore(score)} or ${formatScore(score)}, whatever the values are`,
    place,
    hints: ['use "center", or the difference of the two, which keep how much they differ'],
  });
}

function formatScore(score: number): string {
  return String(Math.round(score * 100) / 100);
}

function mapInPlace(values: Float64Array, step: ElementwiseStep, losses: Losses): void {
  const map = valueFunction(step);
  for (let i = 0; i < values.length; i++) {
    const before = values[i];
    const after = map(before);
    values[i] = after;
    // True for NaN and infinities only.
    if (after - after !== 0) addLoss(losses, before, after);
  }
}

/** A correlation has the same items on both axes. */
function axisNames(names: Dataset['names'], steps: readonly Step[]): Dataset['names'] {
  // After the first correlation both axes have the same name.
  const correlation = steps.find((step) => step.kind === 'correlate');
  if (!correlation) return names;
  const items = correlation.items === 'rows' ? names.y : names.x;
  return { ...names, x: items, y: items };
}

function failWords(step: Step, name: string, place: Place): never {
  fail('transform-words', `the step "${step.text}" needs numbers, but the cells of ${name} are words`, place);
}

function reportStep(
  steps: readonly Step[],
  i: number,
  name: string | null,
  { place, report }: TransformationContext,
): void {
  report({
    severity: 'note',
    code: 'transformed',
    message: `step ${i + 1} of ${steps.length}, "${steps[i].text}": the values are ${expressionOf(steps.slice(0, i + 1), name)}`,
    place,
  });
}
