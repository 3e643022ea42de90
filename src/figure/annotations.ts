/** The annotations of axes: their values, scales and legends. */
import type { Scale } from '../color/scale.js';
import { fail, type Place, type Report } from '../diagnostics.js';
import type { Input } from '../input/load.js';
import type { Matrix } from '../matrix/matrix.js';
import type { AnnotationSpec } from '../spec/annotation.js';
import type { ColorSpec } from '../spec/color.js';
import { toPx } from '../spec/length.js';
import { DEFAULTS, type Theme } from '../theme.js';
import { asCategories } from './categories.js';
import { clipBounds, countClipped } from './clipping.js';
import type { Annotation, Axis, Guide } from './figure.js';
import { resolveGuides } from './guides.js';
import { lintScale } from './lint.js';
import { frameColor, resolveScale } from './scale.js';
import { OPPOSITE } from './tree.js';

export interface Annotations {
  /** For each panel, those of its axes, from the inside out. */
  readonly panels: readonly { readonly x: readonly Annotation[]; readonly y: readonly Annotation[] }[];
  readonly scales: Readonly<Record<string, Scale>>;
  readonly guides: readonly Guide[];
}

/** Resolves all annotations. Panels that take one from the top level of the spec share its scale and its legend. */
export function resolveAnnotations(
  input: Input,
  axes: readonly { readonly x: Axis; readonly y: Axis }[],
  theme: Theme,
  report: Report,
): Annotations {
  const { spec } = input;
  const scales: Record<string, Scale> = {};
  const guides: Guide[] = [];
  /** The number of scales of each kind so far, because each strip has a colormap of its own. */
  const used = { category: 0, continuous: 0 };
  const panels = input.panels.map((panel, i) => {
    const ofAxis = (axis: 'x' | 'y') => {
      const own = panel.spec[axis]?.annotations;
      return (own ?? spec[axis]?.annotations ?? []).map((annotation, k): Annotation => {
        const path = [...(own ? ['panels', i] : []), axis, 'annotations', k];
        const name = path.join('-');
        const place = input.placeOf(path);
        const matrix = toMatrix(annotation, axes[i][axis].itemCount, axis, place);
        if (!scales[name]) addScale(name, annotation, matrix);
        return {
          title: annotation.title ?? null,
          scale: name,
          values: matrix.values,
          side: resolveSide(annotation, axis, axes[i][axis], place),
          size: toPx(annotation.size ?? DEFAULTS.annotation.size) as number,
        };
      });
    };
    return { x: ofAxis('x'), y: ofAxis('y') };
  });
  return { panels, scales, guides };

  function addScale(name: string, annotation: AnnotationSpec, matrix: Matrix): void {
    const { title = false as const, colorbar = {} } = annotation;
    const color = { ...defaultMap(matrix), ...annotation.color };
    const scale = resolveScale(color, [matrix], [matrix], theme, report);
    const counts = countClipped(scale, clipBounds(scale, color, false), [matrix]);
    lintScale(scale, color, [matrix], [matrix], counts, report);
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
    const content = { scale, frame: frameColor(scale, theme), counts, unit: null };
    for (const guide of resolveGuides(group, content, true, false, { columns: 1 }, report)) {
      const length = guide.length === 'auto' ? { px: DEFAULTS.annotation.colorbarLength } : guide.length;
      guides.push({ ...guide, isStacked: true, length });
    }
  }

  function defaultMap({ categories }: Matrix): ColorSpec {
    if (!categories) {
      const maps = DEFAULTS.annotation.sequentialMaps;
      return { map: maps[used.continuous++ % maps.length] };
    }
    const maps = DEFAULTS.annotation.categoricalMaps;
    if (categories.length > DEFAULTS.annotation.maxMapCategories) return {};
    return { map: maps[used.category++ % maps.length] };
  }
}

/** Returns the values as a matrix of one row. Errors: `annotation-length`, `annotation-values`. */
function toMatrix({ values, kind }: AnnotationSpec, count: number, axis: 'x' | 'y', place: Place): Matrix {
  const items = axis === 'x' ? 'columns' : 'rows';
  if (values.length !== count) {
    fail(
      'annotation-length',
      `found ${values.length} value${values.length === 1 ? '' : 's'} of an annotation for ${count} ${items}`,
      place,
      `list one value for each of the ${count} ${items}; null for a missing value`,
    );
  }
  const words = values.filter((value) => typeof value === 'string');
  if (kind === 'continuous' && words.length > 0) {
    const message = `a continuous annotation needs numbers, but has the word ${JSON.stringify(words[0])}`;
    fail('annotation-values', message, place, 'use the kind "category"');
  }
  const shape = { rows: 1, columns: count, rowLabels: null, columnLabels: null };
  if (words.length === 0) {
    const numbers = Float64Array.from(values, (value) => (value === null ? Number.NaN : (value as number)));
    const matrix = { ...shape, values: numbers, categories: null };
    return kind === 'category' ? asCategories([matrix])[0] : matrix;
  }
  const categories = [...new Set(values.filter((value) => value !== null).map(String))];
  const index = new Map(categories.map((category, i) => [category, i]));
  const indices = Float64Array.from(values, (value) => index.get(String(value)) ?? Number.NaN);
  values.forEach((value, i) => {
    if (value === null) indices[i] = Number.NaN;
  });
  return { ...shape, values: indices, categories };
}

function resolveSide(
  { side }: AnnotationSpec,
  axis: 'x' | 'y',
  { sides }: Axis,
  place: Place,
): Annotation['side'] {
  if (side === undefined) return OPPOSITE[sides[0]];
  const allowed = axis === 'x' ? (['top', 'bottom'] as const) : (['left', 'right'] as const);
  if (!allowed.some((each) => each === side)) {
    const message = `an annotation of the ${axis === 'x' ? 'columns' : 'rows'} cannot be on the side "${side}"`;
    fail('annotation-side', message, place, `use "${allowed[0]}" or "${allowed[1]}"`);
  }
  return side;
}
