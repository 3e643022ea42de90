/** Formats JSON with a comment above each entry. */

export interface CommentedEntry {
  /** The lines of the comment. */
  readonly comments: readonly string[];
  readonly key: string;
  readonly value: unknown;
}

/** Returns an object with one entry per paragraph, below the comment lines `header`. */
export function formatCommentedJson(header: readonly string[], entries: readonly CommentedEntry[]): string {
  const paragraphs = entries.map(({ comments, key, value }, i) => {
    const comma = i < entries.length - 1 ? ',' : '';
    const line = `  ${JSON.stringify(key)}: ${formatInline(value)}${comma}\n`;
    return [...comments.map((comment) => `  ${formatComment(comment)}`), line].join('\n');
  });
  return `${header.map((line) => `${formatComment(line)}\n`).join('')}{\n${paragraphs.join('\n')}}\n`;
}

/** Replaces line breaks, for example in a file name, because they would end the comment. */
function formatComment(line: string): string {
  return `// ${line.replace(/[\r\n]+/g, ' ')}`;
}

/** Formats a value on one line, with spaces: `{ "a": [1, 2] }`. */
export function formatInline(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(formatInline).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).map(
    ([key, inner]) => `${JSON.stringify(key)}: ${formatInline(inner)}`,
  );
  return `{ ${entries.join(', ')} }`;
}
