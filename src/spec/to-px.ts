/** Lengths as a spec writes them: a number of px, or a string with a unit. */

const PX_PER_UNIT: Record<string, number> = { px: 1, in: 96, pt: 96 / 72, mm: 96 / 25.4, cm: 96 / 2.54 };

export const LENGTH = /^\s*(\d{1,9}(?:\.\d{1,9})?)\s?(px|in|pt|mm|cm)\s*$/;

/** Converts a length to px. A number is in px already. Returns null for a string that is not a length. */
export function toPx(length: string | number): number | null {
  if (typeof length === 'number') return length;
  const match = LENGTH.exec(length);
  return match && Number(match[1]) * PX_PER_UNIT[match[2]];
}
