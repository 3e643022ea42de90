/** Paints what changes over the picture: values that the picture aggregates, highlights, the selection and the cursor. */
import type { AxisData } from '../../../scene/data.js';
import { NOT_DRAWN } from '../../../scene/scene.js';
import { layerAt } from '../value-text.js';
import type { Cell, Line, Model, Panel, Selection } from './model.js';
import type { View } from './view.js';

export interface Marks {
  /** The cells of the cursor and of the pointer. */
  readonly cells: readonly Cell[];
  readonly selection: Selection | null;
  /** Highlighted rows and columns. */
  readonly lines: readonly Line[];
  /** For each panel, 1 for each cell that is not dimmed; null: no cell is dimmed. */
  readonly kept: readonly (Uint8Array | null)[] | null;
}

/** The opacity of the background over dimmed cells. */
const DIMMING = 0.86;
const MIN_LABEL_DISTANCE = 13;
const MAX_LABEL_WIDTH = 160;
/** The labels of a body that begins further from the edge of the view are visible. */
const CLOSE_TO_EDGE = 8;
const MAX_OUTLINED_LINES = 200;

export function paintOverlay(canvas: HTMLCanvasElement, view: View, model: Model, marks: Marks): void {
  const ratio = window.devicePixelRatio || 1;
  const { width, height } = view.element.getBoundingClientRect();
  const size = [Math.max(1, Math.round(width * ratio)), Math.max(1, Math.round(height * ratio))];
  if (canvas.width !== size[0] || canvas.height !== size[1]) [canvas.width, canvas.height] = size;
  const context = canvas.getContext('2d') as CanvasRenderingContext2D;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, canvas.width, canvas.height);
  model.panels.forEach((panel, p) => {
    const part = visiblePart(canvas, view, panel, ratio);
    if (!part) return;
    if (panel.drawnAs !== null && view.zoom > 1) paintValues(context, part, model, panel);
    const kept = marks.kept?.[p];
    if (kept) paintDimming(context, part, panel, kept, model.background);
  });
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  for (const line of marks.lines.slice(0, MAX_OUTLINED_LINES)) {
    const { rows, columns } = model.panels[line.panel];
    const all = (axis: AxisData): [number, number] => [0, axis.start.length - 1];
    const one: [number, number] = [line.position, line.position];
    outline(context, view, model, {
      panel: line.panel,
      rows: line.axis === 'y' ? one : all(rows),
      columns: line.axis === 'x' ? one : all(columns),
    });
  }
  if (marks.selection) outline(context, view, model, marks.selection, '#0b5cad33');
  for (const { panel, row, column } of marks.cells) {
    outline(context, view, model, { panel, rows: [row, row], columns: [column, column] });
  }
  if (view.zoom > 1)
    for (const panel of model.panels) paintLabels(context, view, panel, width, height, model.background);
}

/** A visible part of a panel in device pixels, with the first and the last position that each pixel shows; -1 for a gap. */
interface PixelWindow {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly columns: PixelPositions;
  readonly rows: PixelPositions;
}

interface PixelPositions {
  readonly first: Int32Array;
  readonly last: Int32Array;
  /** Whether each position has at least one pixel. */
  readonly isExact: boolean;
}

function visiblePart(canvas: HTMLCanvasElement, view: View, panel: Panel, ratio: number): PixelWindow | null {
  const { rows, columns } = panel;
  const end = (axis: AxisData) => axis.end[axis.end.length - 1];
  const [x0, y0] = view.fromFigure(columns.start[0], rows.start[0]).map((at) => at * ratio);
  const [x1, y1] = view.fromFigure(end(columns), end(rows)).map((at) => at * ratio);
  const [left, top] = [Math.max(0, Math.round(x0)), Math.max(0, Math.round(y0))];
  const width = Math.min(canvas.width, Math.round(x1)) - left;
  const height = Math.min(canvas.height, Math.round(y1)) - top;
  if (width <= 0 || height <= 0) return null;
  const scale = view.scale * ratio;
  const [originX, originY] = view.fromFigure(0, 0).map((at) => at * ratio);
  return {
    left,
    top,
    width,
    height,
    columns: pixelPositions(columns, (left - originX) / scale, 1 / scale, width),
    rows: pixelPositions(rows, (top - originY) / scale, 1 / scale, height),
  };
}

