import { create } from './elements.js';
import { cellFacts, colorFacts, lineFacts } from './facts.js';
import { targetOfKey } from './keys.js';
import {
  type Cell,
  cellAt,
  cellsBetween,
  type Highlight,
  highlightedCells,
  type Line,
  type Model,
  type Selection,
  selectionSize,
} from './model.js';
import { paintOverlay } from './overlay.js';
import { listenToPointer, type PointerPosition } from './pointer.js';
import { selectionTsv, wholePanel } from './tables.js';
import { type Colors, colorsAt, targetAt } from './targets.js';
import { Tip } from './tip.js';
import { createTools } from './tools.js';
import { View } from './view.js';

const KEYS =
  'Arrow keys move from cell to cell, with Shift they select. Page Up and Page Down change the panel. ' +
  'Plus and minus zoom, 0 shows the whole figure. Control+C copies the selection. Escape ends highlights.';

const FIRST_CELL: Cell = { panel: 0, row: 0, column: 0 };

/** The page: its state, and what changes it. */
export class Page {
  private readonly canvas = create('canvas', {
    tabindex: 0,
    role: 'application',
    'aria-roledescription': 'heatmap',
    'aria-label': `Cells of the figure. ${KEYS}`,
  });
  private readonly tip = new Tip();
  private readonly state = create('p', { id: 'state', role: 'status' });
  private readonly view: View;
  private cursor: Cell | null = null;
  private hoveredCell: Cell | null = null;
  private selection: Selection | null = null;
  private lines: readonly Line[] = [];
  /** The rows and columns under the pointer. */
  private hoveredLines: readonly Line[] = [];
  private highlight: Highlight | null = null;
  private hoveredColors: Highlight | null = null;
  private kept: readonly (Uint8Array | null)[] | null = null;
  private isFrameRequested = false;
  /** Whether the cells get the focus from the pointer or a button, not from the keyboard. */
  private isFocusedByScript = false;

  constructor(
    private readonly model: Model,
    private readonly frame: HTMLElement,
    svg: SVGSVGElement,
  ) {
    this.view = new View(frame, svg, model, () => this.repaint());
    frame.append(this.canvas);
    document.body.append(this.tip.element);
    const tools = createTools(model, svg, {
      zoomBy: (factor) => this.view.zoomBy(factor),
      resetView: () => this.view.reset(),
      showLines: (lines, current) => this.showLines(lines, current),
      setHighlight: (highlight) => this.setHighlight(highlight),
      copy: () => this.copy(),
      say: (text) => this.say(text),
      help: KEYS,
    });
    frame.before(tools);
    frame.after(this.state);
    this.listen();
    // The size of the frame is not final before the fonts and the style are.
    new ResizeObserver(() => this.view.apply()).observe(frame);
  }

  private listen(): void {
    const { frame, canvas } = this;
    listenToPointer(frame, this.view, {
      press: () => this.focusCells(),
      isDragStart: ({ x, y }) => colorsAt(this.model, x, y) !== null,
      hover: (at) => this.hover(at),
      click: (at) => this.click(at),
      drag: (from, to) => this.drag(from, to),
      dragEnd: () => this.reportSelection(),
      leave: () => this.leave(),
      move: () => this.tip.hide(),
    });
    canvas.addEventListener('keydown', (event) => this.onKey(event));
    canvas.addEventListener('focus', () => {
      if (!this.isFocusedByScript) this.moveTo(this.cursor ?? FIRST_CELL, false);
    });
    canvas.addEventListener('blur', () => this.tip.hide());
    document.addEventListener('copy', (event) => this.onCopy(event));
    document.addEventListener('scroll', () => this.tip.hide(), { passive: true });
  }

  private click(at: PointerPosition): void {
    const { model } = this;
    this.selection = null;
    this.cursor = cellAt(model, at.x, at.y) ?? this.cursor;
    const target = targetAt(model, at.x, at.y);
    if (target?.colors) this.toggleHighlight({ kind: 'colors', ...target.colors });
    else this.lines = target?.line ? [target.line] : [];
    this.hover(at);
  }

  /** Selects cells, or highlights colours of a colorbar. */
  private drag(from: PointerPosition, to: PointerPosition): void {
    const { model } = this;
    this.tip.hide();
    const colors = [from, to].map(({ x, y }) => colorsAt(model, x, y));
    if (colors[0]) {
      if (colors[1]?.scale === colors[0].scale) this.highlightColors(colors[0], colors[1]);
      return;
    }
    const cells = [from, to].map(({ x, y }) => cellAt(model, x, y));
    if (cells[0] && cells[1]?.panel === cells[0].panel) this.select(cells[0], cells[1]);
  }

  private highlightColors(one: Colors, other: Colors): void {
    const { scale } = one;
    const [from, to] = [Math.min(one.from, other.from), Math.max(one.to, other.to)];
    this.setHighlight({ kind: 'colors', scale, from, to });
    this.say(`Highlighted: ${colorFacts(this.model, scale, from, to).headline}`);
  }

  private reportSelection(): void {
    if (this.selection) this.say(`${selectionSize(this.selection)} selected. Control+C copies them.`);
  }

  private leave(): void {
    this.tip.hide();
    this.hoveredLines = [];
    this.hoveredCell = null;
    this.setHoveredColors(null);
    this.repaint();
  }

