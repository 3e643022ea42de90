/** Files and streams of the process. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fail, HeatmapError, nearest, type Place } from '../diagnostics.js';
import type { Source } from '../input/reader.js';

export const STDIN = '<stdin>';

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
    return { name, bytes: readFileSync(path) };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR')
      fail('no-such-file', `there is no file ${name}`, place, ...instead(path, name));
    if (code === 'EACCES' || code === 'EPERM') fail('no-permission', `${name} may not be read`, place);
    if (code === 'ERR_FS_FILE_TOO_LARGE')
      fail('too-large', `${name} is larger than can be read at once`, place);
    if (code === 'ERR_INVALID_ARG_VALUE') fail('no-such-file', 'no file has a NUL in its name', place);
    if (code?.startsWith('E') && !code.startsWith('ERR_'))
      fail('unreadable-file', `${name} cannot be read (${code})`, place);
    throw error;
  }
}

/** What a shell hands over for `<(command)`: a pipe that somebody writes to, as standard input is. */
function isHandedOver(path: string): boolean {
  return /^(?:\/dev|\/proc\/self)\/fd\/\d+$|^\/dev\/stdin$/.test(path);
}

export function isAddress(name: string): boolean {
  return /^[a-z]+:\/\//i.test(name);
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

/** What a file may hold for Node to read it at once; a pipe need never end. */
const MOST_BYTES = 2 ** 31 - 1;

let piped: Promise<Source> | undefined;

/** All of standard input, read once. */
export function readStdin(): Promise<Source> {
  piped ??= (async () => {
    const chunks: Buffer[] = [];
    let size = 0;
    const place = { file: STDIN };
    try {
      for await (const chunk of process.stdin) {
        chunks.push(chunk as Buffer);
        size += (chunk as Buffer).length;
        if (size > MOST_BYTES) fail('too-large', 'standard input is larger than can be read at once', place);
      }
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code) fail('unreadable-file', `standard input cannot be read (${code})`, place);
      throw error;
    }
    return { name: STDIN, bytes: Buffer.concat(chunks) };
  })();
  return piped;
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
