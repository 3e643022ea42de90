/** A number of rows and columns: of a grid, or of the values in one block. */
export interface GridSize {
  readonly rows: number;
  readonly columns: number;
}

/** The axis that a step halves, and the sizes before it. */
interface Halving {
  readonly axis: keyof GridSize;
  /** The number of blocks in a row of the grid. */
  readonly width: number;
  /** The rows and columns of the source in one block. */
  readonly factor: GridSize;
}

/**
 * The steps that reduce a matrix with `columns` columns to at most `maxCells` blocks. Each step halves the axis with more
 * blocks. The number of rows only decides how many steps are needed, so a part of the rows is reduced by the same steps as
 * the whole matrix.
 */
export class Halvings {
  private readonly steps: Halving[] = [];

  constructor(
    readonly columns: number,
    readonly maxCells: number,
  ) {}

  /** Returns step `index`, counted from 0. */
  at(index: number): Halving {
    const { steps } = this;
    while (steps.length <= index) {
      const last = steps.at(-1);
      const width = !last ? this.columns : last.axis === 'columns' ? Math.ceil(last.width / 2) : last.width;
      const factor = last
        ? { ...last.factor, [last.axis]: 2 * last.factor[last.axis] }
        : { rows: 1, columns: 1 };
      const isWide = width > 1 && width >= Math.floor(this.maxCells / width);
      steps.push({ axis: isWide ? 'columns' : 'rows', width, factor });
    }
    return steps[index];
  }

  /** Returns how many rows of the source fit into the budget after `count` steps. */
  capacity(count: number): number {
    const { width, factor } = this.at(count);
    return Math.floor(this.maxCells / width) * factor.rows;
  }

  /** Returns the smallest number of steps with which a matrix of `rows` rows fits into the budget. */
  countFor(rows: number): number {
    let count = 0;
    while (this.capacity(count) < rows) count++;
    return count;
  }
}
