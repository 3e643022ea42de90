import type { Scale } from '../color/scale.js';
import { fail, type Report, without } from '../diagnostics.js';
import type { Input, InputPanel } from '../input/load.js';
import type { Matrix } from '../matrix/matrix.js';
import { toPx } from '../spec/length.js';
import type { Spec } from '../spec/spec.js';
import type { TextSpec } from '../spec/text.js';
import { counted, resolveX, resolveY } from './axis.js';
import { resolveColorbar } from './colorbar.js';
import type { Colorbar, Figure, Heading, Panel } from './figure.js';
import { drawnOnly, resolveHidden } from './hide.js';
import { resolveHighlights } from './highlights.js';
import { lintScale, silencedBy } from './lint.js';
import { type AxisData, linesOf } from './order.js';
import { countOutside, reportMissing } from './outside.js';
import { labelLimits, resolveCells, resolvePage } from './page.js';
import { frameFor, resolveScale } from './scale.js';
import { THEMES, type Theme, withFontSize } from './theme.js';
import { resolveValues } from './values.js';
import { asCategories, withSharedWords } from './words.js';

/** Fills in everything a spec leaves open. `zoom` multiplies the raster picture, not what is on it. */
export function resolveFigure(input: Input, zoom: number, reportAll: Report): Figure {
  const { spec } = input;
  const silenced = silencedBy(spec.lint);
  const report = without(silenced, reportAll);
  const fontSize = spec.size?.fontSize;
  const plain = THEMES[spec.theme ?? 'light'];
  const theme = fontSize === undefined ? plain : withFontSize(plain, toPx(fontSize) as number);

  const { scales, bars, matrices, hidden } = resolveColors(input, theme, report);
  const shared = scales.length === 1;
  const titles = panelTitles(input);
  const columns = Math.min(input.panels.length, spec.layout?.columns ?? input.leading[1] ?? 1);
  const page = resolvePage(spec.size, zoom);
  const widest = labelLimits(page, columns, input.panels.length);
  const together = { x: haveSameItems(matrices, 'x'), y: haveSameItems(matrices, 'y') };
  const bare = input.panels.map((panel, i): Panel => {
    const matrix = matrices[i];
    return {
      title: titles[i],
      matrix,
      hidden: hidden[i],
      highlights: [],
      values: resolveValues(
        spec.cells?.values,
        matrix,
        span(scales[shared ? 0 : i]),
        input.placeOf(['cells', 'values']),
      ),
      x: resolveX({ ...spec.x, ...panel.spec.x }, axisData(input, matrices, together.x, i, 'x'), widest.x),
      y: resolveY({ ...spec.y, ...panel.spec.y }, axisData(input, matrices, together.y, i, 'y'), widest.y),
      scale: shared ? 0 : i,
      frame: frameFor(scales[shared ? 0 : i], theme),
      colorbar: shared ? null : bars[i],
    };
  });
  const highlights = resolveHighlights(
    bare,
    input.panels.map((panel) => panel.spec.highlights ?? spec.highlights),
    (i, k) =>
      input.placeOf(input.panels[i].spec.highlights ? ['panels', i, 'highlights', k] : ['highlights', k]),
    theme.color.highlight,
  );
  const panels = bare.map((panel, i) => ({ ...panel, highlights: highlights[i] }));
  const x = axisTitles(input, 'x');
  const y = axisTitles(input, 'y');
  const title = heading(spec.title, 'center');
  return {
    title,
    subtitle: heading(spec.subtitle, 'center'),
    caption: heading(spec.caption, 'start'),
    xTitle: x.shared,
    yTitle: y.shared,
    panels: panels.map((p, i) => ({ ...p, x: { ...p.x, title: x.own[i] }, y: { ...p.y, title: y.own[i] } })),
    grid: {
      columns,
      gap: spec.layout?.gap ?? theme.space.panels,
      panelTitle: spec.layout?.panelTitle ?? 'top',
      shareX: spec.layout?.share?.x ?? false,
      shareY: spec.layout?.share?.y ?? false,
    },
    scales,
    colorbar: shared ? bars[0] : null,
    cells: resolveCells(spec.cells, panels, columns),
    page,
    theme,
    text: spec.text ?? 'font',
    silenced,
    accessible: { title: title?.text ?? 'Heatmap', description: spec.description ?? '' },
  };
}