/** Returns the positions that each of `count` pixels shows; the first pixel begins at `from`, px of the figure. */
function pixelPositions(
  { start, end }: AxisData,
  from: number,
  pixel: number,
  count: number,
): PixelPositions {
  const first = new Int32Array(count).fill(-1);
  const last = new Int32Array(count).fill(-1);
  let isExact = true;
  let position = 0;
  for (let i = 0; i < count; i++) {
    const [low, middle, high] = [from + i * pixel, from + (i + 0.5) * pixel, from + (i + 1) * pixel];
    while (position < end.length - 1 && end[position] <= low) position++;
    let [from_, to] = [position, position];
    if (end[position] - start[position] >= pixel) {
      if (end[position] <= middle && position < end.length - 1) from_ = to = position + 1;
      if (middle < start[to]) continue;
    } else {
      isExact = false;
      while (to < start.length - 1 && start[to + 1] < high) to++;
    }
    if (start[from_] >= high) continue;
    first[i] = from_;
    last[i] = to;
  }
  return { first, last, isExact };
}

/** Paints each value in its colour, where each has at least one pixel. */
function paintValues(context: CanvasRenderingContext2D, part: PixelWindow, model: Model, panel: Panel): void {
  const { width, height, rows, columns } = part;
  if (!rows.isExact || !columns.isExact) return;
  const stride = panel.columns.start.length;
  const colors = new Map(
    panel.layers.map(({ scale }) => [
      scale,
      Uint32Array.from(model.scales[scale].palette, (color) => rgba(color)),
    ]),
  );
  const image = context.createImageData(width, height);
  const pixels = new Uint32Array(image.data.buffer);
  for (let y = 0; y < height; y++) {
    const row = rows.first[y];
    if (row < 0) continue;
    if (y > 0 && rows.first[y - 1] === row) {
      pixels.copyWithin(y * width, (y - 1) * width, y * width);
      continue;
    }
    for (let x = 0; x < width; x++) {
      const column = columns.first[x];
      if (column < 0) continue;
      const cell = row * stride + column;
      const { scale, indices } = panel.layers.length > 1 ? layerAt(panel.layers, cell) : panel.layers[0];
      if (indices[cell] !== NOT_DRAWN)
        pixels[y * width + x] = (colors.get(scale) as Uint32Array)[indices[cell]];
    }
  }
  context.putImageData(image, part.left, part.top);
}

function paintDimming(
  context: CanvasRenderingContext2D,
  part: PixelWindow,
  panel: Panel,
  kept: Uint8Array,
  background: string,
): void {
  const { width, height, rows, columns } = part;
  const stride = panel.columns.start.length;
  const color = rgba(background, DIMMING);
  const image = context.createImageData(width, height);
  const pixels = new Uint32Array(image.data.buffer);
  for (let y = 0; y < height; y++) {
    if (rows.first[y] < 0) continue;
    if (y > 0 && rows.first[y - 1] === rows.first[y] && rows.last[y - 1] === rows.last[y]) {
      pixels.copyWithin(y * width, (y - 1) * width, y * width);
      continue;
    }
    for (let x = 0; x < width; x++) {
      if (columns.first[x] >= 0 && !hasKept(x, y)) pixels[y * width + x] = color;
    }
  }
  drawImageData(context, image, part);

  function hasKept(x: number, y: number): boolean {
    for (let row = rows.first[y]; row <= rows.last[y]; row++) {
      for (let column = columns.first[x]; column <= columns.last[x]; column++) {
        if (kept[row * stride + column]) return true;
      }
    }
    return false;
  }
}

/** Draws pixels over those of the canvas. */
function drawImageData(
  context: CanvasRenderingContext2D,
  image: ImageData,
  { left, top }: PixelWindow,
): void {
  const buffer = document.createElement('canvas');
  [buffer.width, buffer.height] = [image.width, image.height];
  buffer.getContext('2d')?.putImageData(image, 0, 0);
  context.drawImage(buffer, left, top);
}

/** Returns a colour "#rrggbb" in the byte order of image data. */
function rgba(color: string, opacity = 1): number {
  const value = Number.parseInt(color.slice(1, 7), 16);
  const bytes = Uint8Array.of(value >> 16, (value >> 8) & 255, value & 255, Math.round(opacity * 255));
  return new Uint32Array(bytes.buffer)[0];
}

