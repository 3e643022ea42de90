/** The keys that explain marks: the areas of marks, and the matrices of triangles. */
import { formatTicks, withUnit } from '../color/tick-format.js';
import { linearTicks } from '../color/ticks.js';
import { fail } from '../diagnostics.js';
import type { Input } from '../input/load.js';
import { triangleOptions } from '../spec/marks.js';
import { DEFAULTS, LIMITS } from '../theme.js';
import { mirrorSide } from './direction.js';
import type { CellMarks, SizeGuide, TriangleGuide } from './marks.js';

/** Returns the key of the sizes; none if the spec hides it, or if colours show the same values. Error: `mark-sizes`. */
export function sizeGuide(
  { spec, panels, secondMatrices, placeOf }: Input,
  marked: readonly { readonly sizes: Float64Array | null; readonly marks: Pick<CellMarks, 'shapes'> }[],
  maxSize: number,
): SizeGuide[] {
  const settings = spec.cells?.sizeKey;
  const sized = marked.findIndex(({ sizes }) => sizes !== null);
  if (sized < 0 || settings === false) return [];
  const path = panels[sized].spec.cells?.size === undefined ? 'cells.size' : `panels.${sized}.cells.size`;
  const second = secondMatrices.get(path);
  if (!second && settings === undefined) return [];
  const {
    title = second?.names.value ?? null,
    ticks,
    format = null,
    side = mirrorSide(DEFAULTS.colorbar.side, spec.direction ?? DEFAULTS.direction),
  } = settings ?? {};
  const outside = ticks?.find((tick) => tick < 0 || tick > maxSize);
  if (outside !== undefined) {
    const message = `the size key cannot show ${outside}: sizes are from 0 to ${maxSize}`;
    fail('mark-sizes', message, placeOf(['cells', 'sizeKey', 'ticks']));
  }
  const values = [...new Set(ticks ?? roundSizes(maxSize))].sort((a, b) => a - b);
  const scale = {
    kind: 'linear' as const,
    domain: [0, maxSize] as const,
    center: null,
    boundaries: null,
    extend: 'neither' as const,
  };
  const unit = format === null ? second?.slices[0].matrix.unit : undefined;
  const labels = formatTicks(scale, values, format, ticks !== undefined);
  return [
    {
      kind: 'sizes',
      isStacked: true,
      panel: null,
      side,
      title: title === false || title === '' ? null : title,
      maxSize,
      shape: marked[sized].marks.shapes.base === 'square' ? 'square' : 'circle',
      entries: values.map((value, k) => ({ value, label: withUnit(labels[k], unit) })),
    },
  ];
}

/** Returns a few round sizes above 0, the largest of them near the largest size. */
function roundSizes(maxSize: number): number[] {
  for (let count = LIMITS.sizeKey.maxEntries; count > 0; count--) {
    const sizes = linearTicks(0, maxSize, count).filter((size) => size > 0);
    if (sizes.length > 0 && sizes.length <= LIMITS.sizeKey.maxEntries) return sizes;
  }
  return [maxSize];
}

/** Returns the key that names the matrices of the triangles; none if the spec names none. */
export function triangleGuide({ spec, panels }: Input): TriangleGuide[] {
  const settings = { ...panels[0].spec.cells, ...spec.cells };
  const entries = (['above', 'below'] as const).flatMap((part) => {
    const triangle = settings[part];
    const { title } = triangle === undefined ? {} : triangleOptions(triangle);
    return title === undefined || title === '' ? [] : [{ part, label: title }];
  });
  if (entries.length === 0) return [];
  const side = mirrorSide(DEFAULTS.colorbar.side, spec.direction ?? DEFAULTS.direction);
  return [{ kind: 'triangles', isStacked: true, panel: null, side, title: null, entries }];
}
