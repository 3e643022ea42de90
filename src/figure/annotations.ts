/** The annotations of axes: their kinds, sides, scales and legends. */
import type { Scale } from '../color/scale.js';
import { fail, type Place, type Report } from '../diagnostics.js';
import type { Input } from '../input/load.js';
import type { Matrix } from '../matrix/matrix.js';
import type { AnnotationSpec } from '../spec/annotation.js';
import { SelectionBudget } from '../spec/find-positions.js';
import { toPx } from '../spec/to-px.js';
import { DEFAULTS, type Theme } from '../theme.js';
import type { Annotation } from './annotation.js';
import { checkKeys } from './annotation-keys.js';
import { resolvePlots } from './annotation-plots.js';
import { annotationsOfPanel, type LocatedAnnotation } from './annotation-specs.js';
import { type AnnotationScales, resolveStrips } from './annotation-strips.js';
import { resolveMarks, resolveTexts } from './annotation-texts.js';
import { type AnnotatedItems, annotatedItems } from './annotation-values.js';
import type { Axis, Guide } from './figure.js';
import type { OtherAxis } from './slice-series.js';
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
  matrices: readonly Matrix[],
  axes: readonly { readonly x: Axis; readonly y: Axis }[],
  theme: Theme,
  report: Report,
): Annotations {
  const shared: AnnotationScales = {
    scales: {},
    guides: [],
    used: { category: 0, continuous: 0 },
    theme,
    direction: input.spec.direction ?? DEFAULTS.direction,
    report,
  };
  const budget = new SelectionBudget();
  /** For each panel and axis, the annotations by their place in the list of all. */
  const panels = matrices.map(() => ({ x: new Map<number, Annotation>(), y: new Map<number, Annotation>() }));
  const located = [...groupAnnotations(input, matrices).entries()];
  // Series of slices have the colours of the other annotations.
  located.sort(([, a], [, b]) => Number(hasSliceSeries(a)) - Number(hasSliceSeries(b)));
  for (const [at, { axis, annotation, path, members }] of located) {
    checkKeys(annotation, input.placeOf(path));
    const other = axis === 'x' ? 'y' : 'x';
    const items = members.map((i) => annotatedItems(input, i, matrices[i], axis, path));
    const resolved = resolveKind(
      annotation,
      items,
      members.map((i) => axes[i][axis]),
      members.map((i) => ({ axis: axes[i][other], annotations: [...panels[i][other].values()] })),
      path.join('-'),
      shared,
      budget,
    );
    members.forEach((i, m) => {
      panels[i][axis].set(at, {
        ...resolved[m],
        title: annotation.title ?? null,
        side: resolveSide(annotation, axis, axes[i][axis], input.placeOf(path)),
        size: toPx(annotation.size ?? defaultSize(resolved[m], axis)) as number,
      });
    });
  }
  const inOrder = (annotations: ReadonlyMap<number, Annotation>) =>
    [...annotations].sort(([a], [b]) => a - b).map(([, annotation]) => annotation);
  return {
    panels: panels.map(({ x, y }) => ({ x: inOrder(x), y: inOrder(y) })),
    scales: shared.scales,
    guides: shared.guides,
  };
}

function hasSliceSeries({ annotation }: LocatedAnnotation): boolean {
  return annotation.series === 'slices';
}

/** An annotation of an axis and the panels that share it, ascending. */
interface SharedAnnotation extends LocatedAnnotation {
  readonly axis: 'x' | 'y';
  readonly members: number[];
}

/** Returns the annotations of all panels, in the order of the panels. */
function groupAnnotations(input: Input, matrices: readonly Matrix[]): readonly SharedAnnotation[] {
  const groups = new Map<string, SharedAnnotation>();
  for (const i of matrices.keys()) {
    for (const axis of ['x', 'y'] as const) {
      for (const located of annotationsOfPanel(input, i, axis, matrices[i])) {
        const key = located.path.join('-');
        const group = groups.get(key);
        if (group) group.members.push(i);
        else groups.set(key, { ...located, axis, members: [i] });
      }
    }
  }
  return [...groups.values()];
}

function defaultSize(annotation: KindOfAnnotation, axis: 'x' | 'y'): number {
  if (annotation.kind === 'text' || annotation.kind === 'mark') return DEFAULTS.annotation.textSize;
  return 'domain' in annotation ? DEFAULTS.annotation.plotSize[axis] : DEFAULTS.annotation.size;
}

/**
 * Resolves what is special to the kind of an annotation, for each of the panels that share it. `others` are the other axes
 * of the panels, and `name` is the name of its scale if it has one.
 */
function resolveKind(
  annotation: AnnotationSpec,
  panels: readonly AnnotatedItems[],
  axes: readonly Axis[],
  others: readonly OtherAxis[],
  name: string,
  shared: AnnotationScales,
  budget: SelectionBudget,
): readonly KindOfAnnotation[] {
  switch (annotation.kind) {
    case undefined:
    case 'category':
    case 'continuous':
      return resolveStrips(annotation, panels, name, shared);
    case 'text':
      return panels.map((items) => resolveTexts(annotation, items));
    case 'mark':
      return panels.map((items, i) => resolveMarks(annotation, items, axes[i], budget));
    default:
      return resolvePlots(annotation.kind, annotation, panels, others, name, shared);
  }
}

/** The members of an annotation that depend on its kind. */
type KindOfAnnotation<T = Annotation> = T extends Annotation ? Omit<T, 'title' | 'side' | 'size'> : never;

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
