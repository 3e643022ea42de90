import { kmeans } from '../cluster/kmeans.js';
import { fail, quote, type Report } from '../diagnostics.js';
import { formatCount } from '../phrases.js';
import { readNumberLists } from '../spec/number-lists.js';
import type { SliceOptions } from '../spec/split.js';
import { type ClusterData, itemVectors } from './cluster-data.js';

/**
 * Returns the group of each item from k-means of the values of all matrices that share the items.
 *
 * Errors: `not-clusterable` for words, totals and missing values; `kmeans-groups` for more groups than different items, and
 * for centers of another number or length.
 */
export function kmeansGroups(data: ClusterData, options: SliceOptions, report: Report): Int32Array {
  const { items, count, labels, matrices } = data;
  const place = data.place('split');
  const k = options.kmeans as number;
  if (matrices.some(({ categories }) => categories)) {
    fail('not-clusterable', `${items} of words have no means, so k-means cannot group them`, place);
  }
  if (matrices.some(({ rowTotals = [], columnTotals = [] }) => rowTotals.length + columnTotals.length > 0)) {
    const message = `k-means cannot group the ${items} together with totals`;
    fail('not-clusterable', message, place, 'set data.totals to "omit"');
  }
  const vectors = itemVectors(data);
  const missing = vectors.findIndex((vector) => vector.some((value) => !Number.isFinite(value)));
  if (missing >= 0) {
    const name = labels ? quote(labels[missing]) : String(missing);
    const kind = vectors[missing].some(Number.isNaN) ? 'missing' : 'infinite';
    const message = `k-means needs a finite number in every cell, but the ${items.slice(0, -1)} ${name} has ${kind} values`;
    fail('not-clusterable', message, place, 'fill missing values with a step of data.transform');
  }
  const centers = options.centers && resolveCenters(options.centers, k, vectors[0].length, data);
  const seed = options.seed ?? 0;
  const found = k > count ? null : kmeans(vectors, k, { seed, ...(centers && { centers }) });
  if (!found) {
    const message = centers
      ? `a center is closest to no ${items.slice(0, -1)}, so there are fewer than ${formatCount(k, 'group')}`
      : `${formatCount(count, items.slice(0, -1))} cannot be divided into ${k} groups, because fewer than ${k} of them are different`;
    fail('kmeans-groups', message, place, centers ? 'use other centers' : 'use fewer groups');
  }
  report({
    severity: 'note',
    code: 'clustered',
    message: `${count} ${items} are divided into ${k} groups by k-means${centers ? ' from the given centers' : ` with the seed ${seed}`}`,
    place,
    hints: [],
  });
  return found.clusters;
}

/** Returns the first centers. Error: `kmeans-groups` if there are not as many as groups, or if one has another length. */
function resolveCenters(
  given: NonNullable<SliceOptions['centers']>,
  k: number,
  length: number,
  { items, place }: ClusterData,
): readonly Float64Array[] {
  const { lists } = readNumberLists(given);
  const wrong = lists?.find((center) => center.length !== length);
  const isMissing = lists?.some((center) => center.some((value) => Number.isNaN(value)));
  if (lists && lists.length === k && !wrong && !isMissing) return lists;
  const message =
    !lists || isMissing
      ? 'the centers of k-means must be lists of numbers'
      : wrong
        ? `found a center of ${formatCount(wrong.length, 'value')} for ${items} of ${length}`
        : `found ${formatCount(lists.length, 'center')} for ${formatCount(k, 'group')}`;
  const hint = `list ${formatCount(k, 'center')} of ${formatCount(length, 'value')}`;
  fail('kmeans-groups', message, place('split', 'centers'), hint);
}
