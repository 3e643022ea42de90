/** What marks need of a resolution: the drawn cells, scales and guides of layers, and the values of triangles. */
import type { Scale } from '../color/scale.js';
import { fail, type Report } from '../diagnostics.js';
import type { Matrix } from '../matrix/matrix.js';
import { triangleOptions } from '../spec/marks.js';
import { reducerOf } from '../spec/reducer.js';
import { clipBounds, countClipped } from './clipping.js';
import { downsample } from './downsample.js';
import type { DrawnGrid, DrawnLayer, Guide, Resolution } from './figure.js';
import { resolveGuides } from './guides.js';
import { lintScale } from './lint.js';
import { fillsCells, type LayerColors, MATRIX_PARTS, type MarkLayer } from './marks.js';
import { withoutMasked } from './mask.js';
import { panelCells } from './panel-cells.js';
import { frameColor, resolveScale } from './scale.js';
import type { PanelStructure, Structure } from './structure.js';
import { resolveValues, type ValueSource } from './values.js';

/** The layers of a figure at one resolution. */
export interface Layers {
  /** For each panel, its layers. */
  readonly panels: readonly (readonly DrawnLayer[])[];
  readonly scales: Readonly<Record<string, Scale>>;
  readonly guides: readonly Guide[];
}

/** Resolves the layers of all panels. `panelScales` names the scale of each panel. Error: `mark-aggregated`. */
export function resolveLayers(
  structure: Structure,
  drawn: readonly DrawnGrid[],
  available: readonly Resolution[],
  panelScales: readonly { readonly scale: string }[],
  report: Report,
): Layers {
  const { input, panels, theme, marks } = structure;
  panels.forEach((panel, i) => {
    checkAggregation(structure, panel, drawn[i], i);
  });
  const layers = panels.map((panel, i) =>
    (panel.marks?.layers ?? []).map((layer): DrawnLayer => {
      const scale = layer.scale ?? panelScales[i].scale;
      const reducer = reducerOf(input.spec.cells);
      return {
        ...layer,
        scale,
        drawn: downsample(layer.matrix, layer.mask, panel.x, panel.y, available[i], reducer),
      };
    }),
  );
  const scales: Record<string, Scale> = {};
  const guides: Guide[] = [];
  for (const settings of marks?.layerColors ?? []) {
    const members = layers.flat().filter(({ scale }) => scale === settings.name);
    const { scale, guide } = resolveLayerScale(settings, members, structure, report);
    scales[settings.name] = scale;
    for (const each of guide) guides.push(each);
  }
  return { panels: layers, scales, guides };

  function resolveLayerScale(
    { name, color, colorbar, valueName }: LayerColors,
    members: readonly DrawnLayer[],
    { grid }: Structure,
    reportScale: Report,
  ): { scale: Scale; guide: Guide[] } {
    const all = members.map(({ matrix, mask }) => withoutMasked(matrix, mask));
    const shown = members.map((layer) =>
      withoutMasked({ ...layer.drawn, categories: layer.matrix.categories }, layer.drawn.mask),
    );
    const isAggregated = members.some((layer) => layer.drawn.aggregation !== null);
    const scale = resolveScale(color, shown, all, theme, reportScale);
    const counts = countClipped(scale, clipBounds(scale, color, isAggregated), all);
    lintScale(scale, color, shown, all, counts, reportScale);
    const group = { name, panels: [0], guided: [0], color, colorbar, valueName, binary: null };
    const content = { scale, frame: frameColor(scale, theme), counts, unit: members[0].matrix.unit ?? null };
    return { scale, guide: resolveGuides(group, content, true, false, grid, reportScale) };
  }
}

function checkAggregation(
  { input }: Structure,
  { marks, matrix }: PanelStructure,
  { aggregation }: DrawnGrid,
  i: number,
): void {
  if (!marks || !aggregation) return;
  const hasMarks =
    MATRIX_PARTS.some((part) => !fillsCells(marks, part)) ||
    marks.layers.some(({ shape }) => shape !== 'square');
  if (!hasMarks) return;
  const { settings, pathOf } = panelCells(input, i);
  fail(
    'mark-aggregated',
    `the page has too few pixels for a mark in each cell of ${matrix.rows} rows and ${matrix.columns} columns`,
    input.placeOf(pathOf(settings.shape === undefined && settings.size ? 'size' : 'shape')),
    'select fewer rows and columns with data.rows and data.columns, or remove cells.shape and cells.size',
  );
}

/** Returns the values that layers without a scale of their own add to the scale of the panels. */
export function sharedLayerValues(panels: readonly PanelStructure[]): Matrix[] {
  return panels.flatMap(({ marks }) =>
    (marks?.layers ?? [])
      .filter(({ scale }: MarkLayer) => scale === null)
      .map(({ matrix, mask }) => withoutMasked(matrix, mask)),
  );
}

/**
 * Returns the texts in the cells, where triangles have their own. `source` are the values of the panel, and `values` the
 * texts of these.
 */
export function valuesOfTriangles(
  structure: Structure,
  i: number,
  values: readonly string[] | null,
  source: ValueSource,
  layers: Layers,
): readonly string[] | null {
  const { input, panels } = structure;
  const { settings, pathOf } = panelCells(input, i);
  const parts = panels[i].marks?.parts;
  if (!parts) return values;
  let texts: string[] | null = null;
  for (const part of ['above', 'below'] as const) {
    const options = settings[part] === undefined ? {} : triangleOptions(settings[part]);
    const { values: printed = settings.values } = options;
    const layer = layers.panels[i].find((_, k) => panels[i].marks?.layers[k].part === part);
    if (options.values === undefined && !layer) continue;
    const matrix = layer?.matrix ?? source.matrix;
    const shown = layer?.matrix ?? source.shown;
    const scale = layer && layers.scales[layer.scale];
    const length = scale ? scale.domain[1] - scale.domain[0] : source.domainLength;
    const own = resolveValues(
      printed,
      { ...source, matrix, shown, domainLength: length, textMatrix: layer ? null : source.textMatrix },
      input.placeOf(pathOf(part)),
    );
    if (source.isAggregated) {
      if (own) return own;
      continue;
    }
    texts ??= values ? [...values] : Array.from<string>({ length: parts.length }).fill('');
    const code = MATRIX_PARTS.indexOf(part);
    for (let cell = 0; cell < parts.length; cell++) if (parts[cell] === code) texts[cell] = own?.[cell] ?? '';
  }
  return texts ?? values;
}
