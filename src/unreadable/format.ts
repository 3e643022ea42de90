/** A format that is recognized only to say how to convert it. */
export interface UnreadableFormat<Content> {
  /** The format with its article: "a PDF document". */
  readonly title: string;
  readonly matches: (content: Content, name: string) => boolean;
  /** Returns one sentence with the command that converts `file` to a format that can be read. */
  readonly convert: (file: string) => string;
}

/** Returns "convert it with …". */
export function convertWith(command: (file: string) => string): UnreadableFormat<never>['convert'] {
  return (file) => `convert it with: ${command(file)}`;
}

/** Returns a call of Python with the file as its argument. `code` starts with the modules to import. */
export function python(code: string): UnreadableFormat<never>['convert'] {
  return convertWith((file) => `python3 -c "import sys, ${code}" ${file}`);
}

/** Returns a call of R with the file as its argument. */
export function rscript(code: string): UnreadableFormat<never>['convert'] {
  return convertWith((file) => `Rscript -e '${code}' ${file}`);
}
