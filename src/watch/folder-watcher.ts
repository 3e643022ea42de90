/** Watches the files in a set of folders, including folders that are deleted and created again. */
import { type FSWatcher, statSync, watch } from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';
import type { Report } from '../diagnostics.js';

/** A missing folder may be created just before its parent is watched. So look for it again, at most this many times. */
const MAX_ATTEMPTS = 4;

export class FolderWatcher {
  private readonly watchers = new Map<string, FSWatcher>();
  /** Folders for which a warning was reported. */
  private readonly unwatchable = new Set<string>();

  /** `onChange` is called with each path that may have been created, changed or deleted. */
  constructor(
    private readonly onChange: (path: string) => void,
    private readonly report: Report,
  ) {}

  /**
   * Watches exactly these folders (absolute paths), without their subfolders. For a missing folder, watches the nearest
   * existing folder above it. Returns true if a folder was added, in which changes may have been missed until now.
   */
  watch(folders: ReadonlySet<string>): boolean {
    let hasNew = false;
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      const next = new Set([...folders].map(nearestExistingFolder));
      for (const folder of this.watchers.keys()) if (!next.has(folder)) this.unwatch(folder);
      const added = [...next].filter((folder) => !this.watchers.has(folder) && this.add(folder));
      if (added.length === 0) break;
      hasNew = true;
    }
    return hasNew;
  }

  private add(folder: string): boolean {
    try {
      const watcher = watch(folder);
      this.watchers.set(folder, watcher);
      watcher.on('change', (type, name) =>
        this.handleEvent(folder, type, name === null ? null : String(name)),
      );
      watcher.on('error', () => this.handleEvent(folder, 'rename', null));
      return true;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== 'ENOENT' && code !== 'ENOTDIR' && !this.unwatchable.has(folder)) {
        this.unwatchable.add(folder);
        const isLimit = code === 'ENOSPC' || code === 'EMFILE';
        this.report({
          severity: 'warning',
          code: 'unwatchable',
          message: `cannot watch this folder (${code}), so changes in it are not detected`,
          place: { file: folder },
          hints: isLimit ? ['increase fs.inotify.max_user_watches with sysctl, or watch fewer folders'] : [],
        });
      }
      return false;
    }
  }

  /**
   * An event about the folder itself carries the folder's own name. A moved folder still sends events under its old
   * path, so it is no longer watched.
   */
  private handleEvent(folder: string, type: string, name: string | null): void {
    const isFolderItself = name === null || name === basename(folder);
    const path = isFolderItself ? folder : join(folder, name);
    if (type === 'rename') {
      for (const watched of this.watchers.keys()) if (isInside(watched, path)) this.unwatch(watched);
    }
    this.onChange(path);
    // The name may also be that of a file in the folder.
    if (isFolderItself && name !== null) this.onChange(join(folder, name));
  }

  private unwatch(folder: string): void {
    this.watchers.get(folder)?.close();
    this.watchers.delete(folder);
  }
}

/** True if `path` is `folder` or inside it. Compares the absolute paths only; links are not resolved. */
export function isInside(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

function nearestExistingFolder(path: string): string {
  for (let current = path; ; current = dirname(current))
    if (current === dirname(current) || isFolder(current)) return current;
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
