import type { Hex } from '../color/color.js';
import type { Report } from '../diagnostics.js';
import type { ColorbarSpec } from '../spec/colorbar.js';
import { DEFAULTS, type Theme } from '../theme.js';
import type { Outside } from './clipping.js';
import type { Colorbar } from './figure.js';

/** The bar of the scale with that index, framed as its cells are; `name` is what the data calls its values. */
export function resolveColorbar(
  spec: ColorbarSpec,
  {
    index,
    frame,
    name,
  }: { readonly index: number; readonly frame: Hex | null; readonly name: string | null },
  outside: Outside,
  theme: Theme,
  report: Report,
): Colorbar | null {
  if (spec === false) return null;
  const title = spec.title ?? name;
  if (title === null) {
    report({
      severity: 'warning',
      code: 'untitled-colorbar',
      message: 'the colorbar has no title, so nobody can tell what the colours mean',
      hints: ['say what the values are with colorbar.title, or "title": false if the caption does'],
    });
  }
  return {
    scale: index,
    title: title === false || title === '' ? null : title,
    ticks: spec.ticks ?? 'auto',
    format: spec.format ?? null,
    side: spec.side ?? 'right',
    length: lengthOf(spec.length ?? '100%'),
    thickness: spec.thickness ?? theme.colorbar.thickness,
    frame,
    under: outside.under,
    over: outside.over,
    missing: outside.missing + outside.unshowable,
    missingLabel: DEFAULTS.missingLabel,
  };
}

function lengthOf(length: string | number): Colorbar['length'] {
  return typeof length === 'number' ? { px: length } : { share: Number.parseFloat(length) / 100 };
}
