/**
 * The manifest in the output folder: for each figure the files it was made from, and a snapshot of what it shows. It has
 * one JSON object per line. Lines are only appended while figures are made, so a crash loses at most the last line. The
 * last line of a figure counts, and damaged lines are ignored. Each shard writes its own manifest. A line `{"start":name}` is
 * written before a figure is drawn: if no other line of the figure follows it, the process died meanwhile.
 */
import {
  closeSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { type Diagnostic, HeatmapError } from '../diagnostics.js';
import type { Snapshot } from '../diff/snapshot.js';
import { writeError } from '../host/io.js';
import { openCreatingFolder, removeIfExists } from '../host/write.js';
import { hashFile } from './dependencies.js';
import type { Shard } from './shard.js';
import type { FigureRecord, HashedFile, Task } from './task.js';

/** The keys are the format on disk, and `name` must stay the first. Paths are relative to the output folder, with "/". */
export interface ManifestEntry {
  readonly name: string;
  readonly input: string;
  /** The hash of the version and the options. */
  readonly key: string;
  readonly title: string;
  readonly description: string;
  readonly dependencies: readonly HashedFile[];
  readonly outputs: readonly HashedFile[];
  readonly diagnostics: readonly Diagnostic[];
  readonly snapshot: Snapshot | null;
}

const MANIFEST_NAME = /^\.heatmap-manifest(?:\.\d+-of-\d+)?\.jsonl$/;
const MAIN_MANIFEST = '.heatmap-manifest.jsonl';

export class Manifest {
  /** The last line of each figure by name. Lines are parsed on demand, because there may be thousands. */
  private readonly lines = new Map<string, string>();
  /** The names of the figures that were started and did not end. */
  private readonly started = new Set<string>();
  private readonly file: string;
  /** The outermost folder that was created for this manifest; '' if there was nothing to create, undefined before. */
  private createdFolder: string | undefined;

  constructor(
    private readonly folder: string,
    shard: Shard | null,
  ) {
    this.file = join(
      folder,
      shard ? `.heatmap-manifest.${shard.index}-of-${shard.count}.jsonl` : MAIN_MANIFEST,
    );
    // Later files override earlier ones. Shards are newer than the merged manifest, and the own shard is read last.
    const rank = (file: string) => (basename(file) === MAIN_MANIFEST ? 0 : file === this.file ? 2 : 1);
    for (const file of listManifests(folder).sort((a, b) => rank(a) - rank(b))) this.read(file);
  }

  /** Returns the entries of all figures that the manifest knows. */
  *entries(): Iterable<ManifestEntry> {
    for (const line of this.lines.values()) {
      const entry = parseEntry(line);
      if (entry) yield entry;
    }
  }

  get(name: string): ManifestEntry | null {
    const line = this.lines.get(name);
    return line === undefined ? null : parseEntry(line);
  }

  /** Whether the last process that made a figure died meanwhile. */
  wasInterrupted(name: string): boolean {
    return this.started.has(name);
  }

  /** Returns the record of a figure, without its snapshot. */
  toRecord(entry: ManifestEntry): FigureRecord & { readonly diagnostics: readonly Diagnostic[] } {
    const resolveFile = (file: HashedFile) => ({ ...file, path: this.resolvePath(file.path) });
    const { title, description, diagnostics, dependencies, outputs } = entry;
    return {
      title,
      description,
      diagnostics,
      dependencies: dependencies.map(resolveFile),
      outputs: outputs.map(resolveFile),
      snapshot: null,
    };
  }

  /** Whether the outputs and all files that a figure was made from are unchanged. `hashes` caches the hashes by path. */
  isUnchanged(task: Task, key: string, hashes: Map<string, string>): boolean {
    const entry = this.get(task.name);
    if (!entry || entry.key !== key) return false;
    const isSameInput = entry.dependencies.every((file) => {
      const path = this.resolvePath(file.path);
      const hash = hashes.get(path) ?? hashFile(path);
      hashes.set(path, hash);
      return hash !== '' && hash === file.sha256;
    });
    return (
      isSameInput &&
      task.targets.every(({ path }) => {
        const output = entry.outputs.find((file) => this.resolvePath(file.path) === resolve(path));
        return output !== undefined && hashFile(path) === output.sha256;
      })
    );
  }

  /**
   * Appends an entry.
   *
   * @throws HeatmapError `unwritable`
   */
  add(task: Task, key: string, diagnostics: readonly Diagnostic[], record: FigureRecord): void {
    const relativizeFile = (file: HashedFile) => ({ ...file, path: this.relativePath(file.path) });
    const entry: ManifestEntry = {
      name: task.name,
      input: this.relativePath(task.input),
      key,
      title: record.title,
      description: record.description,
      dependencies: record.dependencies.map(relativizeFile),
      outputs: record.outputs.map(relativizeFile),
      diagnostics,
      snapshot: record.snapshot,
    };
    const line = JSON.stringify(entry);
    this.lines.set(task.name, line);
    this.started.delete(task.name);
    this.append(line);
  }

  /** Records that a figure is being drawn; `add` or `end` must follow. Write errors are ignored, because `add` throws them. */
  start({ name }: Task): void {
    this.started.add(name);
    this.tryToAppend({ start: name });
  }

  /** Records that a figure has ended without an entry. */
  end({ name }: Task): void {
    this.started.delete(name);
    this.tryToAppend({ end: name });
  }

  private tryToAppend(event: { readonly start: string } | { readonly end: string }): void {
    try {
      this.append(JSON.stringify(event));
    } catch (error) {
      if (!(error instanceof HeatmapError)) throw error;
    }
  }

  private append(line: string): void {
    try {
      this.createdFolder ??= mkdirSync(this.folder, { recursive: true }) ?? '';
      const file = openCreatingFolder(this.file, 'a');
      try {
        // The leading line break ends a previous line that is incomplete.
        writeFileSync(file, `\n${line}\n`);
      } finally {
        closeSync(file);
      }
    } catch (error) {
      throw writeError(this.file, error as NodeJS.ErrnoException);
    }
  }

  /** Removes the file, and the folders that were created for it, if no figure was made. Returns whether there is none. */
  removeIfEmpty(): boolean {
    if (this.lines.size > 0 || this.started.size > 0) return false;
    removeIfExists(this.file);
    try {
      const outer = this.createdFolder ? dirname(resolve(this.createdFolder)) : resolve(this.folder);
      for (let folder = resolve(this.folder); folder !== outer; folder = dirname(folder)) rmdirSync(folder);
    } catch {
      // A folder has other files.
    }
    return true;
  }

  /**
   * Replaces all manifests, also those of shards, by one sorted manifest. Drops figures whose input and outputs no longer
   * exist. Must not be called for a shard.
   *
   * @throws HeatmapError `unwritable`
   */
  compact(): void {
    const lines = [...this.lines].filter(([, line]) => {
      const entry = parseEntry(line);
      return (
        entry !== null &&
        [entry.input, ...entry.outputs.map(({ path }) => path)].some((path) =>
          existsSync(this.resolvePath(path)),
        )
      );
    });
    const sorted = lines.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, line]) => line);
    for (const name of this.started) sorted.push(JSON.stringify({ start: name }));
    const temporary = `${this.file}.${process.pid}.tmp`;
    try {
      writeFileSync(temporary, `${sorted.join('\n')}\n`);
      renameSync(temporary, this.file);
      for (const file of listManifests(this.folder)) if (file !== this.file) rmSync(file, { force: true });
    } catch (error) {
      removeIfExists(temporary);
      throw writeError(this.file, error as NodeJS.ErrnoException);
    }
  }

  private read(file: string): void {
    let text: string;
    try {
      text = readFileSync(file, 'utf8');
    } catch {
      return;
    }
    for (const line of text.split('\n')) {
      const [, kind, quoted] = /^\{"(name|start|end)":("(?:[^"\\]|\\.)*")/.exec(line) ?? [];
      if (kind === undefined || !line.endsWith('}')) continue;
      const name = JSON.parse(quoted);
      if (kind === 'start') this.started.add(name);
      else this.started.delete(name);
      if (kind === 'name') this.lines.set(name, line);
    }
  }

  /** Returns the absolute path of a path in an entry. */
  resolvePath(path: string): string {
    return resolve(this.folder, path);
  }

  private relativePath(path: string): string {
    return relative(this.folder, path).replaceAll('\\', '/');
  }
}

function listManifests(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => MANIFEST_NAME.test(name))
      .sort()
      .map((name) => join(folder, name));
  } catch {
    return [];
  }
}

/** Parses a line; returns null if it is damaged or has another format. */
function parseEntry(line: string): ManifestEntry | null {
  try {
    const entry = JSON.parse(line) as ManifestEntry;
    const isFileList = (list: unknown) =>
      Array.isArray(list) && list.every((f) => typeof f?.path === 'string' && typeof f.sha256 === 'string');
    const texts = [entry.name, entry.input, entry.key, entry.title, entry.description];
    const isValid =
      texts.every((text) => typeof text === 'string') &&
      isFileList(entry.dependencies) &&
      isFileList(entry.outputs) &&
      Array.isArray(entry.diagnostics);
    return isValid ? entry : null;
  } catch {
    return null;
  }
}
