/**
 * What a batch remembers in its output folder: of each figure what it was made from and what it showed, one JSON object a
 * line. Lines are only ever added while figures are made, so a crash costs the last one at most; a figure's last line
 * counts, and lines that cannot be read are passed over. Every shard writes a file of its own.
 */
import { closeSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import type { Diagnostic } from '../diagnostics.js';
import type { Snapshot } from '../diff/snapshot.js';
import { unwritable } from '../host/io.js';
import { openInFolder, removeIfThere } from '../host/write.js';
import { hashOfFile } from './dependencies.js';
import type { Shard } from './shard.js';
import type { Dependency, Made, Task } from './task.js';

/** Paths are relative to the output folder, with "/". */
export interface Entry {
  readonly name: string;
  readonly input: string;
  /** The hash of everything but files that it was made with. */
  readonly key: string;
  readonly title: string;
  readonly description: string;
  readonly dependencies: readonly Dependency[];
  readonly outputs: readonly Dependency[];
  readonly diagnostics: readonly Diagnostic[];
  readonly snapshot: Snapshot | null;
}

const NAME = /^\.heatmap-manifest(?:\.\d+-of-\d+)?\.jsonl$/;
const MAIN = '.heatmap-manifest.jsonl';

export class Manifest {
  /** The last line of each figure, unread but for its name: with ten thousand figures they are many. */
  private readonly lines = new Map<string, string>();
  private readonly file: string;

  constructor(
    private readonly folder: string,
    shard: Shard | null,
  ) {
    this.file = join(folder, shard ? `.heatmap-manifest.${shard.index}-of-${shard.count}.jsonl` : MAIN);
    // The last one read counts: what shards say is newer than what was joined before, and a shard goes by its own.
    const rank = (file: string) => (basename(file) === MAIN ? 0 : file === this.file ? 2 : 1);
    for (const file of manifestsIn(folder).sort((a, b) => rank(a) - rank(b))) this.read(file);
  }

  get(name: string): Entry | null {
    const line = this.lines.get(name);
    return line === undefined ? null : parsed(line);
  }

  /** The entry as what became of its figure. */
  made({ dependencies, outputs, ...entry }: Entry): Made & { readonly diagnostics: readonly Diagnostic[] } {
    const here = (file: Dependency) => ({ ...file, path: this.path(file.path) });
    const { title, description, diagnostics } = entry;
    return {
      title,
      description,
      diagnostics,
      dependencies: dependencies.map(here),
      outputs: outputs.map(here),
      snapshot: null,
    };
  }

  /** Whether the figure is there as it was made, from files that are as they were; `hashes` remembers what was read. */
  isUnchanged(task: Task, key: string, hashes: Map<string, string>): boolean {
    const entry = this.get(task.name);
    if (!entry || entry.key !== key) return false;
    const sources = entry.dependencies.every(({ path, sha256 }) => {
      const full = this.path(path);
      const known = hashes.get(full) ?? hashOfFile(full);
      hashes.set(full, known);
      return known !== '' && known === sha256;
    });
    return (
      sources &&
      task.targets.every(({ path }) => {
        const output = entry.outputs.find((each) => this.path(each.path) === resolve(path));
        return output !== undefined && hashOfFile(path) === output.sha256;
      })
    );
  }

  /** Adds what was made. Error: `unwritable`. */
  add(task: Task, key: string, diagnostics: readonly Diagnostic[], made: Made): void {
    const there = (file: Dependency) => ({ ...file, path: this.fromFolder(file.path) });
    const entry: Entry = {
      name: task.name,
      input: this.fromFolder(task.input),
      key,
      title: made.title,
      description: made.description,
      dependencies: made.dependencies.map(there),
      outputs: made.outputs.map(there),
      diagnostics,
      snapshot: made.snapshot,
    };
    const line = JSON.stringify(entry);
    this.lines.set(task.name, line);
    try {
      const file = openInFolder(this.file, 'a');
      try {
        // It begins with a line end, as the line before may have been cut off.
        writeFileSync(file, `\n${line}\n`);
      } finally {
        closeSync(file);
      }
    } catch (error) {
      throw unwritable(this.file, error as NodeJS.ErrnoException);
    }
  }

  /** Writes the file anew, a line a figure that still has its input, and joins those of shards to it. Not for a shard. */
  compact(): void {
    const lines = [...this.lines].filter(([, line]) => {
      const entry = parsed(line);
      return entry !== null && existsSync(this.path(entry.input));
    });
    const sorted = lines.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, line]) => line);
    const temporary = `${this.file}.${process.pid}.tmp`;
    try {
      writeFileSync(temporary, `${sorted.join('\n')}\n`);
      renameSync(temporary, this.file);
      for (const file of manifestsIn(this.folder)) if (file !== this.file) rmSync(file, { force: true });
    } catch (error) {
      removeIfThere(temporary);
      throw unwritable(this.file, error as NodeJS.ErrnoException);
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
      const name = /^\{"name":("(?:[^"\\]|\\.)*")/.exec(line)?.[1];
      if (name !== undefined && line.endsWith('}')) this.lines.set(JSON.parse(name), line);
    }
  }

  private path(fromFolder: string): string {
    return resolve(this.folder, fromFolder);
  }

  private fromFolder(path: string): string {
    return relative(this.folder, path).replaceAll('\\', '/');
  }
}

function manifestsIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => NAME.test(name))
      .sort()
      .map((name) => join(folder, name));
  } catch {
    return [];
  }
}

/** A line as an entry; null where it is none: damaged, or of another making. */
function parsed(line: string): Entry | null {
  try {
    const entry = JSON.parse(line) as Entry;
    const files = (list: unknown) =>
      Array.isArray(list) && list.every((f) => typeof f?.path === 'string' && typeof f.sha256 === 'string');
    const texts = [entry.name, entry.input, entry.key, entry.title, entry.description];
    const sound =
      texts.every((text) => typeof text === 'string') &&
      files(entry.dependencies) &&
      files(entry.outputs) &&
      Array.isArray(entry.diagnostics);
    return sound ? entry : null;
  } catch {
    return null;
  }
}
