/** The files below a folder. */
import { type Dirent, readdirSync, type Stats, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fail } from '../../diagnostics.js';

export interface Walk {
  /** The folder that figures go to: what lies there was made, and is not looked at. */
  readonly output: string;
  /** Whether a folder is looked into; its path is the one from where the walk begins. */
  readonly enters: (folder: string) => boolean;
  /** Hears of what is passed over. */
  readonly skip: (path: string, why: string) => void;
}

/**
 * All files below `folder`, as their paths from there with "/" between folders, in no certain order. A link to a file
 * is one; one to a folder is not followed, for it may lead round in circles. What is hidden is passed over.
 *
 * @throws HeatmapError `no-permission`, `unreadable-file` where a folder cannot be listed
 */
export function filesBelow(folder: string, { output, enters, skip }: Walk): string[] {
  const found: string[] = [];
  const made = resolve(output);
  const waiting = [''];
  for (let below = waiting.pop(); below !== undefined; below = waiting.pop()) {
    for (const entry of entriesOf(join(folder, below))) {
      const path = `${below}${entry.name}`;
      const full = join(folder, path);
      const what = entry.isSymbolicLink() ? followed(full) : entry;
      if (what?.isDirectory()) {
        if (!enters(path)) continue;
        const why = whyNotEntered(entry, full, made);
        if (why === null) waiting.push(`${path}/`);
        else skip(full, why);
      } else if (!entry.name.startsWith('.')) {
        if (what?.isFile()) found.push(path);
        else skip(full, what ? 'no file but a device, a pipe or a socket' : 'a link that leads nowhere');
      }
    }
  }
  return found;
}

function whyNotEntered(entry: Dirent, full: string, made: string): string | null {
  if (entry.name.startsWith('.')) return 'it is hidden';
  if (entry.isSymbolicLink()) return 'a link to a folder';
  if (entry.name === 'node_modules') return 'packages';
  return resolve(full) === made ? 'the output folder' : null;
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
    const place = { file: folder };
    if (code === 'EACCES' || code === 'EPERM')
      fail('no-permission', `the folder ${folder} may not be listed`, place);
    return fail('unreadable-file', `the folder ${folder} cannot be listed (${code})`, place);
  }
}

/** What a link leads to, if to anything. */
function followed(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}
