/** Lists the files in a folder and its subfolders. */
import { type Dirent, readdirSync, type Stats, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fail } from '../../diagnostics.js';

export interface WalkOptions {
  /** The output folder of the batch. It is skipped, because it contains figures. */
  readonly output: string;
  /** Whether a subfolder is searched; `folder` is relative to the start of the walk. */
  readonly shouldEnter: (folder: string) => boolean;
  /** Is called for each skipped file or folder. */
  readonly onSkip: (path: string, reason: string) => void;
}

/**
 * Returns the relative paths of all files in `folder` and its subfolders, with "/" between folders, in any order. Follows
 * links to files, but not to folders, because these could form a cycle. Skips hidden files and folders.
 *
 * @throws HeatmapError `no-permission`, `unreadable-file` if a folder cannot be listed
 */
export function listFiles(folder: string, { output, shouldEnter, onSkip }: WalkOptions): string[] {
  const files: string[] = [];
  const outputPath = resolve(output);
  const pending = [''];
  for (let prefix = pending.pop(); prefix !== undefined; prefix = pending.pop()) {
    for (const entry of readFolder(join(folder, prefix))) {
      const path = `${prefix}${entry.name}`;
      const fullPath = join(folder, path);
      const target = entry.isSymbolicLink() ? followLink(fullPath) : entry;
      if (target?.isDirectory()) {
        if (!shouldEnter(path)) continue;
        const reason = folderSkipReason(entry, fullPath, outputPath);
        if (reason === null) pending.push(`${path}/`);
        else onSkip(fullPath, reason);
      } else if (!entry.name.startsWith('.')) {
        if (target?.isFile()) files.push(path);
        else onSkip(fullPath, target ? 'a device, a pipe or a socket' : 'a broken link');
      }
    }
  }
  return files;
}

/** Returns why a folder is not searched; null if it is searched. */
function folderSkipReason(entry: Dirent, fullPath: string, outputPath: string): string | null {
  if (entry.name.startsWith('.')) return 'a hidden folder';
  if (entry.isSymbolicLink()) return 'a link to a folder';
  if (entry.name === 'node_modules') return 'installed packages';
  return resolve(fullPath) === outputPath ? 'the output folder' : null;
}

function readFolder(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
    const place = { file: folder };
    if (code === 'EACCES' || code === 'EPERM')
      fail('no-permission', `no permission to list the folder ${folder}`, place);
    return fail('unreadable-file', `the folder ${folder} cannot be listed (${code})`, place);
  }
}

/** Returns the target of a link; undefined if there is none. */
function followLink(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}
