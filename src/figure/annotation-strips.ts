/** Strips of colours beside a body: their values, scales and legends. */
import type { Scale } from '../color/scale.js';
import { type Report, suppressCodes } from '../diagnostics.js';
import type { Matrix } from '../matrix/matrix.js';
import type { AnnotationSpec } from '../spec/annotation.js';
import type { ColorSpec } from '../spec/color.js';
import { DEFAULTS, type Theme } from '../theme.js';
import type { AnnotationStrip } from './annotation.js';
import { type AnnotatedItems, type ItemValue, itemValues, rejectWord } from './annotation-values.js';
import { asCategories } from './categories.js';
import { clipBounds, countClipped } from './clipping.js';
import type { Direction } from './direction.js';
import type { Guide } from './figure.js';
import { resolveGuides } from './guides.js';
import { lintScale } from './lint.js';
import { frameColor, resolveScale } from './scale.js';

/** The scales and guides of annotations, which grow while annotations are resolved. */
export interface AnnotationScales {
  readonly scales: Record<string, Scale>;
  readonly guides: Guide[];
  /** The number of scales of each kind so far, because each strip has a colormap of its own. */
  readonly used: { category: number; continuous: number };
  readonly theme: Theme;
  readonly direction: Direction;
  readonly report: Report;
}

/**
 * Returns the values of a strip for each of the panels that share it, and the name of their scale. Adds the scale and its
 * guide.
 */
export function resolveStrips(
  annotation: AnnotationSpec,
  panels: readonly AnnotatedItems[],
  name: string,
  shared: AnnotationScales,
): Pick<AnnotationStrip, 'kind' | 'scale' | 'frame' | 'values'>[] {
  const matrices = toMatrices(annotation, panels);
  addScale(name, annotation, matrices, shared);
  return matrices.map(({ categories, values }) => ({
    kind: categories ? 'category' : 'continuous',
    scale: name,
    frame: frameColor(shared.scales[name], shared.theme),
    values,
  }));
}

/** Adds the scale of the values in `matrices` and its guide. */
export function addScale(
  name: string,
  annotation: AnnotationSpec,
  matrices: readonly Matrix[],
  { scales, guides, used, theme, direction, report }: AnnotationScales,
): void {
  const { title = false as const, colorbar = {} } = annotation;
  const requested = typeof annotation.color === 'object' ? annotation.color : {};
  const color: ColorSpec = { ...defaultMap(matrices[0], used), ...requested };
  const scale = resolveScale(color, matrices, matrices, theme, report);
  const counts = countClipped(scale, clipBounds(scale, color, false), matrices);
  // Missing values have an entry in the legend.
  lintScale(scale, color, matrices, matrices, counts, suppressCodes(['mostly-missing'], report));
  scales[name] = scale;
  const group = {
    name,
    panels: [0],
    guided: [0],
    color,
    colorbar: colorbar === false ? (false as const) : { title, ...colorbar },
    valueName: null,
    binary: null,
  };
  const isEmpty = matrices.every(({ values }) => values.every(Number.isNaN));
  const content = { scale, frame: frameColor(scale, theme), counts, unit: null };
  for (const guide of resolveGuides(group, content, true, false, { columns: 1, direction }, report)) {
    const length = guide.length === 'auto' ? { px: DEFAULTS.annotation.colorbarLength } : guide.length;
    // A bar without values would show a domain that means nothing.
    const kind = isEmpty && !color.domain ? ('legend' as const) : guide.kind;
    guides.push({ ...guide, kind, isStacked: true, length });
  }
}

function defaultMap({ categories }: Matrix, used: AnnotationScales['used']): ColorSpec {
  if (!categories) {
    const maps = DEFAULTS.annotation.sequentialMaps;
    return { map: maps[used.continuous++ % maps.length] };
  }
  const maps = DEFAULTS.annotation.categoricalMaps;
  if (categories.length > DEFAULTS.annotation.maxMapCategories) return {};
  return { map: maps[used.category++ % maps.length] };
}

/** Returns the values of each panel as a matrix of one row. Error: `annotation-values`. */
function toMatrices(annotation: AnnotationSpec, panels: readonly AnnotatedItems[]): readonly Matrix[] {
  const lists = panels.map((items) => itemValues(annotation, items));
  const words = lists.flatMap((values) => values.filter((value) => typeof value === 'string'));
  if (annotation.kind === 'continuous' && words.length > 0)
    rejectWord(words[0], 'continuous', panels[0].place);
  const toMatrix = (numbers: Float64Array, categories: readonly string[] | null): Matrix => ({
    rows: 1,
    columns: numbers.length,
    values: numbers,
    rowLabels: null,
    columnLabels: null,
    categories,
  });
  if (words.length === 0) {
    const matrices = lists.map((values) =>
      toMatrix(
        Float64Array.from(values, (value) => (typeof value === 'number' ? value : Number.NaN)),
        null,
      ),
    );
    return annotation.kind === 'category' ? asCategories(matrices) : matrices;
  }
  const categories = sortNumbered([
    ...new Set(lists.flatMap((values) => values.filter(isPresent).map(String))),
  ]);
  const index = new Map(categories.map((category, i) => [category, i]));
  return lists.map((values) =>
    toMatrix(
      Float64Array.from(values, (value) =>
        value === null ? Number.NaN : (index.get(String(value)) as number),
      ),
      categories,
    ),
  );
}

/** Sorts words that differ only in a number, such as "batch 2" and "batch 10", by it; returns others in their order. */
function sortNumbered(words: readonly string[]): readonly string[] {
  const parts = words.map((word) => /^(\D*)(\d{1,15})(\D*)$/.exec(word));
  const [first] = parts;
  if (!parts.every((part) => part && part[1] === first?.[1] && part[3] === first?.[3])) return words;
  const numberOf = new Map(words.map((word, i) => [word, Number(parts[i]?.[2])]));
  return [...words].sort((a, b) => (numberOf.get(a) as number) - (numberOf.get(b) as number));
}

function isPresent(value: ItemValue): boolean {
  return value !== null;
}
