/** Reads `src/README.md`, the map of the code, for the tests that compare it with the files. */

/**
 * A path or pattern that the map names between backticks, such as `figure/resolve.ts` or `layout/tracks/*.ts`. Only the
 * file name of a pattern may vary, not its folder.
 */
const PATH = /^(?:[\w.-]+\/)*[\w.*-]*$/;

/** Returns the paths and patterns of a map. Other code between backticks is not a path: it has no `/` and no extension. */
export function mapPaths(markdown: string): string[] {
  const spans = [...withoutCodeBlocks(markdown).matchAll(/`([^`\n]+)`/g)].map((match) => match[1]);
  return [...new Set(spans)].filter(
    (span) => PATH.test(span) && (span.includes('/') || /\.(?:ts|md|mjs|cjs)$/.test(span)),
  );
}

/** Returns the rows of the table below a heading, each a list of cells; without the header row. */
export function tableBelow(markdown: string, heading: string): string[][] {
  const lines = markdown.split('\n');
  const start = lines.indexOf(heading);
  if (start < 0) return [];
  const end = lines.findIndex((line, i) => i > start && line.startsWith('#'));
  const rows = lines
    .slice(start, end < 0 ? undefined : end)
    .filter((line) => line.startsWith('|'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  return rows.slice(2);
}

/** Returns the code between backticks in a text. */
export function codeSpans(text: string): string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map((match) => match[1]);
}

/** Whether a path of the map means this file; `*` stands for any characters within one folder or file name. */
export function matches(path: string, file: string): boolean {
  const escaped = path.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '[^/]+');
  return new RegExp(`^${escaped}$`).test(file);
}

export interface MapErrors {
  /** Files that no path of the map reaches. */
  readonly unreached: readonly string[];
  /** Paths of the map that are neither a file nor a folder. */
  readonly nonexistent: readonly string[];
  /** Patterns that match only one file, which the map must name instead. */
  readonly narrow: readonly string[];
}

/** Compares the paths of a map with the files in `src/`; `exists` answers for paths outside of it. */
export function compareMap(
  markdown: string,
  files: readonly string[],
  exists: (path: string) => boolean,
): MapErrors {
  const paths = mapPaths(markdown);
  const isFolder = (path: string) => path.endsWith('/') && files.some((file) => file.startsWith(path));
  const matchCount = (path: string) => files.filter((file) => matches(path, file)).length;
  return {
    unreached: files.filter((file) => !paths.some((path) => matches(path, file))),
    nonexistent: paths.filter((path) => matchCount(path) === 0 && !isFolder(path) && !exists(path)),
    narrow: paths.filter((path) => path.includes('*') && matchCount(path) === 1),
  };
}

const withoutCodeBlocks = (markdown: string) => markdown.replaceAll(/^```[\s\S]*?^```/gm, '');
