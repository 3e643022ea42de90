/** Records what a figure is drawn from, and returns it as one spec that carries its files. */
import { type Diagnostic, fail, type Report } from '../diagnostics.js';
import type { Source } from '../input/reader.js';
import { formatCount, joinFirst } from '../phrases.js';
import type { ParsedSpec } from '../spec/parse.js';
import { isPlainObject } from '../spec/plain-object.js';
import { hashSource } from './carried-files.js';
import { sealSpec } from './envelope.js';
import { specText } from './spec-text.js';

/** The bytes of all files that a figure carries; of further files, it has the hash. */
export const MAX_CARRIED_BYTES = 2 ** 22;
/** The characters of a spec with its files, of which base64 makes the files a third longer. */
const MAX_SPEC_LENGTH = 2 ** 23;

/** A file that was opened, and how to open it again if it is a stream. */
interface OpenedFile {
  readonly source: Source;
  readonly open: () => Source;
}

/** Returns a recorder that has no files. */
export function createRecorder(): FileRecorder {
  return new FileRecorder();
}

class FileRecorder {
  private readonly opened = new Map<string, OpenedFile>();

  /** Records a file by the path that the spec has for it; returns its source. */
  record(path: string, source: Source, open: () => Source): Source {
    if (!this.opened.has(path)) this.opened.set(path, { source, open });
    return source;
  }

  /**
   * Returns the spec and its files as a text to embed in a figure. Paths are replaced by the names of the files.
   *
   * Errors: `embed-too-large`. Reports: `embedded`, `embedded-hash-only`.
   */
  attachment({ value, document }: ParsedSpec, report: Report): string {
    const names = this.names();
    const { $schema, files, ...own } = value as Record<string, unknown>;
    const spec = specText(renamePaths(own, names), document.root);
    const carried: string[] = [];
    const hashed: string[] = [];
    let budget = MAX_CARRIED_BYTES;
    const entries = [...this.opened].map(([path, { source, open }]) => {
      const name = names.get(path) as string;
      const isCarried = source.rest === undefined && source.bytes.length <= budget;
      (isCarried ? carried : hashed).push(name);
      if (!isCarried) return [name, hashSource(source.rest ? open() : source)] as const;
      budget -= source.bytes.length;
      return [name, content(source.bytes)] as const;
    });
    const filesText = `${spec === '{}' ? '' : ','}"files":{${entries
      .map(([name, file]) => `${JSON.stringify(name)}:${JSON.stringify(file)}`)
      .join(',')}}`;
    const text = entries.length === 0 ? spec : `${spec.slice(0, -1)}${filesText}}`;
    if (text.length > MAX_SPEC_LENGTH) {
      fail(
        'embed-too-large',
        `the spec has ${text.length} characters; a figure carries at most ${MAX_SPEC_LENGTH}`,
        { file: document.file },
        'move the data of the spec to a file, of which the figure then carries the hash, or remove "embed"',
      );
    }
    report(embeddedMessage(carried, text.length));
    if (hashed.length > 0) report(hashOnlyMessage(hashed));
    return sealSpec(text);
  }

  /** Returns the name of each file without its folders; different files have different names. */
  private names(): ReadonlyMap<string, string> {
    const names = new Map<string, string>();
    const used = new Set<string>();
    for (const path of this.opened.keys()) {
      const plain = path === '-' ? path : path.replace(/^.*[\\/]/, '') || 'data';
      let name = plain;
      // A folder keeps the name of the file, which can be printed.
      for (let n = 2; used.has(name); n++) name = `${n}/${plain}`;
      used.add(name);
      names.set(path, name);
    }
    return names;
  }
}

/** Returns bytes as a text if they are one, because a text can be read and compared. */
function content(bytes: Uint8Array): string | { readonly base64: string } {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const text = buffer.toString('utf8');
  const isText = !/[\u0000-\u0008\u000e-\u001f\ufffd]/.test(text) && Buffer.from(text, 'utf8').equals(buffer);
  return isText ? text : { base64: buffer.toString('base64') };
}

/** The keys whose texts are printed. A path in them is left as it is. */
const PRINTED = new Set(['title', 'titles', 'subtitle', 'caption', 'description', 'labels', 'prefix']);

/** Returns a spec with the names of files in place of their paths. */
function renamePaths(value: unknown, names: ReadonlyMap<string, string>, key = ''): unknown {
  if (typeof value === 'string') return renamePath(value, names, key);
  if (Array.isArray(value)) return value.map((item) => renamePaths(item, names, key));
  if (!isPlainObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([inner, item]) => [
      inner,
      PRINTED.has(inner) ? item : renamePaths(item, names, inner),
    ]),
  );
}

/** Renames a path, the file of a column ("samples.csv:tissue") or of a font ("Noto.ttc#2"), or the files in steps. */
function renamePath(text: string, names: ReadonlyMap<string, string>, key: string): string {
  const paths = [...names.keys()].sort((a, b) => b.length - a.length);
  for (const path of paths) {
    const name = names.get(path) as string;
    if (name === path) continue;
    if (text === path) return name;
    if (text.startsWith(`${path}:`) || text.startsWith(`${path}#`))
      return `${name}${text.slice(path.length)}`;
  }
  if (key !== 'transform') return text;
  return paths.reduce((steps, path) => replacePath(steps, path, names.get(path) as string), text);
}

/** Replaces the path of a second matrix, in quotation marks or not. */
function replacePath(steps: string, path: string, name: string): string {
  if (path === name) return steps;
  return steps
    .replaceAll(`(${JSON.stringify(path)})`, `(${JSON.stringify(name)})`)
    .replaceAll(`(${path})`, `(${name})`);
}

function embeddedMessage(names: readonly string[], length: number): Diagnostic {
  const what = names.length === 0 ? 'the spec' : `the spec and all of ${joinFirst(names, 4)}`;
  return {
    severity: 'info',
    code: 'embedded',
    message: `the figure carries ${what}: ${formatCount(length, 'character')} that anyone with the figure can read`,
    hints: ['"heatmap extract FIGURE" prints them'],
  };
}

function hashOnlyMessage(names: readonly string[]): Diagnostic {
  const [verb, object] = names.length === 1 ? ['is', 'its hash'] : ['are', 'their hashes'];
  return {
    severity: 'warning',
    code: 'embedded-hash-only',
    message: `${joinFirst(names, 4)} ${verb} too large, so the figure carries only ${object}: a figure carries files of ${MAX_CARRIED_BYTES / 2 ** 20} MiB`,
    hints: ['to draw the figure again, keep the data beside it, or select the part that is drawn first'],
  };
}
