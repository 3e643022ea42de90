import type { Explanations } from '../explanation.js';

/** Numeric axes: positions of rows and columns. */
export const POSITIONS: Explanations = {
  'position-not-number': {
    title: 'Position is not a number',
    meaning:
      'On a numeric axis, every label or position must be a number, an interval such as "[0, 5)" or "0–5", or a date. All of them must be of the same kind.',
    example: '"x": { "positions": [1, 2, 5, 10] }',
    fix: 'Remove "positions" for cells of equal size, correct the label, or list the positions in the spec.',
  },
  'position-not-date': {
    title: 'Position is not a date',
    meaning:
      'On a time axis, every label or position must be a date or a time, and all must be written in one format. In dates such as 03/04/2024, at least one must show whether the day or the month comes first.',
    example: '"x": { "positions": ["2024-03-15 06:00", "2024-03-15 07:00"], "scale": "time" }',
    fix: 'Write the dates as 2024-03-15 or 2024-03-15 06:00.',
  },
  'position-not-positive': {
    title: 'Position is not positive',
    meaning: 'A log scale has no place for 0 and for negative positions.',
    example: '"y": { "positions": [20, 200, 2000], "scale": "log" }',
    fix: 'Use "scale": "linear", or leave out these items, for example with data.rows or data.columns.',
  },
  'position-repeated': {
    title: 'Repeated position',
    meaning: 'Two rows or two columns have the same position, so their cells would cover each other.',
    fix: 'Give each item a position of its own, combine these items, or use cells of equal size.',
  },
  'positions-not-sorted': {
    title: 'Positions are not sorted',
    meaning:
      'The positions of a numeric axis must increase or decrease from item to item. Unsorted positions are often a mistake, such as a wrong column of labels.',
    fix: 'Sort the rows or columns of the data by position.',
  },
  'positions-overlap': {
    title: 'Intervals overlap',
    meaning: 'The intervals in two neighbouring labels overlap, so their cells would cover each other.',
    example: '"x": { "labels": ["0–5", "5–10", "10–20"], "positions": "labels" }',
    fix: 'Use intervals that do not overlap, or cells of equal size.',
  },
  'position-count': {
    title: 'Wrong number of positions',
    meaning:
      'A list of positions must have one number for each row or column. Or it must have all edges of the rows or columns, which is one number more.',
    example: '"x": { "positions": [0, 1, 3, 7] }',
    fix: 'Correct the list.',
  },
  'position-range': {
    title: 'Positions too close or too far apart',
    meaning: 'The difference between the first and the last position is 0 or larger than numbers can be.',
    fix: 'Use a different unit for the positions.',
  },
  'position-scale': {
    title: 'Scale does not match the positions',
    meaning:
      'An axis of the data with times has a time scale, and one with numbers has a linear or log scale. An axis with cells of equal size has no scale.',
    fix: 'Remove "scale" from the axis.',
  },
  'numeric-order': {
    title: 'Numeric axis cannot be sorted',
    meaning:
      'On a numeric axis, the position of each item decides where it is drawn. Sorting or grouping the items would contradict the ticks.',
    fix: 'Remove "order" or the group names of "split". "order": "reverse" and gaps at items are possible. Or set "positions" to false.',
  },
  'cells-enlarged': {
    title: 'Cells smaller than a pixel',
    meaning:
      'On a numeric axis, some cells are smaller than a pixel of the output and have empty space beside them. They are drawn one pixel large. Neighbouring cells that are smaller than a pixel are combined instead.',
    fix: 'Make the figure larger or raise size.dpi, if the size of these cells matters.',
  },
  'time-gaps': {
    title: 'Gaps in time',
    meaning:
      'Some steps between neighbouring times are much longer than the usual step, so the axis stays empty there. Wider cells would show values for times without data. There is a usual step if most steps are about equally long.',
    fix: 'No action is needed if data is missing there. Set "positions" to false for cells of equal size without gaps.',
  },
};
