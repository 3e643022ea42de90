/** Reads files and standard input; writes standard output. */
import {
  closeSync,
  fstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  type Stats,
  statSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fail, HeatmapError, type Place } from '../diagnostics.js';
import { decompress } from '../input/decompress.js';
import type { Source } from '../input/reader.js';
import { nearestWords } from '../nearest-words.js';
import { Progress } from './progress.js';
import { restoreSignals } from './signals.js';

export const STDIN_NAME = '<stdin>';

/** A larger file is read in chunks, because the first use of memory takes longer than reading the bytes for it. */
const MAX_WHOLE_FILE = 2 ** 24;
/** More bytes of standard input or of a pipe are read in chunks, and then they cannot be read again. */
const MAX_WHOLE_PIPE = 2 ** 26;
/** The size of a chunk, which fits into the CPU cache. The first one tells the format and has the header. */
const CHUNK_BYTES = 2 ** 18;

/**
 * Reads a file, without its compression; `name` is its name in diagnostics. Devices and named pipes are rejected, because
 * they may never end.
 *
 * @throws HeatmapError `is-a-directory`, `not-a-file`, `no-such-file`, `no-permission`, `unreadable-file`, and those of
 *   `decompress`
 */
export function readFile(path: string, name = path, place: Place = { file: name }): Source {
  try {
    const stats = statSync(path);
    if (stats.isDirectory()) {
      fail(
        'is-a-directory',
        `${name} is a folder, not a file`,
        place,
        'name a file in it, or draw the whole folder with "heatmap batch"',
      );
    }
    if (!stats.isFile() && !isInheritedDescriptor(path)) {
      fail(
        'not-a-file',
        `${name} is a device, a pipe or a socket, not a regular file`,
        place,
        'pipe it to standard input: … | heatmap',
      );
    }
    if (stats.isFile() && stats.size <= MAX_WHOLE_FILE) {
      return decompress({ name, bytes: readFileSync(path) });
    }
    const source = readChunks(openSync(path, 'r'), name, stats.isFile() ? stats.size : null, place);
    const reopen = () => {
      checkUnchanged(stats, path, place);
      return readFile(path, name, place);
    };
    return decompress(stats.isFile() ? { ...source, reopen } : source);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR')
      fail('no-such-file', `there is no file ${name}`, place, ...missingFileHints(path, name));
    throw readError(name, error as NodeJS.ErrnoException, place);
  }
}

/** Error: `changed-while-read`. */
function checkUnchanged(before: Stats, path: string, place: Place): void {
  const { ino, size, mtimeMs } = statSync(path);
  if (ino === before.ino && size === before.size && mtimeMs === before.mtimeMs) return;
  fail('changed-while-read', 'the file changed while the figure was being drawn', place);
}

/** Returns the error to throw when `name` cannot be read. */
function readError(name: string, error: NodeJS.ErrnoException, place: Place): Error {
  const { code } = error;
  const diagnostic = (slug: string, message: string) =>
    new HeatmapError({ severity: 'error', code: slug, message, place });
  if (code === 'EACCES' || code === 'EPERM')
    return diagnostic('no-permission', `no permission to read ${name}`);
  if (code === 'ERR_INVALID_ARG_VALUE')
    return diagnostic('no-such-file', 'a file name cannot contain a NUL character');
  if (code?.startsWith('E') && !code.startsWith('ERR_'))
    return diagnostic('unreadable-file', `${name} cannot be read (${code})`);
  return error;
}

