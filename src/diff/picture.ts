/** What has changed, to be seen: before, after, and where they differ. */

import { bundledFonts } from '../fonts/fonts.js';
import type { OutputFormat } from '../output/index.js';
import type { Canvas } from '../output/png/canvas.js';
import { encodePng } from '../output/png/encode.js';
import { paint } from '../output/png/paint.js';
import { frameAround } from '../scene/frame.js';
import type { Item } from '../scene/scene.js';
import { THEMES } from '../theme.js';
import { measure, metrics } from '../typography/measure.js';
import { samePixel } from './compare.js';
import { type Pixels, pixelsOf } from './pixels.js';

/** A figure's file. */
export interface PictureFile {
  readonly format: OutputFormat;
  readonly bytes: Uint8Array;
}

/** What differs; no colormap has it. */
const CHANGED = [230, 0, 126] as const;
/** The share of its contrast to white that is left to what has not changed. */
const FADED = 0.2;
/** Pixels of each picture; more than any screen has. Larger ones are made smaller by whole factors. */
const MOST_PIXELS = 16_000_000;
const DPI = 96;
const LEAST = { width: 200, height: 120 };

/**
 * A PNG of `before`, `after` and their difference side by side, each from its upper left corner, in which what has
 * changed is pink and all else faded to grey. Where there is no picture a box says so.
 */
export function diffPicture(before: PictureFile | null, after: PictureFile): Uint8Array {
  const a = before && pixelsOf(before.format, before.bytes);
  const b = pixelsOf(after.format, after.bytes);
  const [full, tall] = [Math.max(a?.width ?? 0, b?.width ?? 0), Math.max(a?.height ?? 0, b?.height ?? 0)];
  const shrink = Math.ceil(Math.sqrt((full * tall) / MOST_PIXELS)) || 1;
  const width = Math.max(LEAST.width, Math.ceil(full / shrink));
  const height = Math.max(LEAST.height, Math.ceil(tall / shrink));
  const none = 'cannot be read as a picture';
  const page = new Page(width, height, [
    ['before', a ? null : before ? none : 'there is none'],
    ['after', b ? null : none],
    ['difference', a && b ? null : 'there is nothing to compare'],
  ]);
  if (a) page.draw(0, a.width, a.height, shrink, (x, y) => onWhite(a, x, y));
  if (b) page.draw(1, b.width, b.height, shrink, (x, y) => onWhite(b, x, y));
  if (a && b) {
    page.draw(2, full, tall, shrink, (x, y) => (samePixel(a, b, x, y) ? faded(onWhite(b, x, y)) : CHANGED));
  }
  return encodePng(page.canvas, DPI);
}

type Rgb = readonly [number, number, number];

function onWhite({ width, data }: Pixels, x: number, y: number): Rgb {
  const i = 4 * (y * width + x);
  const alpha = data[i + 3] / 255;
  const over = (c: number) => Math.round(255 + (data[i + c] - 255) * alpha);
  return [over(0), over(1), over(2)];
}

function faded([r, g, b]: Rgb): Rgb {
  const grey = Math.round(255 - (255 - (0.2126 * r + 0.7152 * g + 0.0722 * b)) * FADED);
  return [grey, grey, grey];
}

/** A white page with room for three pictures of the same size, each under its caption and in a thin frame. */
class Page {
  readonly canvas: Canvas;
  private readonly margin: number;
  private readonly top: number;

  /** Of each picture, its caption and what stands in its place if there is none. */
  constructor(
    private readonly each: number,
    tall: number,
    pictures: readonly (readonly [caption: string, instead: string | null])[],
  ) {
    const size = Math.round(Math.min(40, Math.max(14, each / 30)));
    this.margin = size;
    this.top = 3 * size;
    const { color } = THEMES.light;
    const items = pictures.flatMap(([caption, instead], i): Item[] => {
      const left = this.left(i);
      const box = { left, right: left + each, top: this.top, bottom: this.top + tall };
      const frame = frameAround(box, color.frame, 1);
      const title = line(caption, left, 2 * size, size, each, color.text);
      const note =
        instead && line(instead, left + size / 2, this.top + 2 * size, size, each - size, color.secondary);
      return note ? [frame, title, note] : [frame, title];
    });
    this.canvas = paint(
      {
        width: this.left(pictures.length),
        height: this.top + tall + this.margin,
        pixelRatio: 1,
        dpi: DPI,
        background: '#ffffff',
        title: 'Difference',
        description: '',
        text: 'outline',
        items,
      },
      bundledFonts(),
    );
  }

  /** Pixels of a picture in its place; of a block that becomes one, the first that has changed, else the first. */
  draw(
    i: number,
    width: number,
    height: number,
    shrink: number,
    colorAt: (x: number, y: number) => Rgb,
  ): void {
    const left = this.left(i);
    for (let y = 0; y < height; y += shrink) {
      for (let x = 0; x < width; x += shrink) {
        let color = colorAt(x, y);
        for (let k = 1; k < shrink * shrink && color !== CHANGED; k++) {
          const [u, v] = [x + (k % shrink), y + Math.floor(k / shrink)];
          if (u < width && v < height && colorAt(u, v) === CHANGED) color = CHANGED;
        }
        this.canvas.rows.set(color, this.canvas.at(left + x / shrink, this.top + y / shrink));
      }
    }
  }

  private left(i: number): number {
    return this.margin + i * (this.each + this.margin);
  }
}

/** A line of text from `x` on, in letters of `size` px or so small that it is no wider than `widest`. */
function line(text: string, x: number, y: number, size: number, widest: number, fill: string): Item {
  const fitting = Math.min(size, widest / measure(text, 1, 'normal', bundledFonts()));
  const { ascent, descent } = metrics('normal', bundledFonts());
  return {
    kind: 'text',
    role: 'caption',
    text,
    x,
    y,
    anchor: 'start',
    angle: 0,
    size: fitting,
    weight: 'normal',
    fill,
    width: measure(text, fitting, 'normal', bundledFonts()),
    ascent: ascent * fitting,
    descent: descent * fitting,
  };
}
