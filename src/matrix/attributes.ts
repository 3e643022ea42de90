/** Attributes of the items of an axis: a number or a word for each item, such as the species of each row. */

/** One value for each item of an axis of the source: numbers, or indices into `categories`. Missing: NaN. */
export interface ItemAttribute {
  readonly name: string;
  readonly values: Float64Array;
  /** In order of first appearance; null for numbers. */
  readonly categories: readonly string[] | null;
}

export type ItemAttributes = readonly ItemAttribute[];

/** Returns the attributes of the items at `positions`. */
export function selectAttributes(
  attributes: ItemAttributes | undefined,
  positions: readonly number[],
): ItemAttributes | undefined {
  return attributes?.map((attribute) => ({
    ...attribute,
    values: Float64Array.from(positions, (position) => attribute.values[position]),
  }));
}