/** Draws a dark line with a light halo around cells. */
function outline(
  context: CanvasRenderingContext2D,
  view: View,
  { panels }: Model,
  { panel, rows, columns }: Selection,
  fill?: string,
): void {
  const { rows: y, columns: x } = panels[panel];
  const [left, top] = view.fromFigure(x.start[columns[0]], y.start[rows[0]]);
  const [right, bottom] = view.fromFigure(x.end[columns[1]], y.end[rows[1]]);
  // A cell smaller than a few pixels would be hidden by its outline.
  const grow = (length: number) => Math.max(0, (5 - length) / 2);
  const [dx, dy] = [grow(right - left), grow(bottom - top)];
  const box = [left - dx, top - dy, right - left + 2 * dx, bottom - top + 2 * dy] as const;
  if (fill) {
    context.fillStyle = fill;
    context.fillRect(...box);
  }
  for (const [color, width] of [
    ['#ffffff', 4],
    ['#111111', 2],
  ] as const) {
    context.strokeStyle = color;
    context.lineWidth = width;
    context.strokeRect(...box);
  }
}

/** A label at an edge of the view, CSS px along it. */
interface EdgeLabel {
  readonly at: number;
  readonly text: string;
}

/** Writes the names of visible rows and columns at the edges of the view if the labels of the figure are outside of it. */
function paintLabels(
  context: CanvasRenderingContext2D,
  view: View,
  { rows, columns }: Panel,
  width: number,
  height: number,
  background: string,
): void {
  const { scale } = view;
  const [left, top] = view.fromFigure(columns.start[0], rows.start[0]);
  const [right, bottom] = view.fromFigure(columns.end[columns.end.length - 1], rows.end[rows.end.length - 1]);
  if (right <= 0 || bottom <= 0 || left >= width || top >= height) return;
  context.font = '12px Arimo, Arial, Helvetica, sans-serif';
  context.textBaseline = 'middle';
  const visible = (axis: AxisData, from: number, low: number, high: number) => {
    const labels: EdgeLabel[] = [];
    let previous = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < axis.start.length; i++) {
      const at = ((axis.start[i] + axis.end[i]) / 2) * scale + from;
      if (at < low || at > high || at - previous < MIN_LABEL_DISTANCE) continue;
      labels.push({ at, text: shorten(context, axis.names[i]) });
      previous = at;
    }
    return labels;
  };
  const [originX, originY] = view.fromFigure(0, 0);
  /** Whether the names of rows are at the right edge. */
  const isRightToLeft = document.documentElement.dir === 'rtl';
  const areRowsHidden = isRightToLeft ? right > width - CLOSE_TO_EDGE : left < CLOSE_TO_EDGE;
  const rowLabels = areRowsHidden ? visible(rows, originY, 6, height - 6) : [];
  const columnLabels = top < CLOSE_TO_EDGE ? visible(columns, originX, 6, width - 6) : [];
  const depthOf = (labels: readonly EdgeLabel[]) =>
    labels.length === 0
      ? 0
      : 8 + labels.reduce((max, { text }) => Math.max(max, context.measureText(text).width), 0);
  const [rowDepth, columnDepth] = [depthOf(rowLabels), depthOf(columnLabels)];
  const textColor = isDark(background) ? '#eeeeee' : '#1b1b1b';
  context.fillStyle = background;
  const rowEdge = isRightToLeft ? width - rowDepth : 0;
  context.fillRect(rowEdge, Math.max(0, top), rowDepth, Math.min(height, bottom) - Math.max(0, top));
  context.fillRect(Math.max(0, left), 0, Math.min(width, right) - Math.max(0, left), columnDepth);
  context.fillStyle = textColor;
  context.textAlign = isRightToLeft ? 'right' : 'left';
  for (const { at, text } of rowLabels)
    if (at > columnDepth + 6) context.fillText(text, isRightToLeft ? width - 4 : 4, at);
  context.textAlign = 'left';
  for (const { at, text } of columnLabels) {
    if (isRightToLeft ? at > rowEdge - 6 : at < rowDepth + 6) continue;
    context.save();
    context.translate(at, columnDepth - 4);
    context.rotate(-Math.PI / 2);
    context.fillText(text, 0, 0);
    context.restore();
  }
}

function shorten(context: CanvasRenderingContext2D, text: string): string {
  let short = text.length > 80 ? `${text.slice(0, 80)}…` : text;
  while (short.length > 2 && context.measureText(short).width > MAX_LABEL_WIDTH)
    short = `${short.slice(0, -2)}…`;
  return short;
}

function isDark(color: string): boolean {
  const value = Number.parseInt(color.slice(1, 7), 16);
  return (value >> 16) * 0.3 + ((value >> 8) & 255) * 0.59 + (value & 255) * 0.11 < 128;
}
