/** Makes the data of a page from a scene and its data. */
import { maxOf, minOf } from '../../extremes.js';
import { type Box, textCorners } from '../../scene/box.js';
import type { AxisData, SceneData } from '../../scene/data.js';
import type { CellsItem, Item, Scene, TextItem } from '../../scene/scene.js';
import { packIndices, packNumbers } from './pack.js';
import type { BarTarget, PageData, Target } from './page-data.js';

/** The colour of a page whose figure has no background. */
const PAPER = '#ffffff';
const MAX_FILE_NAME = 60;

/** Returns the data, without its numbers. Appends them to `texts`. */
export function createPageData(scene: Scene, data: SceneData, texts: string[]): PageData {
  const { width, height, background, title } = scene;
  return {
    width,
    height,
    background: background ?? PAPER,
    fileName: fileNameOf(title),
    panels: data.panels.map((panel) => ({
      ...panel,
      columns: roundAxis(panel.columns),
      rows: roundAxis(panel.rows),
      layers: panel.layers.map(({ title, scale, values, indices }) => ({
        title,
        scale,
        values: packNumbers(values, texts),
        indices: packIndices(indices, texts),
      })),
    })),
    scales: data.scales,
    targets: findTargets(scene.items, data.scales),
  };
}

function roundAxis(axis: AxisData): AxisData {
  return { ...axis, start: axis.start.map(round), end: axis.end.map(round) };
}

function round(value: number): number {
  return Math.round(value * 1e4) / 1e4 || 0;
}

/** Returns the title with a hyphen for all other characters than letters and digits. */
function fileNameOf(title: string): string {
  const words = title.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.join('-').slice(0, MAX_FILE_NAME) || 'figure';
}

function findTargets(items: readonly Item[], scales: SceneData['scales']): Target[] {
  /** The number of legend entries so far, by scale. */
  const entries = new Map<string, number>();
  return items.flatMap((item, i): Target | readonly Target[] => {
    const { source } = item;
    if (source?.kind === 'label' && item.kind === 'text') {
      return { ...source, corners: textCorners(item).flat().map(round) };
    }
    if (item.kind !== 'cells' || !source) return [];
    if (source.kind === 'annotation') {
      return { kind: 'strip', panel: source.panel, axis: source.axis, box: boxOf(item) };
    }
    if (source.kind !== 'guide' || !scales[source.scale]) return [];
    const { scale } = source;
    const { categories, palette } = scales[scale];
    const isMissing = item.role === 'missing';
    if (!categories && !isMissing) return barTarget(item, scale);
    const number = entries.get(scale) ?? 0;
    if (!isMissing) entries.set(scale, number + 1);
    // A scale may have several legends, each with all categories.
    const index = isMissing ? palette.length - 1 : number % (categories?.length ?? 1);
    const text = items.slice(i + 1).find((next): next is TextItem => next.kind === 'text');
    return { kind: 'entry', scale, box: boxAround(boxOf(item), text), index };
  });
}

function barTarget(item: CellsItem, scale: string): BarTarget {
  const isVertical = item.top.length > 1;
  const ends = isVertical ? item.bottom : item.right;
  return {
    kind: 'bar',
    scale,
    box: boxOf(item),
    isVertical,
    ends: ends.map(round),
    indices: [...item.indices],
  };
}

function boxOf({ left, right, top, bottom }: CellsItem): Box {
  return {
    left: round(left[0]),
    right: round(right[right.length - 1]),
    top: round(top[0]),
    bottom: round(bottom[bottom.length - 1]),
  };
}

/** Returns a box that includes the label of an entry. */
function boxAround(box: Box, label: TextItem | undefined): Box {
  if (!label) return box;
  const corners = textCorners(label);
  return {
    left: round(minOf(corners, ([x]) => x, box.left)),
    right: round(maxOf(corners, ([x]) => x, box.right)),
    top: round(minOf(corners, ([, y]) => y, box.top)),
    bottom: round(maxOf(corners, ([, y]) => y, box.bottom)),
  };
}