/** Reads an open file: all of it if it is small, otherwise the beginning and a stream of the rest. */
function readChunks(file: number, name: string, size: number | null, place: Place): Source {
  const progress = new Progress(`reading ${name}`, size);
  const chunk = Buffer.allocUnsafeSlow(CHUNK_BYTES);
  /** The offset of the next byte. Standard input is read on from where it is, and a pipe has no offsets. */
  let position = size === null || file <= 2 ? null : 0;
  let isOpen = true;
  const close = () => {
    if (isOpen && file > 2) closeSync(file);
    isOpen = false;
    progress.end();
  };
  const next = (): Buffer | null => {
    if (!isOpen) return null;
    try {
      const length = readBlocking(file, chunk, position);
      if (position !== null) position += length;
      progress.add(length);
      if (length > 0) return chunk.subarray(0, length);
      close();
      return null;
    } catch (error) {
      throw readError(name, error as NodeJS.ErrnoException, place);
    }
  };
  const beginning: Buffer[] = [];
  let length = 0;
  const maxWhole = file > 2 && size !== null ? MAX_WHOLE_FILE : MAX_WHOLE_PIPE;
  const minLength = size !== null && size > maxWhole ? CHUNK_BYTES : maxWhole + 1;
  while (length < minLength) {
    const read = next();
    if (read === null) return { name, bytes: Buffer.concat(beginning) };
    beginning.push(Buffer.from(read));
    length += read.length;
  }
  restoreSignals();
  const skip = (count: number): number => {
    const skipped = Math.max(0, Math.min(count, (size ?? 0) - (position ?? 0)));
    position = (position ?? 0) + skipped;
    progress.add(skipped);
    return skipped;
  };
  const rest = { size, next, close, ...(position !== null && { skip }) };
  return { name, bytes: Buffer.concat(beginning), rest };
}

/** Reads at least one byte into `buffer` and returns the count; 0 at the end. Waits for a pipe that is still empty. */
function readBlocking(file: number, buffer: Buffer, position: number | null): number {
  for (;;) {
    try {
      return readSync(file, buffer, 0, buffer.length, position);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EOF') return 0;
      if (code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}

/** True for standard input and for the pipe that a shell opens for `<(command)`: another program writes to them. */
function isInheritedDescriptor(path: string): boolean {
  return /^(?:\/dev|\/proc\/self)\/fd\/\d+$|^\/dev\/stdin$/.test(path);
}

export function isUrl(name: string): boolean {
  return /^[a-zA-Z]+:\/\//.test(name);
}

/** Returns hints for a file that does not exist. */
function missingFileHints(path: string, name: string): string[] {
  if (isUrl(name)) return ['download the file first; heatmap does not access the network'];
  try {
    const near = nearestWords(basename(path), readdirSync(dirname(path)));
    return near.map((file) => `did you mean ${join(dirname(name), file)}?`);
  } catch {
    return [];
  }
}

let stdinSource: Source | undefined;

/** Reads standard input, without its compression. A small input is kept and can be read again; a large one cannot. */
export function readStdin(): Source {
  const place = { file: STDIN_NAME };
  if (stdinSource?.rest) {
    fail(
      'too-large',
      `standard input of more than ${MAX_WHOLE_PIPE / 2 ** 20} MiB can be read only once`,
      place,
    );
  }
  try {
    const stats = fstatSync(0);
    stdinSource ??= readChunks(0, STDIN_NAME, stats.isFile() ? stats.size : null, place);
  } catch (error) {
    throw readError('standard input', error as NodeJS.ErrnoException, place);
  }
  return decompress(stdinSource);
}

/** True if standard input is a pipe or a file: not a terminal, not closed. */
export function hasPipedInput(): boolean {
  try {
    return !(fstatSync(0).isCharacterDevice() && process.stdin.isTTY === true);
  } catch {
    return false;
  }
}

const WRITE_ERRORS: Record<string, string> = {
  EACCES: 'no permission',
  EPERM: 'no permission',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of the path is a file',
  EEXIST: 'a part of the path is a file',
  ENAMETOOLONG: 'the name is too long',
};

/** Returns the error to throw when `name` cannot be written. */
export function writeError(name: string, error: NodeJS.ErrnoException): Error {
  const { code } = error;
  if (!code) return error;
  const message = `${name} cannot be written (${WRITE_ERRORS[code] ?? code})`;
  return new HeatmapError({ severity: 'error', code: 'unwritable', message, place: { file: name } });
}

/** Writes to standard output. A closed pipe (EPIPE) is not an error. */
export function writeStdout(bytes: Uint8Array | string): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (error?: NodeJS.ErrnoException | null) => {
      if (!error || error.code === 'EPIPE') resolve();
      else reject(writeError('standard output', error));
    };
    process.stdout.once('error', settle);
    process.stdout.write(bytes, settle);
  });
}
