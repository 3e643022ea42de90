/** Makes figures anew whenever what they are made from changes. */

import { basename, dirname } from 'node:path';
import type { Task } from '../batch/task.js';
import { type Diagnostic, HeatmapError } from '../diagnostics.js';
import { visible } from '../host/diagnostic-formats.js';
import { UsageError } from '../host/exit.js';
import type { Reporter } from '../host/report.js';
import { CONFIG_FILE } from '../host/root.js';
import { type Content, contentOf } from './content.js';
import { type Drawing, type DrawSettings, drawTask } from './draw.js';
import { FolderWatch, isWithin } from './folder-watch.js';
import type { Search } from './search.js';

/** Hears of what there is to see. */
export interface Viewer {
  /** A figure was made, or could not be. */
  show(drawing: Drawing): void;
  /** There is no such figure any more. */
  remove(name: string): void;
}

/** Something is done about a change once so long nothing has changed, ms, */
const QUIET = 80;
/** or after this long where there is no end of changes. */
const LONGEST = 1000;
/** A fault that is mended within this time was a file that was being written; nothing is said of it. */
const WHOLE = 300;

/** What is to be done soon. */
interface Due {
  timer: NodeJS.Timeout | null;
  /** When it was first wanted. */
  since: number;
}

interface Figure extends Due {
  task: Task;
  /** What it was made from; null if it has to be made, whatever there is. */
  read: ReadonlyMap<string, Content> | null;
  /** It could not be made since then, and this was not said yet. */
  fault: { readonly drawing: Drawing; readonly since: number } | null;
  /** When it was found not to be there any more. */
  goneSince: number | null;
  /** Whether it was ever shown, and made. */
  isShown: boolean;
  isMade: boolean;
}

export class Watch {
  private readonly figures = new Map<string, Figure>();
  private readonly folders: FolderWatch;
  private readonly look: Due = { timer: null, since: 0 };
  private searched: ReadonlySet<string> = new Set();
  /** One thing is done at a time. */
  private queue: Promise<void> = Promise.resolve();
  /** Why it is not known which figures there are. */
  private fault: { readonly said: string; readonly since: number; isShown: boolean } | null = null;
  private failed: (error: unknown) => void = () => {};

  constructor(
    private readonly search: Search,
    private readonly settings: DrawSettings,
    private readonly reporter: Reporter,
    private readonly viewer: Viewer | null,
  ) {
    this.folders = new FolderWatch((path) => this.heard(path), reporter.report);
  }

  /**
   * Makes all figures, then watches until the process ends.
   *
   * @throws UsageError, HeatmapError if it cannot begin
   */
  async run(): Promise<never> {
    const started = performance.now();
    this.settings.fonts();
    for (const task of this.search.tasks()) this.add(task);
    for (const figure of this.figures.values()) {
      const drawing = await drawTask(figure.task, this.settings, new Map());
      figure.read = drawing.read;
      this.show(figure, drawing, false);
      await nextTurn();
    }
    const ended = new Promise<never>((_, failed) => {
      this.failed = failed;
    });
    this.searchFolders();
    const all = [...this.figures.values()];
    const bad = all.filter(({ isMade }) => !isMade).length;
    this.say(
      `${counted(all.length)}${bad ? `, ${bad} not made` : ''} (${took(performance.now() - started)}); watching`,
    );
    return ended;
  }

  private add(task: Task): Figure {
    const figure: Figure = {
      task,
      read: null,
      fault: null,
      goneSince: null,
      isShown: false,
      isMade: false,
      timer: null,
      since: 0,
    };
    this.figures.set(task.name, figure);
    return figure;
  }

  private heard(path: string): void {
    // Before figures are made, it has to be known which there are and where they go.
    if (this.mayMatter(path)) this.soon(this.look, () => this.lookAround());
    for (const figure of this.figures.values()) {
      if (figure.read?.has(path)) this.soon(figure, () => this.turn(figure));
    }
  }

  /** Whether there may be other figures or other folders now. */
  private mayMatter(path: string): boolean {
    const name = basename(path);
    if (name === CONFIG_FILE) return true;
    if (this.searched.has(dirname(path)) && !name.startsWith('.')) return true;
    return [...this.wanted()].some((folder) => isWithin(folder, path));
  }

  private soon(due: Due, work: () => void | Promise<void>): void {
    const longest = due.timer === null ? LONGEST : due.since + LONGEST - performance.now();
    this.after(due, Math.max(0, Math.min(QUIET, longest)), work);
  }

  private after(due: Due, wait: number, work: () => void | Promise<void>): void {
    if (due.timer === null) due.since = performance.now();
    else clearTimeout(due.timer);
    due.timer = setTimeout(() => {
      due.timer = null;
      // What is heard meanwhile comes in between.
      this.queue = this.queue.then(work).then(nextTurn);
      this.queue.catch(this.failed);
    }, wait);
  }