  private hover({ x, y, clientX, clientY }: PointerPosition): void {
    const cell = cellAt(this.model, x, y);
    const target = cell ? null : targetAt(this.model, x, y);
    this.hoveredCell = cell;
    this.hoveredLines = target?.line ? [target.line] : [];
    this.setHoveredColors(target?.colors ? { kind: 'colors', ...target.colors } : null);
    const { model } = this;
    const facts = cell
      ? cellFacts(model, cell)
      : target?.line
        ? lineFacts(model, target.line)
        : target?.colors && colorFacts(model, target.colors.scale, target.colors.from, target.colors.to);
    if (facts) this.tip.show(facts, clientX, clientY);
    else this.tip.hide();
    this.repaint();
  }

  private select(from: Cell, to: Cell): void {
    this.selection = cellsBetween(from, to);
    this.repaint();
  }

  private onKey(event: KeyboardEvent): void {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'a') {
      event.preventDefault();
      this.selection = wholePanel(this.model, this.cursor?.panel ?? 0);
      this.repaint();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const move = targetOfKey(event.key, this.cursor ?? FIRST_CELL, this.model.panels);
    const actions: Record<string, () => void> = {
      '+': () => this.view.zoomBy(1.5),
      '=': () => this.view.zoomBy(1.5),
      '-': () => this.view.zoomBy(1 / 1.5),
      '0': () => this.view.reset(),
      Escape: () => this.clear(),
    };
    const action = actions[event.key];
    if (!move && !action) return;
    event.preventDefault();
    if (move) this.moveTo(move, event.shiftKey);
    else action();
  }

  /** Moves the cursor; with `selects`, the selection extends to it. */
  private moveTo(cell: Cell, selects: boolean): void {
    const { rows, columns } = this.model.panels[cell.panel];
    const anchor = this.anchor ?? this.cursor ?? cell;
    const { row, column } = cell;
    this.cursor = cell;
    if (selects && anchor.panel === cell.panel) {
      this.anchor = anchor;
      this.select(anchor, this.cursor);
    } else {
      this.anchor = null;
      this.selection = null;
    }
    const box = [columns.start[column], rows.start[row], columns.end[column], rows.end[row]] as const;
    this.view.reveal(...box);
    const facts = cellFacts(this.model, this.cursor);
    const { left, top } = this.frame.getBoundingClientRect();
    const [x, y] = this.view.fromFigure(box[2], box[3]);
    this.tip.show(facts, left + x, top + y);
    this.say([facts.headline, ...facts.lines].join(', '));
    this.repaint();
  }

  /** The cell at which a selection by keyboard began. */
  private anchor: Cell | null = null;

  private clear(): void {
    this.selection = null;
    this.lines = [];
    this.setHighlight(null);
    this.tip.hide();
    this.say('');
  }

  private showLines(lines: readonly Line[], current: number): void {
    this.lines = lines;
    this.tip.hide();
    const line = lines[current];
    if (line) {
      const { rows, columns } = this.model.panels[line.panel];
      const isRow = line.axis === 'y';
      const axis = isRow ? rows : columns;
      const [from, to] = [axis.start[line.position], axis.end[line.position]];
      const [x, y] = [columns.start[0], rows.start[0]];
      this.view.reveal(isRow ? x : from, isRow ? from : y, isRow ? x : to, isRow ? to : y);
      this.cursor = { panel: line.panel, row: isRow ? line.position : 0, column: isRow ? 0 : line.position };
    }
    this.repaint();
  }

  private toggleHighlight(highlight: Highlight): void {
    this.setHighlight(JSON.stringify(highlight) === JSON.stringify(this.highlight) ? null : highlight);
  }

  private setHighlight(highlight: Highlight | null): void {
    this.highlight = highlight;
    this.updateKept();
  }

  private setHoveredColors(highlight: Highlight | null): void {
    if (JSON.stringify(highlight) === JSON.stringify(this.hoveredColors)) return;
    this.hoveredColors = highlight;
    this.updateKept();
  }

  private updateKept(): void {
    const { model } = this;
    const highlight = this.hoveredColors ?? this.highlight;
    this.kept = highlight && model.panels.map((panel) => highlightedCells(model, panel, highlight));
    this.repaint();
  }

  private copy(): void {
    this.focusCells();
    document.execCommand('copy');
  }

  /** Copies the selection, or all cells of the panel of the cursor. */
  private onCopy(event: ClipboardEvent): void {
    const hasFocus = document.activeElement === this.canvas;
    if (!hasFocus || !event.clipboardData) return;
    const selection = this.selection ?? wholePanel(this.model, this.cursor?.panel ?? 0);
    event.clipboardData.setData('text/plain', selectionTsv(this.model, selection));
    event.preventDefault();
    this.say(`Copied ${selectionSize(selection)}`);
  }

  private say(text: string): void {
    this.state.textContent = text;
  }

  private focusCells(): void {
    this.isFocusedByScript = true;
    this.canvas.focus({ preventScroll: true });
    this.isFocusedByScript = false;
  }

  private repaint(): void {
    if (this.isFrameRequested) return;
    this.isFrameRequested = true;
    requestAnimationFrame(() => {
      this.isFrameRequested = false;
      const { cursor, hoveredCell, selection, kept } = this;
      paintOverlay(this.canvas, this.view, this.model, {
        cells: [cursor, hoveredCell].filter((cell) => cell !== null),
        selection,
        lines: [...this.lines, ...this.hoveredLines],
        kept,
      });
    });
  }
}
