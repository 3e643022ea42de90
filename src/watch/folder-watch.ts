/** Hears of what happens to files in a set of folders, also to those that vanish and come back. */
import { type FSWatcher, statSync, watch } from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';
import type { Report } from '../diagnostics.js';

/** What was not there may have come just before the folder above it was watched, so it is looked for again, at most so often. */
const ATTEMPTS = 4;

export class FolderWatch {
  private readonly open = new Map<string, FSWatcher>();
  private readonly refused = new Set<string>();

  /** `changed` hears of each file or folder that may have changed, come or gone. */
  constructor(
    private readonly changed: (path: string) => void,
    private readonly report: Report,
  ) {}

  /**
   * Watches these folders, by absolute paths, and no others, not what is below them; for one that is not there, the
   * nearest above it. True if one was not watched before, so that something may have happened there unheard.
   */
  watch(wanted: ReadonlySet<string>): boolean {
    let isNew = false;
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const next = new Set([...wanted].map(nearestFolder));
      for (const folder of this.open.keys()) if (!next.has(folder)) this.leave(folder);
      const added = [...next].filter((folder) => !this.open.has(folder) && this.add(folder));
      if (added.length === 0) break;
      isNew = true;
    }
    return isNew;
  }

  private add(folder: string): boolean {
    try {
      const watcher = watch(folder);
      this.open.set(folder, watcher);
      watcher.on('change', (type, name) => this.heard(folder, type, name === null ? null : String(name)));
      watcher.on('error', () => this.heard(folder, 'rename', null));
      return true;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== 'ENOENT' && code !== 'ENOTDIR' && !this.refused.has(folder)) {
        this.refused.add(folder);
        const isFull = code === 'ENOSPC' || code === 'EMFILE';
        this.report({
          severity: 'warning',
          code: 'unwatchable',
          message: `the folder cannot be watched (${code}), so changes in it are not seen`,
          place: { file: folder },
          hints: isFull ? ['raise fs.inotify.max_user_watches with sysctl, or watch fewer folders'] : [],
        });
      }
      return false;
    }
  }

  /** A folder hears of itself under its own name. Of one that was moved more is heard, as if it were where it was: so it is left. */
  private heard(folder: string, type: string, name: string | null): void {
    const isOwn = name === null || name === basename(folder);
    const path = isOwn ? folder : join(folder, name);
    if (type === 'rename') {
      for (const open of this.open.keys()) if (isWithin(open, path)) this.leave(open);
    }
    this.changed(path);
    if (isOwn && name !== null) this.changed(join(folder, name));
  }

  private leave(folder: string): void {
    this.open.get(folder)?.close();
    this.open.delete(folder);
  }
}

/** Whether `path` is `folder` or lies below it, by their absolute paths alone. */
export function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

function nearestFolder(path: string): string {
  for (let at = path; ; at = dirname(at)) if (at === dirname(at) || isFolder(at)) return at;
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