  /** Makes a figure anew if it would be another one. */
  private async turn(figure: Figure): Promise<void> {
    if (this.figures.get(figure.task.name) !== figure || figure.goneSince !== null) return;
    if (figure.read === null || isChanged(figure.read)) {
      const drawing = await drawTask(figure.task, this.settings, figure.read ?? new Map());
      figure.read = drawing.read;
      figure.fault = drawing.made ? null : { drawing, since: performance.now() };
      if (drawing.made) this.show(figure, drawing, true);
      // A folder that was not watched may have been changed since the figure was made from it.
      if (this.folders.watch(this.wanted()) && !figure.timer) this.after(figure, 0, () => this.turn(figure));
    }
    if (figure.fault === null || figure.timer) return;
    const { drawing, since } = figure.fault;
    const wait = since + WHOLE - performance.now();
    if (wait > 0) return this.after(figure, wait, () => this.turn(figure));
    figure.fault = null;
    this.show(figure, drawing, true);
  }

  private lookAround(): void {
    const tasks = this.tasksNow();
    if (tasks) this.compare(tasks);
    this.searchFolders();
  }

  private tasksNow(): readonly Task[] | null {
    try {
      const tasks = this.search.tasks();
      this.fault = null;
      return tasks;
    } catch (error) {
      this.complain(diagnosticsOf(error));
      return null;
    }
  }

  /** Once, and not of what is over soon. */
  private complain(diagnostics: readonly Diagnostic[]): void {
    const said = JSON.stringify(diagnostics);
    const now = performance.now();
    if (this.fault?.said !== said) this.fault = { said, since: now, isShown: false };
    if (this.fault.isShown) return;
    if (now - this.fault.since < WHOLE) {
      this.after(this.look, WHOLE, () => this.lookAround());
    } else {
      this.fault.isShown = true;
      diagnostics.forEach(this.reporter.report);
    }
  }

  private compare(tasks: readonly Task[]): void {
    const now = performance.now();
    const names = new Set(tasks.map(({ name }) => name));
    for (const task of tasks) {
      const figure = this.figures.get(task.name) ?? this.add(task);
      figure.goneSince = null;
      if (JSON.stringify(figure.task) !== JSON.stringify(task)) {
        figure.task = task;
        figure.read = null;
      }
    }
    for (const [name, figure] of this.figures) {
      if (names.has(name)) continue;
      figure.goneSince ??= now;
      if (now - figure.goneSince >= WHOLE) this.remove(figure);
      else this.after(this.look, WHOLE, () => this.lookAround());
    }
  }

  private remove(figure: Figure): void {
    const { name, input } = figure.task;
    this.figures.delete(name);
    if (!figure.isShown) return;
    this.say(
      `${visible(input)} is gone${figure.isMade && this.settings.writes ? '; what was made of it stays' : ''}`,
    );
    this.viewer?.remove(name);
  }

  /** Finds the folders to watch, and looks whether any figure has to be made anew. */
  private searchFolders(): void {
    this.searched = new Set(this.search.folders());
    this.folders.watch(this.wanted());
    for (const figure of this.figures.values()) {
      if (!figure.timer) this.after(figure, 0, () => this.turn(figure));
    }
  }

  private wanted(): Set<string> {
    const wanted = new Set(this.searched);
    for (const { read } of this.figures.values()) {
      for (const path of read?.keys() ?? []) wanted.add(dirname(path));
    }
    return wanted;
  }

  private show(figure: Figure, drawing: Drawing, says: boolean): void {
    const { task, diagnostics, time, made } = drawing;
    diagnostics.forEach(this.reporter.report);
    if (says) {
      const name = visible(`${figure.isShown ? '' : 'new: '}${task.name}`);
      const files = this.settings.writes
        ? ` → ${visible(task.targets.map(({ path }) => path).join(', '))}`
        : '';
      const stays = figure.isMade ? '; it stays as it was' : '';
      this.say(made ? `${name}${files} (${took(time)})` : `${name} could not be made${stays}`);
    }
    figure.isShown = true;
    figure.isMade ||= made !== null;
    this.viewer?.show(drawing);
  }

  private say(what: string): void {
    this.reporter.say(`${new Date().toTimeString().slice(0, 8)} ${what}`);
  }
}

/** What an error says that is no defect. */
function diagnosticsOf(error: unknown): readonly Diagnostic[] {
  if (error instanceof HeatmapError) return error.diagnostics;
  if (error instanceof UsageError) return [{ severity: 'error', code: 'usage', message: error.message }];
  throw error;
}

function nextTurn(): Promise<void> {
  return new Promise((done) => void setImmediate(done));
}

function isChanged(read: ReadonlyMap<string, Content>): boolean {
  return [...read].some(([path, before]) => contentOf(path, before).sha256 !== before.sha256);
}

function counted(figures: number): string {
  return `${figures} figure${figures === 1 ? '' : 's'}`;
}

function took(time: number): string {
  return `${Math.round(time)} ms`;
}
