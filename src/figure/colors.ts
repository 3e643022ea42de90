import type { Scale } from '../color/scale.js';
import { fail, type Report } from '../diagnostics.js';
import type { Input } from '../input/load.js';
import type { Matrix } from '../matrix/matrix.js';
import { resolveColorbar } from './colorbar.js';
import type { Colorbar } from './figure.js';
import { drawnOnly, resolveHidden } from './hide.js';
import { lintScale } from './lint.js';
import { countOutside, reportMissing } from './outside.js';
import { resolveScale } from './scale.js';
import type { Theme } from './theme.js';
import { asCategories, withSharedWords } from './words.js';

/** The colours of a figure; scales and bars are one for all panels, or one for each. */
export interface Colors {
  readonly scales: readonly Scale[];
  readonly bars: readonly (Colorbar | null)[];
  /** Each panel's matrix as its scale knows it: words and categories as indices into the scale's. */
  readonly matrices: readonly Matrix[];
  readonly hidden: readonly (Uint8Array | null)[];
}

/** One scale and one bar for all panels, or one each: where the spec says so or a panel has colours of its own. */
export function resolveColors(input: Input, theme: Theme, report: Report): Colors {
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
