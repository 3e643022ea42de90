/** The folder of the specs and pictures. */
export const FOLDER: string;
/** The largest picture in bytes. */
export const MAX_BYTES: number;

interface Key {
  readonly path: string;
  readonly description: string;
  readonly examples: readonly unknown[];
  readonly specWith: (value: unknown) => object;
}

/** Returns the spec that shows a key, and the same without the key. */
export function specsOf(key: Key): { spec: object; without: object };
/** Returns the name of the files of a key. */
export function fileName(path: string): string;
/** Returns the reference as Markdown. `pictures` are the names of the keys that have a picture. */
export function referencePage<K extends Key>(
  keys: readonly K[],
  keyFacts: (key: K) => readonly (readonly [name: string, text: string])[],
  pictures: ReadonlySet<string>,
): string;
