/** The texts that name values of the items of an axis: a statistic of the matrix, or a column of a table. */

/** The statistics of the values of an item. */
export const ITEM_STATISTICS = ['mean', 'sum', 'sd', 'min', 'max', 'count', 'missing'] as const;

export type ItemStatistic = (typeof ITEM_STATISTICS)[number];

interface AnnotatedAxis {
  readonly annotations?: readonly { readonly values?: unknown }[];
}

/** Whether an annotation of a figure or panel names its values. */
export function namesItemValues({
  x,
  y,
}: {
  readonly x?: AnnotatedAxis;
  readonly y?: AnnotatedAxis;
}): boolean {
  return [x, y].some((axis) => axis?.annotations?.some(({ values }) => typeof values === 'string'));
}

/** Returns the statistic that a text such as "mean()" names; null if it names a column. */
export function itemStatistic(text: string): ItemStatistic | null {
  return ITEM_STATISTICS.find((name) => text.trim() === `${name}()`) ?? null;
}

/** Returns a hint that lists the statistics if a text has the form of one, such as "median()". */
export function statisticHints(text: string): string[] {
  if (!/^\s*\w+\(\)\s*$/.test(text)) return [];
  return [`the statistics of the matrix are ${ITEM_STATISTICS.map((name) => `"${name}()"`).join(', ')}`];
}
