/** The codes of the warnings that a spec can turn off with "lint". */
export const LINTS = [
  'undefined-values',
  'join-partial',
  'clipped',
  'diverging-without-center',
  'sequential-two-signs',
  'skewed-values',
  'column-ranges',
  'untitled-colorbar',
  'scale-without-colorbar',
  'rainbow-map',
  'missing',
  'mostly-missing',
  'unshowable',
  'many-words',
  'equal-items',
  'no-tree',
  'similar-colors',
  'indistinguishable-values',
  'clustered-times',
  'bar-baseline',
  'annotation-clipped',
  'annotation-partial',
  'zscore-of-two',
  'labels-not-shared',
  'labels-hidden',
  'values-hidden',
  'reduced',
  'small-text',
  'text-cut',
  'missing-glyph',
  'no-bold-face',
  'no-italic-face',
  'markup-underscore',
] as const;

/** Returns the codes that a spec turns off: all with `false`, else those in the list. */
export function silencedCodes(lint: false | readonly string[] | undefined): readonly string[] {
  return lint === false ? LINTS : (lint ?? []);
}
