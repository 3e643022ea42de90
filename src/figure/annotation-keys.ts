/** Which keys of an annotation have an effect on which kinds. */
import { fail, type Place } from '../diagnostics.js';
import { joinItems } from '../phrases.js';
import type { AnnotationSpec } from '../spec/annotation.js';

type Kind = NonNullable<AnnotationSpec['kind']>;

const SERIES: readonly Kind[] = ['stacked', 'line', 'point'];
const PLOTS: readonly Kind[] = ['bar', ...SERIES, 'box', 'histogram', 'density'];

/** The kinds of each key that only some kinds have. */
const KINDS: Readonly<Partial<Record<keyof AnnotationSpec, readonly Kind[]>>> = {
  scale: PLOTS,
  domain: PLOTS,
  reverse: PLOTS,
  series: SERIES,
  bins: ['histogram'],
};

/** Rejects keys that would have no effect. Error: `annotation-key`. */
export function checkKeys(annotation: AnnotationSpec, place: Place): void {
  const kind = annotation.kind ?? 'category';
  for (const [key, kinds] of Object.entries(KINDS)) {
    if (annotation[key as keyof AnnotationSpec] === undefined || kinds.includes(kind)) continue;
    const allowed = joinItems(
      kinds.map((each) => JSON.stringify(each)),
      'or',
    );
    const found =
      annotation.kind === undefined ? 'an annotation without a kind' : `an annotation of the kind "${kind}"`;
    fail(
      'annotation-key',
      `"${key}" has no effect on ${found}`,
      place,
      `remove it, or use the kind ${allowed}`,
    );
  }
  const { color } = annotation;
  if (typeof color === 'string' && !PLOTS.includes(kind)) {
    const message = 'one colour cannot show the values of a strip';
    fail(
      'annotation-key',
      message,
      place,
      `write "color": { "map": ["white", ${JSON.stringify(color)}] }, or use the kind "bar"`,
    );
  }
  if (typeof color === 'object' && PLOTS.includes(kind)) {
    const key = Object.keys(color).find((each) => each !== 'map');
    if (key === undefined) return;
    const hint = key === 'domain' ? 'use "domain" of the annotation' : 'remove it';
    fail(
      'annotation-key',
      `"color.${key}" has no effect on a plot, whose values are not colours`,
      place,
      hint,
    );
  }
}
