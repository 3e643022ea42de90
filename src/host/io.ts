/** Files and streams of the process. */
import { closeSync, fstatSync, openSync, readdirSync, readFileSync, readSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fail, HeatmapError, nearest, type Place } from '../diagnostics.js';
import type { Source } from '../input/reader.js';
import { Progress } from './progress.js';
import { unguard } from './signals.js';

export const STDIN = '<stdin>';

/** A file of more bytes than this comes in pieces. */
const HELD = 2 ** 26;
/** What is held of it, and how much comes at once. */
const PIECE = 2 ** 20;

/** A file's bytes under the name the person gave it. Only what surely ends is read: no device, no named pipe. */
export function readFile(path: string, name = path, place: Place = { file: name }): Source {
  try {
    const stats = statSync(path);
    if (stats.isDirectory()) {
      fail(
        'is-a-directory',
        `${name} is a folder, not a file`,
        place,
        'name a file in it; "heatmap batch" renders a whole folder',
      );
    }
    if (!stats.isFile() && !isHandedOver(path)) {
      fail(
        'not-a-file',
        `${name} is no file but a device, a pipe or a socket`,
        place,
        'pipe it in: … | heatmap',
      );
    }
    if (stats.isFile() && stats.size <= HELD) return { name, bytes: readFileSync(path) };
    return inPieces(openSync(path, 'r'), name, stats.isFile() ? stats.size : null, place);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR')
      fail('no-such-file', `there is no file ${name}`, place, ...instead(path, name));
    throw unreadable(name, error as NodeJS.ErrnoException, place);
  }
}

/** What to throw where `name` could not be read. */
function unreadable(name: string, error: NodeJS.ErrnoException, place: Place): Error {
  const { code } = error;
  const because = (slug: string, message: string) =>
    new HeatmapError({ severity: 'error', code: slug, message, place });
  if (code === 'EACCES' || code === 'EPERM') return because('no-permission', `${name} may not be read`);
  if (code === 'ERR_INVALID_ARG_VALUE') return because('no-such-file', 'no file has a NUL in its name');
  if (code?.startsWith('E') && !code.startsWith('ERR_'))
    return because('unreadable-file', `${name} cannot be read (${code})`);
  return error;
}

/** What comes out of an open file: all of it if that is little, else a beginning and the rest. */
function inPieces(file: number, name: string, size: number | null, place: Place): Source {
  const progress = new Progress(`reading ${name}`, size);
  const piece = Buffer.allocUnsafeSlow(PIECE);
  let open = true;
  const close = () => {
    if (open && file > 2) closeSync(file);
    open = false;
    progress.end();
  };
  const next = (): Buffer | null => {
    if (!open) return null;
    try {
      const length = readWaiting(file, piece);
      progress.add(length);
      if (length > 0) return piece.subarray(0, length);
      close();
      return null;
    } catch (error) {
      throw unreadable(name, error as NodeJS.ErrnoException, place);
    }
  };
  const beginning: Buffer[] = [];
  let length = 0;
  const held = size !== null && size > HELD ? PIECE : HELD;
  while (length <= held) {
    const read = next();
    if (read === null) return { name, bytes: Buffer.concat(beginning) };
    beginning.push(Buffer.from(read));
    length += read.length;
  }
  unguard();
  return { name, bytes: Buffer.concat(beginning), rest: { size, next, close } };
}

/** Fills as much of `into` as comes, at least a byte; 0 at the end. A pipe that has nothing yet is waited for. */
function readWaiting(file: number, into: Buffer): number {
  for (;;) {
    try {
      return readSync(file, into);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EOF') return 0;
      if (code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}

/** What a shell hands over for `<(command)`: a pipe that somebody writes to, as standard input is. */
function isHandedOver(path: string): boolean {
  return /^(?:\/dev|\/proc\/self)\/fd\/\d+$|^\/dev\/stdin$/.test(path);
}

export function isAddress(name: string): boolean {
  return /^[a-zA-Z]+:\/\//.test(name);
}

/** What to do about a file that is not there. */
function instead(path: string, name: string): string[] {
  if (isAddress(name)) return ['nothing is fetched from the network; download the file first'];
  try {
    const near = nearest(basename(path), readdirSync(dirname(path)));
    return near.map((file) => `did you mean ${join(dirname(name), file)}?`);
  } catch {
    return [];
  }
}

let piped: Source | undefined;

/** Standard input, which can be read once; what is small is held and can be had again. */
export function readStdin(): Source {
  const place = { file: STDIN };
  if (piped?.rest) {
    fail('too-large', `standard input of more than ${HELD / 2 ** 20} MiB can be used only once`, place);
  }
  try {
    const stats = fstatSync(0);
    piped ??= inPieces(0, STDIN, stats.isFile() ? stats.size : null, place);
  } catch (error) {
    throw unreadable('standard input', error as NodeJS.ErrnoException, place);
  }
  return piped;
}

/** Whether a person sits where standard input comes from, so that nothing would come. */
export function isTyped(): boolean {
  try {
    return fstatSync(0).isCharacterDevice() && process.stdin.isTTY === true;
  } catch {
    return true;
  }
}

const FAULTS: Record<string, string> = {
  EACCES: 'no permission',
  EPERM: 'no permission',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of its path is a file',
  EEXIST: 'a part of its path is a file',
  ENAMETOOLONG: 'its name is too long',
};

/** What to throw where `name` could not be written. */
export function unwritable(name: string, error: NodeJS.ErrnoException): Error {
  const { code } = error;
  if (!code) return error;
  const message = `${name} cannot be written (${FAULTS[code] ?? code})`;
  return new HeatmapError({ severity: 'error', code: 'unwritable', message, place: { file: name } });
}

/** To standard output; a reader that has gone away is not an error. */
export function writeStdout(bytes: Uint8Array | string): Promise<void> {
  return new Promise((done, failed) => {
    const end = (error?: NodeJS.ErrnoException | null) => {
      if (!error || error.code === 'EPIPE') done();
      else failed(unwritable('standard output', error));
    };
    process.stdout.once('error', end);
    process.stdout.write(bytes, end);
  });
}
