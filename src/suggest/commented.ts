/** JSON for people: with the reason for every line above it. */

export interface Entry {
  /** What stands above the entry, a line each. */
  readonly why: readonly string[];
  readonly key: string;
  readonly value: unknown;
}

/** One entry a paragraph; `head` stands above them all. */
export function commented(head: readonly string[], entries: readonly Entry[]): string {
  const paragraphs = entries.map(({ why, key, value }, i) => {
    const comma = i < entries.length - 1 ? ',' : '';
    return [...why.map(comment), `  ${JSON.stringify(key)}: ${inline(value)}${comma}\n`].join('\n');
  });
  return `${head.map((line) => `${comment(line).trim()}\n`).join('')}{\n${paragraphs.join('\n')}}\n`;
}

/** A line break in it, from the name of a file say, would end the comment. */
function comment(line: string): string {
  return `  // ${line.replace(/[\r\n]+/g, ' ')}`;
}

/** `{ "a": [1, 2] }`, as people write it on one line. */
export function inline(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inline).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).map(([key, inner]) => `${JSON.stringify(key)}: ${inline(inner)}`);
  return `{ ${entries.join(', ')} }`;
}
