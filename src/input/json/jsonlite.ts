import { textOf } from '../../json/locate.js';
import type { JsonDocument } from '../../json/node.js';
import { isNumberList } from './cells.js';
import type { DataFrame } from './data-frame.js';

/** The key in which the R package jsonlite writes the row names of a data frame. */
const ROW_NAMES = '_row';

/** Returns a frame of records with the row names of R as row labels, if it has them. */
export function labelByRowNames(frame: DataFrame, document: JsonDocument): DataFrame {
  const { vectors, columns, columnLabels } = frame;
  const position = columnLabels?.lastIndexOf(ROW_NAMES) ?? -1;
  if (position < 0 || columns === 1) return frame;
  const names = vectors.map((vector) => (isNumberList(vector) ? undefined : vector[position]));
  if (names.some((name) => name?.kind !== 'string')) return frame;
  return {
    ...frame,
    vectors: vectors.map((vector) =>
      isNumberList(vector)
        ? vector
        : Array.from({ length: columns }, (_, i) => vector[i]).toSpliced(position, 1),
    ),
    columns: columns - 1,
    rowLabels: names.map((name) => (name ? textOf(document, name) : '')),
    columnLabels: columnLabels?.toSpliced(position, 1) ?? null,
  };
}
