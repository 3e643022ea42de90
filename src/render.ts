/** The whole pipeline, in order: bytes → Spec → Spec with matrices → Figure → Scene → bytes. */
import type { Diagnostic, Report } from './diagnostics.js';
import type { Drawn, Figure, Room } from './figure/figure.js';
import { describeFigure, planFigure } from './figure/resolve.js';
import { bundledFonts, type FontSet } from './fonts/fonts.js';
import { loadInput, type Open, type Primary } from './input/load.js';
import { drawFigure, placeFigure, roomsOf } from './layout/layout.js';
import { type OutputFormat, WRITERS } from './output/index.js';
import type { Scene } from './scene/scene.js';
import type { ParsedSpec } from './spec/parse.js';

export interface Job {
  readonly parsed: ParsedSpec;
  /** A matrix given beside a spec that names no data. */
  readonly primary: Primary | null;
  /** How files that the spec names are opened. */
  readonly open: Open;
  /** Multiplies the pixels of a raster picture; 1 is the size at its dpi. */
  readonly zoom: number;
  /** False where nobody will read a description, for which all values are gone through: a PNG has none, and the figure's is empty then. */
  readonly described?: boolean;
}

/** A figure, and everything in it where it has its place. */
export interface Picture {
  readonly figure: Figure;
  readonly scene: Scene;
}

/**
 * Draws a figure. How many cells a body has room for is known once everything around it has its place; which colours
 * there are, once it is known what is drawn. So a figure that has not the room it was planned with is planned anew.
 */
export function draw(
  { parsed, primary, open, zoom, described = true }: Job,
  report: Report,
  fonts: FontSet = bundledFonts(),
): Picture {
  if (!(zoom > 0)) throw new RangeError(`zoom is ${zoom}, and has to be a number above 0`);
  const input = loadInput(parsed, primary, open, report);
  let rooms: readonly Room[] | null = null;
  for (;;) {
    const said: Diagnostic[] = [];
    const planned = planFigure(input, zoom, rooms, (diagnostic) => said.push(diagnostic));
    const placed = placeFigure(planned, fonts, report);
    const found = roomsOf(planned, placed);
    if (planned.panels.every(({ drawn }, i) => fits(drawn, found[i]))) {
      for (const diagnostic of said) report(diagnostic);
      const figure = describeFigure(planned, input.spec, described);
      return { figure, scene: drawFigure(figure, placed) };
    }
    rooms = found.map(({ rows, columns }, i) => ({
      rows: least(rows, rooms?.[i].rows),
      columns: least(columns, rooms?.[i].columns),
    }));
  }
}

/** The smaller room of each stretch, so that rooms only ever become smaller. */
function least(found: readonly number[], before: readonly number[] = found): number[] {
  return found.map((room, i) => Math.min(room, before[i]));
}

function fits({ rows, columns }: Drawn, room: Room): boolean {
  const within = (counts: readonly number[], rooms: readonly number[]) =>
    counts.every((count, i) => count <= Math.max(1, rooms[i]));
  return within(rows, room.rows) && within(columns, room.columns);
}

export function write(scene: Scene, format: OutputFormat, fonts: FontSet = bundledFonts()): Uint8Array {
  return WRITERS[format](scene, fonts);
}
