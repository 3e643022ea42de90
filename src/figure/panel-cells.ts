/** The cells of each panel: the keys of `cells`, which a panel overrides one by one. */
import type { Input } from '../input/load.js';
import type { CellsSpec, PanelCellsSpec } from '../spec/cells.js';

export interface PanelCells {
  readonly settings: CellsSpec;
  /** Returns the path of a key in the spec: that of the panel if it sets the key, otherwise that of the figure. */
  readonly pathOf: (key: keyof PanelCellsSpec) => readonly (string | number)[];
}

/** Returns the settings of the cells of a panel. */
export function panelCells({ spec, panels }: Pick<Input, 'spec' | 'panels'>, panel: number): PanelCells {
  const own = panels[panel].spec.cells;
  return {
    settings: { ...spec.cells, ...own },
    pathOf: (key) => (own?.[key] === undefined ? ['cells', key] : ['panels', panel, 'cells', key]),
  };
}

/** Whether a spec asks for stars. */
export function usesStars({ spec, panels }: Pick<Input, 'spec' | 'panels'>): boolean {
  return [spec.cells, ...panels.map((panel) => panel.spec.cells)].some((cells) => cells?.stars);
}
