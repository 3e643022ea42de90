/** Adapts a figure to a grid of characters, such as a terminal: positions are whole characters, and text is horizontal. */
import type { Input } from '../input/load.js';
import type { PanelSpec, Spec } from '../spec/spec.js';
import { TEXT_GRID } from '../theme.js';
import type { Annotation } from './annotation.js';
import type { Axis, Figure } from './figure.js';
import type { Structure } from './structure.js';

export interface TextGrid {
  /** The number of characters side by side. */
  readonly columns: number;
  /** Whether a character shows two cells, one above the other. */
  readonly hasHalves: boolean;
  /** Whether the figure is as wide as the grid. Otherwise it is as wide as its cells need, and may be wider. */
  readonly isFilled: boolean;
  /** Whether colorbars and legends are below the figure. */
  readonly hasGuidesBelow: boolean;
  /** The number of panels side by side; null: that of the spec. */
  readonly panelColumns: number | null;
}

/** Returns the input with the size of the grid instead of the one in the spec. */
export function adaptInput(input: Input, { columns, hasHalves, isFilled, panelColumns }: TextGrid): Input {
  const { character, pixelRatio } = TEXT_GRID;
  const ratio = hasHalves ? pixelRatio.halves : pixelRatio.shades;
  // The page consists of whole device pixels, which may be wider than a character.
  const width = Math.floor(columns * character.width * ratio) / ratio;
  const size = { ...(isFilled && { width }), dpi: 96 * ratio };
  const { cells, ...spec } = input.spec;
  const layout = panelColumns === null ? {} : { layout: { ...spec.layout, columns: panelColumns } };
  return {
    ...input,
    spec: { ...spec, ...layout, ...(cells && { cells: adaptCells(cells) }), size } as Spec,
    panels: input.panels.map((panel) => {
      const { cells: own, ...rest } = panel.spec;
      return { ...panel, spec: { ...rest, ...(own && { cells: adaptCells(own) }) } as PanelSpec };
    }),
  };
}

/** Leaves out the font size of values. */
function adaptCells(cells: NonNullable<Spec['cells']>): NonNullable<Spec['cells']> {
  if (typeof cells.values !== 'object' || !('fontSize' in cells.values)) return cells;
  const { fontSize, ...values } = cells.values;
  return { ...cells, values } as NonNullable<Spec['cells']>;
}

export function adaptStructure(structure: Structure): Structure {
  const { theme } = TEXT_GRID;
  const { grid } = structure;
  return { ...structure, theme, grid: { ...grid, gap: theme.space.panels } };
}

/** Returns the figure with lengths in whole characters. */
export function adaptFigure(figure: Figure, { columns, isFilled, hasGuidesBelow }: TextGrid): Figure {
  const { character, colorbarThickness, maxLabelShare } = TEXT_GRID;
  const width = columns * character.width;
  const { columns: panelColumns, shareY } = figure.grid;
  const maxLabelWidth = Math.floor((width * maxLabelShare) / (shareY ? 1 : panelColumns));
  return {
    ...figure,
    cells: {
      ...figure.cells,
      gap: 0,
      maxBodyLength: Math.max(figure.cells.maxBodyLength, isFilled ? width : 0),
    },
    guides: figure.guides.map((guide) => ({
      ...guide,
      thickness: colorbarThickness,
      side: hasGuidesBelow && guide.side !== 'top' ? 'bottom' : guide.side,
    })),
    panels: figure.panels.map((panel) => ({
      ...panel,
      x: adaptAxis(panel.x, 'x', width),
      y: adaptAxis(panel.y, 'y', maxLabelWidth),
    })),
  };
}

function adaptAxis(axis: Axis, name: 'x' | 'y', maxLabelWidth: number): Axis {
  const { tree } = axis;
  return {
    ...axis,
    labelAngle: 0,
    maxWidth: maxLabelWidth,
    breakGap: null,
    tree: tree && { ...tree, size: TEXT_GRID.dendrogram[name], axis: null },
    annotations: axis.annotations.flatMap((annotation) => adaptAnnotation(annotation, name)),
  };
}

/** Returns the annotation with a size in whole characters; nothing for one whose text would be rotated. */
function adaptAnnotation(annotation: Annotation, axis: 'x' | 'y'): Annotation[] {
  const { strip, plot, text } = TEXT_GRID.annotation;
  switch (annotation.kind) {
    case 'category':
    case 'continuous':
      return [{ ...annotation, size: strip }];
    case 'text':
    case 'mark':
      return axis === 'x' && annotation.kind === 'mark' ? [] : [{ ...annotation, size: text }];
    default:
      return [{ ...annotation, size: plot[axis] }];
  }
}
