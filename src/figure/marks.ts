/** The types of the marks in cells: their shapes and sizes, and matrices in triangles. */
import type { Input } from '../input/load.js';
import type { Matrix } from '../matrix/matrix.js';
import type { PanelCellsSpec } from '../spec/cells.js';
import type { ColorSpec } from '../spec/color.js';
import type { ColorbarSpec } from '../spec/colorbar.js';

/**
 * The shape of a mark. A square of full size is an ordinary cell; "upper-half" covers the half of a cell above its diagonal;
 * "none" draws nothing.
 */
export type MarkShape = 'square' | 'circle' | 'ellipse' | 'upper-half' | 'none';

/** The part of a matrix that a cell is in, as seen on the page. */
export type MatrixPart = 'base' | 'above' | 'below';

/** The marks in the cells of a panel. `L` is a matrix with a colour scale of its own. */
export interface CellMarks<L = MarkLayer> {
  /** The shape in each part; `parts` says which cells are in it. */
  readonly shapes: Readonly<Record<MatrixPart, MarkShape>>;
  /** The part of each cell, an index into `MATRIX_PARTS`, row-major in the order of the data; null: all are in the base. */
  readonly parts: Uint8Array | null;
  /** The area of each mark as a share of the largest one, row-major in the order of the data; null: all are the largest. */
  readonly areas: Float64Array | null;
  readonly layers: readonly L[];
}

export const MATRIX_PARTS: readonly MatrixPart[] = ['base', 'above', 'below'];

/** Another matrix in some cells of a panel, which is drawn after its own matrix. */
export interface MarkLayer {
  /** The part that it covers. */
  readonly part: MatrixPart;
  readonly matrix: Matrix;
  /** 1 for each cell that the layer does not draw; null: it draws all cells. */
  readonly mask: Uint8Array | null;
  readonly shape: MarkShape;
  /** The name of the scale that colours it; null: the scale of the panel. */
  readonly scale: string | null;
}

/** The colours of layers in the spec. */
export interface LayerColors {
  /** The name of their scale. */
  readonly name: string;
  readonly color: ColorSpec;
  readonly colorbar: ColorbarSpec;
  /** The data's name for its values, or null. */
  readonly valueName: string | null;
}

/** Whether a spec asks for marks, or for other matrices in triangles. */
export function usesMarks({ spec, panels }: Pick<Input, 'spec' | 'panels'>): boolean {
  return [spec.cells, ...panels.map((panel) => panel.spec.cells)].some(
    (cells) => hasMarks(cells) || cells?.above !== undefined || cells?.below !== undefined,
  );
}

/** Whether `cells` asks for marks that do not fill the cells. */
export function hasMarks(cells: PanelCellsSpec | undefined): boolean {
  return (cells?.shape ?? 'square') !== 'square' || (cells?.size ?? false) !== false;
}

/** Drawn cells of which some are hidden. */
interface MaskedCells {
  readonly drawn: { readonly mask: Uint8Array | null };
}

/** Whether a drawn cell is shown, by the panel or by one of its layers. */
export function showsCell(
  { drawn, marks }: MaskedCells & { readonly marks: CellMarks<MaskedCells> | null },
  cell: number,
): boolean {
  return !drawn.mask?.[cell] || marks?.layers.some((layer) => !layer.drawn.mask?.[cell]) === true;
}

/** Whether the marks in a part are cells that are filled completely. */
export function fillsCells(
  { shapes, areas }: Pick<CellMarks, 'shapes' | 'areas'>,
  part: MatrixPart,
): boolean {
  return shapes[part] === 'square' && areas === null;
}

/** Explains marks in cells. */
export type MarkGuide = SizeGuide | TriangleGuide;

/** Explains the areas of marks. */
export interface SizeGuide {
  readonly kind: 'sizes';
  readonly isStacked: true;
  readonly panel: null;
  readonly side: 'right' | 'left' | 'top' | 'bottom';
  readonly title: string | null;
  /** The value of the largest mark. */
  readonly maxSize: number;
  readonly shape: 'circle' | 'square';
  /** The values that are shown, ascending, with their texts. */
  readonly entries: readonly { readonly value: number; readonly label: string }[];
}

/** Names the matrices on the two sides of the diagonal. */
export interface TriangleGuide {
  readonly kind: 'triangles';
  readonly isStacked: true;
  readonly panel: null;
  readonly side: 'left' | 'right';
  readonly title: null;
  readonly entries: readonly { readonly part: 'above' | 'below'; readonly label: string }[];
}
