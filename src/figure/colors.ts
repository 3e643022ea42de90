import type { Hex } from '../color/color.js';
import type { Scale } from '../color/scale.js';
import { fail, type Report } from '../diagnostics.js';
import type { Input } from '../input/load.js';
import type { Matrix, Values } from '../matrix/matrix.js';
import type { Theme } from '../theme.js';
import { asCategories, withSharedWords } from './categories.js';
import { clipEnds, countOutside, reportMissing } from './clipping.js';
import { resolveColorbar } from './colorbar.js';
import type { Colorbar, Drawn } from './figure.js';
import { lintScale } from './lint.js';
import { shownOf } from './mask.js';
import { frameFor, resolveScale } from './scale.js';

/** Panels that have one scale and one bar: all of them, or each for itself. */
export interface Groups {
  readonly shared: boolean;
  /** Each panel's matrix as its scale knows it: words and categories as indices into the scale's. */
  readonly matrices: readonly Matrix[];
}

/** The colours of a figure; scales and bars are one for all panels, or one for each. */
export interface Colors {
  readonly scales: readonly Scale[];
  /** The colour of a line around the cells of each scale, and around its bar. */
  readonly frames: readonly (Hex | null)[];
  readonly bars: readonly (Colorbar | null)[];
  /** Of each panel: below and above which values are clipped. */
  readonly ends: readonly (readonly [number, number])[];
}

/** One scale for all panels, or one each: where the spec says so or a panel has colours of its own. */
export function groupPanels({ spec, panels, placeOf }: Input): Groups {
  const own = panels.findIndex((p) => p.spec.color !== undefined || p.spec.colorbar !== undefined);
  const shared = spec.layout?.share?.color ?? own < 0;
  if (shared && own >= 0) {
    fail(
      'shared-color',
      `panel ${own} has colours of its own, but layout.share.color says that all panels share one scale`,
      placeOf(['panels', own]),
      'leave layout.share.color out, or set it to false',
    );
  }
  const matrices = inGroups(panels, shared).map((group) => {
    const own = withSharedWords(group.map((p) => p.matrix));
    const { scale } = { ...spec.color, ...group[0].spec.color };
    return scale === 'category' && own[0].words === null ? asCategories(own) : own;
  });
  return { shared, matrices: matrices.flat() };
}

function inGroups<T>(ofPanels: readonly T[], shared: boolean): (readonly T[])[] {
  return shared ? [ofPanels] : ofPanels.map((one) => [one]);
}

/** `hidden` and `drawn` are those of each panel. */
export function resolveColors(
  { spec, panels }: Input,
  { shared, matrices }: Groups,
  hidden: readonly (Uint8Array | null)[],
  drawn: readonly Drawn[],
  theme: Theme,
  report: Report,
): Colors {
  const whole = inGroups(
    matrices.map((matrix, i) => shownOf(matrix, hidden[i])),
    shared,
  );
  const onPage = inGroups(
    drawn.map((cells, i): Values => shownOf({ ...cells, words: matrices[i].words }, cells.hidden)),
    shared,
  );
  const joined = inGroups(drawn, shared).map((group) => group.some((cells) => cells.joined !== null));
  const groups = inGroups(panels, shared).map(([first], i) => {
    const color = { ...spec.color, ...first.spec.color };
    const scale = resolveScale(color, onPage[i], whole[i], theme, report);
    const ends = clipEnds(scale, color, joined[i]);
    const own = first.spec.colorbar ?? spec.colorbar;
    const bar = own === false ? false : { ...(spec.colorbar || {}), ...own };
    const outside = countOutside(scale, ends, whole[i]);
    reportMissing(outside, joined[i], report);
    lintScale(scale, color, onPage[i], whole[i], outside, report);
    const frame = frameFor(scale, theme);
    const look = { index: i, frame, name: first.names.value };
    return { scale, ends, frame, bar: resolveColorbar(bar, look, outside, theme, report) };
  });
  return {
    scales: groups.map(({ scale }) => scale),
    frames: groups.map(({ frame }) => frame),
    bars: groups.map(({ bar }) => bar),
    ends: panels.map((_, i) => groups[shared ? 0 : i].ends),
  };
}
