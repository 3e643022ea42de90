/** Redraws figures when the files that they depend on change. */

import { basename, dirname } from 'node:path';
import type { Task } from '../batch/task.js';
import { type Diagnostic, HeatmapError } from '../diagnostics.js';
import { replaceControlCharacters } from '../host/diagnostic-formats.js';
import { UsageError } from '../host/exit.js';
import type { Reporter } from '../host/report.js';
import { CONFIG_FILE } from '../host/root.js';
import { formatCount } from '../phrases.js';
import { type DrawResult, type DrawSettings, drawTask } from './draw-task.js';
import { type FileVersion, readVersion } from './file-version.js';
import { FolderWatcher, isInside } from './folder-watcher.js';
import { type JobTimer, Scheduler, yieldToEvents } from './scheduler.js';
import type { TaskSearch } from './search.js';

/** Displays the current figures. */
export interface FigureView {
  /** Shows a figure, or the errors that prevent it. */
  show(result: DrawResult): void;
  /** Removes a figure whose input was deleted. */
  remove(name: string): void;
}

/** An error that disappears within this time came from a file that was being saved, and is not reported. In ms. */
const GRACE_PERIOD = 300;

interface WatchedFigure {
  task: Task;
  readonly timer: JobTimer;
  /** The files from which it was drawn; null if it must be redrawn in any case. */
  dependencies: ReadonlyMap<string, FileVersion> | null;
  /** The last drawing, if it failed and this is not reported yet. */
  pendingFailure: { readonly result: DrawResult; readonly since: number } | null;
  /** When its input was first found missing. */
  missingSince: number | null;
  isShown: boolean;
  /** Whether it was ever drawn without errors. */
  isDrawn: boolean;
}

export class Watcher {
  private readonly figures = new Map<string, WatchedFigure>();
  private readonly folders: FolderWatcher;
  private readonly scheduler = new Scheduler((error) => this.stop(error));
  private readonly rescanTimer: JobTimer = { timeout: null, since: 0 };
  private searchedFolders: ReadonlySet<string> = new Set();
  /** Why the last search failed. */
  private searchFailure: { readonly key: string; readonly since: number; isReported: boolean } | null = null;
  private stop: (error: unknown) => void = () => {};

  constructor(
    private readonly search: TaskSearch,
    private readonly settings: DrawSettings,
    private readonly reporter: Reporter,
    private readonly view: FigureView | null,
  ) {
    this.folders = new FolderWatcher((path) => this.onChange(path), reporter.report);
  }

  /**
   * Draws all figures, then watches until the process ends.
   *
   * @throws UsageError, HeatmapError if the first search fails or a font cannot be read
   */
  async run(): Promise<never> {
    const started = performance.now();
    this.settings.fonts();
    for (const task of this.search.tasks()) this.add(task);
    for (const figure of this.figures.values()) {
      const result = await drawTask(figure.task, this.settings, new Map());
      figure.dependencies = result.dependencies;
      this.show(figure, result, false);
      await yieldToEvents();
    }
    const stopped = new Promise<never>((_, reject) => {
      this.stop = reject;
    });
    this.watchFolders();
    const figures = [...this.figures.values()];
    const failures = figures.filter(({ isDrawn }) => !isDrawn).length;
    this.log(
      `${formatCount(figures.length, 'figure')}${failures ? `, ${failures} failed` : ''} (${durationText(performance.now() - started)}); watching`,
    );
    return stopped;
  }

  private add(task: Task): WatchedFigure {
    const figure: WatchedFigure = {
      task,
      timer: { timeout: null, since: 0 },
      dependencies: null,
      pendingFailure: null,
      missingSince: null,
      isShown: false,
      isDrawn: false,
    };
    this.figures.set(task.name, figure);
    return figure;
  }

  private onChange(path: string): void {
    // Rescan first: the change may add figures or change their output paths.
    if (this.affectsSearch(path)) this.scheduler.debounce(this.rescanTimer, () => this.rescan());
    for (const figure of this.figures.values()) {
      if (figure.dependencies?.has(path)) this.scheduler.debounce(figure.timer, () => this.rebuild(figure));
    }
  }

  /** True if the change may add or remove figures or folders. */
  private affectsSearch(path: string): boolean {
    const name = basename(path);
    if (name === CONFIG_FILE) return true;
    if (this.searchedFolders.has(dirname(path)) && !name.startsWith('.')) return true;
    return [...this.requiredFolders()].some((folder) => isInside(folder, path));
  }

  /** Redraws a figure if one of its dependencies has changed. */
  private async rebuild(figure: WatchedFigure): Promise<void> {
    if (this.figures.get(figure.task.name) !== figure || figure.missingSince !== null) return;
    if (figure.dependencies === null || isChanged(figure.dependencies)) {
      const previous = figure.dependencies ?? new Map();
      const result = await drawTask(figure.task, this.settings, previous);
      figure.dependencies = result.dependencies;
      figure.pendingFailure = result.figure ? null : { result, since: performance.now() };
      if (result.figure) this.show(figure, result, true);
      // A file that was no dependency until now may have changed since the figure was drawn from it.
      const hasNewFolder = this.folders.watch(this.requiredFolders());
      const hasNewFile = [...result.dependencies.keys()].some((path) => !previous.has(path));
      if ((hasNewFolder || hasNewFile) && !figure.timer.timeout) this.recheck(figure, 0);
    }
    if (figure.pendingFailure === null || figure.timer.timeout) return;
    const { result, since } = figure.pendingFailure;
    const remaining = since + GRACE_PERIOD - performance.now();
    if (remaining > 0) return this.recheck(figure, remaining);
    figure.pendingFailure = null;
    this.show(figure, result, true);
  }

