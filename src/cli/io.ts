/** Reading files and standard input, writing standard output. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fail, nearest, type Place } from '../diagnostics.js';
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

/** To standard output; a reader that has gone away is not an error. */
export function writeStdout(bytes: Uint8Array | string): Promise<void> {
  return new Promise((done, failed) => {
    process.stdout.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EPIPE' ? done() : failed(error),
    );
    process.stdout.write(bytes, () => done());
  });
}
