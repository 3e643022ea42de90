import { type Report, without } from '../diagnostics.js';
import type { Input } from '../input/load.js';
import { toPx } from '../spec/length.js';
import { resolveColors } from './colors.js';
import { describe } from './describe.js';
import type { Figure } from './figure.js';
import { silencedBy } from './lint.js';
import { labelLimits, resolveCells, resolvePage } from './page.js';
import { resolvePanels } from './panels.js';
import { THEMES, withFontSize } from './theme.js';
import { axisTitles, heading } from './titles.js';

/** Fills in everything a spec leaves open. `zoom` multiplies the raster picture, not what is on it. */
export function resolveFigure(input: Input, zoom: number, reportAll: Report): Figure {
  const { spec } = input;
  const silenced = silencedBy(spec.lint);
  const report = without(silenced, reportAll);
  const fontSize = spec.size?.fontSize;
  const plain = THEMES[spec.theme ?? 'light'];
  const theme = fontSize === undefined ? plain : withFontSize(plain, toPx(fontSize) as number);

  const columns = Math.min(input.panels.length, spec.layout?.columns ?? input.leading[1] ?? 1);
  const page = resolvePage(spec.size, zoom);
  const colors = resolveColors(input, theme, report);
  const panels = resolvePanels(input, colors, labelLimits(page, columns, input.panels.length), theme);
  const title = heading(spec.title, 'center');
  const described = {
    xTitle: axisTitles(input, 'x').shared,
    yTitle: axisTitles(input, 'y').shared,
    panels,
    scales: colors.scales,
    colorbar: colors.scales.length === 1 ? colors.bars[0] : null,
  };
  return {
    ...described,
    title,
    subtitle: heading(spec.subtitle, 'center'),
    caption: heading(spec.caption, 'start'),
    grid: {
      columns,
      gap: spec.layout?.gap ?? theme.space.panels,
      panelTitle: spec.layout?.panelTitle ?? 'top',
      shareX: spec.layout?.share?.x ?? false,
      shareY: spec.layout?.share?.y ?? false,
    },
    cells: resolveCells(spec.cells, panels, columns),
    page,
    theme,
    text: spec.text ?? 'font',
    silenced,
    accessible: { title: title?.text ?? 'Heatmap', description: spec.description ?? describe(described) },
  };
}