  private recheck(figure: WatchedFigure, delay: number): void {
    this.scheduler.schedule(figure.timer, delay, () => this.rebuild(figure));
  }

  /** Searches for figures and folders again. */
  private rescan(): void {
    const tasks = this.findTasks();
    if (tasks) this.updateFigures(tasks);
    this.watchFolders();
  }

  private rescanLater(): void {
    this.scheduler.schedule(this.rescanTimer, GRACE_PERIOD, () => this.rescan());
  }

  private findTasks(): readonly Task[] | null {
    try {
      const tasks = this.search.tasks();
      this.searchFailure = null;
      return tasks;
    } catch (error) {
      this.handleSearchFailure(toDiagnostics(error));
      return null;
    }
  }

  /** Reports a failure once, and only if it lasts longer than the grace period. */
  private handleSearchFailure(diagnostics: readonly Diagnostic[]): void {
    const key = JSON.stringify(diagnostics);
    const now = performance.now();
    if (this.searchFailure?.key !== key) this.searchFailure = { key, since: now, isReported: false };
    if (this.searchFailure.isReported) return;
    if (now - this.searchFailure.since < GRACE_PERIOD) {
      this.rescanLater();
    } else {
      this.searchFailure.isReported = true;
      diagnostics.forEach(this.reporter.report);
    }
  }

  private updateFigures(tasks: readonly Task[]): void {
    const now = performance.now();
    const names = new Set(tasks.map(({ name }) => name));
    for (const task of tasks) {
      const figure = this.figures.get(task.name) ?? this.add(task);
      figure.missingSince = null;
      if (JSON.stringify(figure.task) !== JSON.stringify(task)) {
        figure.task = task;
        figure.dependencies = null;
      }
    }
    for (const [name, figure] of this.figures) {
      if (names.has(name)) continue;
      figure.missingSince ??= now;
      if (now - figure.missingSince >= GRACE_PERIOD) this.remove(figure);
      else this.rescanLater();
    }
  }

  private remove(figure: WatchedFigure): void {
    const { name, input } = figure.task;
    this.figures.delete(name);
    if (!figure.isShown) return;
    const hasFiles = figure.isDrawn && this.settings.writesFiles;
    this.log(`${replaceControlCharacters(input)} was deleted${hasFiles ? '; its figure is kept' : ''}`);
    this.view?.remove(name);
  }

  /** Watches all required folders, and rebuilds figures that have changed meanwhile. */
  private watchFolders(): void {
    this.searchedFolders = new Set(this.search.folders());
    this.folders.watch(this.requiredFolders());
    for (const figure of this.figures.values()) {
      if (!figure.timer.timeout) this.recheck(figure, 0);
    }
  }

  /** Returns the searched folders and the folders of all dependencies. */
  private requiredFolders(): Set<string> {
    const folders = new Set(this.searchedFolders);
    for (const { dependencies } of this.figures.values()) {
      for (const path of dependencies?.keys() ?? []) folders.add(dirname(path));
    }
    return folders;
  }

  private show(figure: WatchedFigure, result: DrawResult, isLogged: boolean): void {
    const { task, diagnostics, time } = result;
    // A view in the terminal clears it, so messages come after it.
    this.view?.show(result);
    diagnostics.forEach(this.reporter.report);
    if (isLogged) {
      const name = replaceControlCharacters(`${figure.isShown ? '' : 'new: '}${task.name}`);
      const files = this.settings.writesFiles
        ? ` → ${replaceControlCharacters(task.targets.map(({ path }) => path).join(', '))}`
        : '';
      const note = figure.isDrawn ? '; its last good figure is kept' : '';
      this.log(result.figure ? `${name}${files} (${durationText(time)})` : `${name} failed${note}`);
    }
    figure.isShown = true;
    figure.isDrawn ||= result.figure !== null;
  }

  private log(message: string): void {
    this.reporter.printLine(`${new Date().toTimeString().slice(0, 8)} ${message}`);
  }
}

/** Returns the diagnostics of an expected error; rethrows any other. */
function toDiagnostics(error: unknown): readonly Diagnostic[] {
  if (error instanceof HeatmapError) return error.diagnostics;
  if (error instanceof UsageError) return [{ severity: 'error', code: 'usage', message: error.message }];
  throw error;
}

function isChanged(dependencies: ReadonlyMap<string, FileVersion>): boolean {
  return [...dependencies].some(([path, version]) => readVersion(path, version).sha256 !== version.sha256);
}

function durationText(ms: number): string {
  return `${Math.round(ms)} ms`;
}
