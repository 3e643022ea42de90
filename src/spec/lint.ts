import * as z from 'zod/mini';

/** The warnings about what a figure might hide, which a spec may silence. */
export const LINTS = [
  'clipped',
  'diverging-without-center',
  'sequential-two-signs',
  'untitled-colorbar',
  'rainbow-map',
  'missing',
  'mostly-missing',
  'unshowable',
  'many-words',
  'labels-hidden',
  'values-hidden',
  'reduced',
  'small-text',
  'text-cut',
  'missing-glyph',
  'needs-shaping',
] as const;

export const lint = z.union([z.literal(false), z.array(z.enum(LINTS))]);

export type LintSpec = z.infer<typeof lint>;