/** One scale and one bar for all panels, or one each: where the spec says so or a panel has colours of its own. */
function resolveColors(
  input: Input,
  theme: Theme,
  report: Report,
): {
  scales: Scale[];
  bars: (Colorbar | null)[];
  matrices: readonly Matrix[];
  hidden: readonly (Uint8Array | null)[];
} {
  const { spec, panels } = input;
  const own = panels.findIndex((p) => p.spec.color !== undefined || p.spec.colorbar !== undefined);
  const share = spec.layout?.share?.color ?? own < 0;
  if (share && own >= 0) {
    fail(
      'shared-color',
      `panel ${own} has colours of its own, but layout.share.color says that all panels share one scale`,
      input.placeOf(['panels', own]),
      'leave layout.share.color out, or set it to false',
    );
  }
  const groups = share ? [panels] : panels.map((p) => [p]);
  const colors = groups.map(([first]) => ({ ...spec.color, ...first.spec.color }));
  const matrices = groups.map((group, i) => {
    const own = withSharedWords(group.map((p) => p.matrix));
    return colors[i].scale === 'category' && own[0].words === null ? asCategories(own) : own;
  });
  const hidden = matrices
    .flat()
    .map((m) => resolveHidden(spec.cells?.hide, m, input.placeOf(['cells', 'hide'])));
  const drawn = matrices.map((group, g) => group.map((m, k) => drawnOnly(m, hidden[share ? k : g])));
  const scales = colors.map((color, i) => resolveScale(color, drawn[i], theme, report));
  const bars = groups.map(([first], i) => {
    const own = first.spec.colorbar ?? spec.colorbar;
    const bar = own === false ? false : { ...(spec.colorbar || {}), ...own };
    const outside = countOutside(scales[i], drawn[i]);
    reportMissing(outside, report);
    lintScale(scales[i], colors[i], drawn[i], outside, report);
    return resolveColorbar(bar, first.names.value, i, scales[i], outside, theme, report);
  });
  return { scales, bars, matrices: matrices.flat(), hidden };
}

/** What panel `i` has on an axis. Panels with the same items are ordered by what they have together. */
function axisData(
  input: Input,
  matrices: readonly Matrix[],
  together: boolean,
  i: number,
  axis: 'x' | 'y',
): AxisData {
  const items = axis === 'x' ? 'columns' : 'rows';
  const own = matrices[i];
  return {
    items,
    count: own[items],
    labels: itemLabels(own, axis),
    lines: linesOf(together ? matrices : [own], items),
    place: placeOn(input, i, axis),
  };
}

function itemLabels(matrix: Matrix, axis: 'x' | 'y'): readonly string[] | null {
  return axis === 'x' ? matrix.columnLabels : matrix.rowLabels;
}

function haveSameItems(matrices: readonly Matrix[], axis: 'x' | 'y'): boolean {
  const items = axis === 'x' ? 'columns' : 'rows';
  const key = (m: Matrix) => JSON.stringify([m[items], itemLabels(m, axis)]);
  const first = key(matrices[0]);
  return matrices.every((m) => key(m) === first);
}

function span({ domain }: Scale): number {
  return domain[1] - domain[0];
}

function placeOn(input: Input, panel: number, axis: 'x' | 'y') {
  return (...path: string[]) => {
    const key = path[0] as keyof Spec['x'];
    const inPanel = input.panels[panel].spec[axis]?.[key] !== undefined;
    return input.placeOf(inPanel ? ['panels', panel, axis, ...path] : [axis, ...path]);
  };
}

function panelTitles({ spec, panels }: Input): (string | null)[] {
  const given = spec.layout?.titles;
  const generated = Array.isArray(given) ? given : given ? counted(given, panels.length) : [];
  return panels.map((p, i) => (p.spec.title === false ? null : (p.spec.title ?? generated[i] ?? p.title)));
}

/** A title that all panels would bear is printed once. */
function axisTitles(input: Input, axis: 'x' | 'y'): { shared: string | null; own: (string | null)[] } {
  const titles = input.panels.map((panel: InputPanel) => {
    const title = panel.spec[axis]?.title ?? input.spec[axis]?.title ?? panel.names[axis];
    return title === false || title === '' ? null : title;
  });
  const same = titles.every((title) => title === titles[0]);
  return { shared: same ? titles[0] : null, own: same ? titles.map(() => null) : titles };
}

function heading(spec: TextSpec | undefined, align: Heading['align']): Heading | null {
  const given = typeof spec === 'string' ? { text: spec } : spec;
  return given?.text ? { text: given.text, align: given.align ?? align } : null;
}
