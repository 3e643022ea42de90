/** Which annotations the axes of the panels have: those of the spec, otherwise what the data says beside its numbers. */
import { columnName } from '../input/item-columns.js';
import type { Input } from '../input/load.js';
import type { Matrix } from '../matrix/matrix.js';
import type { AnnotationSpec } from '../spec/annotation.js';
import type { Path } from '../spec/parse.js';

/** An annotation, and where it is in the spec. */
export interface LocatedAnnotation {
  readonly annotation: AnnotationSpec;
  /** Where it would be, if it is not in the spec. Panels with the same path share the annotation. */
  readonly path: Path;
}

/** Returns the annotations of an axis of a panel. They have a title if their values have a name. */
export function annotationsOfPanel(
  input: Input,
  panel: number,
  axis: 'x' | 'y',
  { rowAttributes, columnAttributes }: Matrix,
): readonly LocatedAnnotation[] {
  const own = input.panels[panel].spec[axis]?.annotations;
  const annotations = own ?? input.spec[axis]?.annotations;
  if (!annotations) {
    const attributes = (axis === 'x' ? columnAttributes : rowAttributes) ?? [];
    return attributes.map(({ name }) => ({
      annotation: { title: name, values: name },
      path: [axis, 'annotations', name],
    }));
  }
  const base = own ? ['panels', panel] : [];
  return annotations.map((annotation, k) => ({
    annotation: withTitle(annotation),
    path: [...base, axis, 'annotations', k],
  }));
}

function withTitle(annotation: AnnotationSpec): AnnotationSpec {
  const { values, title, kind } = annotation;
  return typeof values !== 'string' || title !== undefined || kind === 'mark'
    ? annotation
    : { ...annotation, title: columnName(values).replace(/\(\)$/, '') };
}
