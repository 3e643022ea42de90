/** Files, standard input and standard output. */
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { fail, type Place } from '../diagnostics.js';
import type { Open } from '../input/load.js';
import type { Source } from '../input/reader.js';

export const STDIN = '<stdin>';

/** A file's bytes under the name the person gave it. */
export function readFile(path: string, name = path, place: Place = { file: name }): Source {
  try {
    if (statSync(path).isDirectory()) {
      fail(
        'is-a-directory',
        `${name} is a folder, not a file`,
        place,
        'name a file in it; "heatmap batch" renders a whole folder',
      );
    }
    return { name, bytes: readFileSync(path) };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ENOTDIR') fail('no-such-file', `there is no file ${name}`, place);
    if (code === 'EACCES' || code === 'EPERM') fail('no-permission', `${name} may not be read`, place);
    if (code === 'ERR_FS_FILE_TOO_LARGE')
      fail('too-large', `${name} is larger than can be read at once`, place);
    if (code?.startsWith('E') && !code.startsWith('ERR_'))
      fail('unreadable-file', `${name} cannot be read (${code})`, place);
    throw error;
  }
}

let piped: Promise<Source> | undefined;

/** All of standard input, read once. */
export function readStdin(): Promise<Source> {
  piped ??= (async () => {
    const chunks: Buffer[] = [];
    for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
    return { name: STDIN, bytes: Buffer.concat(chunks) };
  })();
  return piped;
}

/** What marks the top of a project: files below it may be read by the specs in it. */
const ROOT_MARKS = ['.git', 'heatmap.config.json'];

/** Below which folder a spec in `folder` may read files: the nearest with a mark of a project, else its own. */
export function rootOf(folder: string): string {
  for (let at = resolve(folder); ; at = dirname(at)) {
    if (ROOT_MARKS.some((mark) => existsSync(join(at, mark)))) return at;
    if (dirname(at) === at) return folder;
  }
}

/** Opens the files that a spec in `folder` names, none outside of `root`, symbolic links followed. */
export function opener(folder: string, root: string, stdin: Source | null): Open {
  return (path, place) => {
    if (path === '-') {
      return (
        stdin ??
        fail('no-stdin', 'the spec takes its data from standard input, but nothing is piped in', place)
      );
    }
    const full = resolve(folder, path);
    const name = relative(process.cwd(), full) || full;
    const source = () => readFile(full, name.startsWith('..') ? full : name, place);
    if (!existsSync(full)) return source();
    const inside = relative(realpathSync(root), realpathSync(full));
    if (inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside)) {
      fail(
        'outside-root',
        `${path} lies outside of the folder ${root}, below which this spec may read`,
        place,
        'move the file, or widen the folder with --root',
      );
    }
    return source();
  };
}

/** Writes all of a file or nothing: into a temporary file beside it, which then takes its name. */
export function writeFile(path: string, bytes: Uint8Array): void {
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    const file = openSync(temporary, 'wx');
    try {
      writeFileSync(file, bytes);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    const { code } = error as NodeJS.ErrnoException;
    if (!code) throw error;
    fail('unwritable', `${path} cannot be written (${WRITE_FAULTS[code] ?? code})`, { file: path });
  }
}

const WRITE_FAULTS: Record<string, string> = {
  EACCES: 'no permission',
  EPERM: 'no permission',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of its path is a file',
  ENAMETOOLONG: 'its name is too long',
};

/** To standard output; a reader that has gone away is not an error. */
export function writeStdout(bytes: Uint8Array | string): Promise<void> {
  return new Promise((done, failed) => {
    process.stdout.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EPIPE' ? done() : failed(error),
    );
    process.stdout.write(bytes, () => done());
  });
}
