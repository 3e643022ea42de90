/** Writes a scene whose positions are whole characters as lines of text, with control sequences only for colours. */
import { type Hex, luminance } from '../../color/color.js';
import { type CellsItem, NOT_DRAWN, type PathItem, type Scene, type TextItem } from '../../scene/scene.js';
import { Canvas, CHARACTER, CONTINUATION, type Paint } from './canvas.js';
import { toCharacters } from './characters.js';
import type { TerminalAbilities } from './colors.js';
import { drawDots } from './dots.js';
import { serialize } from './serialize.js';
import { createShades } from './shades.js';

/** Paths on cells. Others are drawn only beside cells. */
const ROLES_ON_CELLS: readonly string[] = ['mark', 'stars', 'highlight'];
/** A middle between two rows, up to a rounding error, is in the lower one. */
const TOLERANCE = 0.01;
/** The share of the height of capitals in the font size of the grid. */
const CAP_HEIGHT = 0.5;
/** On a darker colour, a line is white. */
const DARK_LUMINANCE = 0.2;

/** Returns the lines of the scene, which is as wide as `scene.width` in characters of 8 × 16 px. */
export function writeTerminal(scene: Scene, abilities: TerminalAbilities): string {
  const { unicode } = abilities;
  const canvas = new Canvas(scene.width, scene.height);
  const shadeOf = createShades(scene, unicode);
  for (const item of scene.items) {
    if (item.kind === 'cells') fillCells(item, shadeOf, canvas);
    else if (item.kind === 'path' && unicode) drawPath(item, canvas);
  }
  // Cells need no text to be understood, so titles and labels come first where two texts would overlap.
  const texts = scene.items.filter((item) => item.kind === 'text');
  for (const item of texts) if (item.role !== 'value') drawText(item, unicode, canvas);
  for (const item of texts) if (item.role === 'value') drawText(item, unicode, canvas);
  return serialize(canvas, abilities);
}

function fillCells(
  item: CellsItem,
  shadeOf: (cells: CellsItem, index: number) => string,
  canvas: Canvas,
): void {
  const { left, right, top, bottom, indices, palette } = item;
  const paints = palette.map((color, index): Paint => ({ color, shade: shadeOf(item, index) }));
  for (let i = 0; i < top.length; i++) {
    for (let j = 0; j < left.length; j++) {
      const index = indices[i * left.length + j];
      if (index !== NOT_DRAWN) canvas.fill(left[j], right[j], top[i], bottom[i], paints[index]);
    }
  }
}

function drawPath(item: PathItem, canvas: Canvas): void {
  const { role } = item;
  // Half characters are cells without lines between them.
  if (role === 'frame') return;
  if (role === 'missing') drawHatch(item, canvas);
  else if (role === 'colorbar') drawArrow(item, canvas);
  else if (role === 'highlight') drawDots({ ...item, stroke: lineColor(item, canvas) }, canvas, true);
  else drawDots(item, canvas, ROLES_ON_CELLS.includes(role));
}

/** Draws a hatched cell as slashes in the colour of its lines. */
function drawHatch({ subpaths, stroke }: PathItem, canvas: Canvas): void {
  for (const subpath of subpaths) {
    const [x0, y0, x1, y1] = subpath as readonly number[];
    const [column, row] = [(x0 + x1) / 2 / CHARACTER.width, (y0 + y1) / 2 / CHARACTER.height].map(Math.floor);
    if (row >= canvas.rows || column >= canvas.columns) continue;
    const at = row * canvas.columns + column;
    if (canvas.upper(at) === canvas.lower(at)) {
      canvas.hatches.set(at, stroke as Hex);
    }
  }
}

/** Draws the arrow at an end of a colorbar: a triangle of two characters, or one. */
function drawArrow({ subpaths, fill }: PathItem, canvas: Canvas): void {
  const [x0, y0, x1, y1, tipX, tipY] = subpaths[0] as readonly number[];
  if (fill === null) return;
  const column = Math.floor(Math.min(x0, x1, tipX) / CHARACTER.width);
  const row = Math.floor((Math.min(y0, y1, tipY) + CHARACTER.height / 4) / CHARACTER.height);
  const ink = { color: fill, isBold: false };
  const shape = x0 === x1 ? (tipX > x0 ? '▶' : ' ◀') : tipY < y0 ? '◢◣' : '◥◤';
  [...shape].forEach((character, i) => {
    if (character !== ' ' && canvas.isFree(column + i, row, 1))
      canvas.setText(column + i, row, character, ink);
  });
}

/** Returns black or white, whichever is visible on the cells at the corner of an outline. */
function lineColor({ subpaths, stroke }: PathItem, canvas: Canvas): Hex | null {
  const [x, y] = subpaths[0] as readonly number[];
  const at = Math.floor(y / CHARACTER.height) * canvas.columns + Math.floor(x / CHARACTER.width);
  const paint = canvas.upper(at);
  if (!paint) return stroke;
  return luminance(paint.color) < DARK_LUMINANCE ? '#ffffff' : '#000000';
}

/** Draws a text in the row that its visual middle is in; on cells in its colour, else in that of the terminal. */
function drawText(item: TextItem, unicode: boolean, canvas: Canvas): void {
  if (item.angle !== 0) return;
  const characters = toCharacters(item.text, unicode);
  const length = characters.reduce((sum, { columns }) => sum + columns, 0);
  const shift = item.anchor === 'start' ? 0 : item.anchor === 'middle' ? item.width / 2 : item.width;
  const middle = item.y - (CAP_HEIGHT * item.size) / 2;
  const row = Math.floor((middle + TOLERANCE) / CHARACTER.height);
  const start = Math.floor((item.x - shift) / CHARACTER.width + 0.5);
  const first = Math.max(0, Math.min(start, canvas.columns - length));
  if (!canvas.isFree(first, row, length)) return;
  let column = first;
  for (const { text, columns } of characters) {
    const at = row * canvas.columns + column;
    const isOnCell = canvas.upper(at) !== null || canvas.lower(at) !== null;
    canvas.setText(column, row, text, { color: isOnCell ? item.fill : null, isBold: item.weight === 'bold' });
    if (columns === 2) canvas.setText(column + 1, row, CONTINUATION, { color: null, isBold: false });
    column += columns;
  }
}
