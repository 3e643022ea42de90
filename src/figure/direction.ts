/** The direction of a page. From right to left, the page is the mirror image of one from left to right. */
export type Direction = 'ltr' | 'rtl';

/** Returns the side in a direction of what is on `side` of a page from left to right. */
export function mirrorSide<S extends string>(
  side: S,
  direction: Direction,
): S extends 'left' | 'right' ? 'left' | 'right' : S;
export function mirrorSide(side: string, direction: Direction): string {
  if (direction === 'ltr') return side;
  return side === 'left' ? 'right' : side === 'right' ? 'left' : side;
}
