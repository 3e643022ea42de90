/** One page with several scenes, each with a small title. */
import { type Hex, luminance } from '../color/color.js';
import { maxOf } from '../extremes.js';
import { translateItem } from '../scene/change-item.js';
import type { Item, PathItem, Scene } from '../scene/scene.js';
import { THEMES, type Theme } from '../theme.js';
import type { Context } from './context.js';
import { checkPageSize } from './layout.js';
import { pixelGrid, snapUp } from './pixels.js';
import { lineBox, textItem, textStyle, textWidth } from './text.js';

/** A scene of a sheet and its title. */
export interface TitledScene {
  readonly title: string;
  readonly scene: Scene;
}

/** The space between the scenes, in px. */
const GAP = 16;
/** Backgrounds that are darker need light titles. */
const DARK = 0.18;

/**
 * Returns a page with the scenes in rows of `columns`, in the resolution of the first one. Titles are readable on the
 * background; on a transparent page they have the colours of `theme`. Error: `page-too-large`.
 */
export function sceneSheet(
  pictures: readonly TitledScene[],
  columns: number,
  { theme, fonts }: Pick<Context, 'theme' | 'fonts'>,
  page: Pick<Scene, 'title' | 'description' | 'background'>,
): Scene {
  const [{ scene: first }] = pictures;
  const { background } = page;
  const pixels = pixelGrid(first.pixelRatio);
  const gap = snapUp(GAP, pixels.unit);
  const context: Context = { theme: readableTheme(theme, background), fonts, pixels, direction: 'ltr' };
  const style = textStyle('panel-title', 'panelTitle', context, { weight: 'bold' });
  const { above, below } = lineBox(style, context);
  const heading = snapUp(above + below, pixels.unit);
  const width = snapUp(
    maxOf(pictures, ({ title, scene }) => Math.max(scene.width, textWidth(title, style, context))),
    pixels.unit,
  );
  const height = snapUp(
    maxOf(pictures, ({ scene }) => scene.height),
    pixels.unit,
  );
  const items: Item[] = [];
  pictures.forEach(({ title, scene }, i) => {
    const left = gap + (i % columns) * (width + gap);
    const top = gap + Math.floor(i / columns) * (heading + height + gap);
    const at = { x: left + theme.space.margin, y: top + above, anchor: 'start' } as const;
    items.push(textItem(title, style, at, context));
    if (scene.background && scene.background !== background)
      items.push(rectangle(left, top + heading, scene.width, scene.height, scene.background));
    for (const item of scene.items) items.push(translateItem(item, left, top + heading));
  });
  const rows = Math.ceil(pictures.length / columns);
  const size = { width: gap + columns * (width + gap), height: gap + rows * (heading + height + gap) };
  checkPageSize(size);
  return {
    ...page,
    ...size,
    pixelRatio: first.pixelRatio,
    dpi: first.dpi,
    text: first.text,
    items,
  };
}

function readableTheme(theme: Theme, background: Hex | null): Theme {
  if (background === null) return theme;
  return luminance(background) < DARK ? THEMES.dark : THEMES.light;
}

function rectangle(left: number, top: number, width: number, height: number, fill: Hex): PathItem {
  const [right, bottom] = [left + width, top + height];
  return {
    kind: 'path',
    role: 'frame',
    subpaths: [[left, top, right, top, right, bottom, left, bottom]],
    closed: true,
    fill,
    stroke: null,
    strokeWidth: 0,
    crisp: true,
  };
}
