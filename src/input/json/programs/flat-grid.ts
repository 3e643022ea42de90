import { isList } from '../../../json/node.js';
import { singleDataset } from '../../../matrix/matrix.js';
import { nodeOf, numberAt } from './entries.js';
import type { ProgramJson } from './program.js';

/** The grid of d3-contour: `width`, `height`, and `values` as one list of numbers, row by row. */
export const FLAT_GRID: ProgramJson = {
  matches: (object) => {
    const values = nodeOf(object, 'values');
    const [width, height] = [numberAt(object, 'width'), numberAt(object, 'height')];
    return isList(values) && values.kind === 'numbers' && width >= 1 && width * height === values.length;
  },
  read(grid) {
    const values = nodeOf(grid, 'values');
    const [columns, rows] = [numberAt(grid, 'width'), numberAt(grid, 'height')];
    const numbers = values?.kind === 'numbers' ? values.values : new Float64Array(0);
    return singleDataset({
      rows,
      columns,
      values: Float64Array.from(numbers),
      rowLabels: null,
      columnLabels: null,
      categories: null,
    });
  },
};
