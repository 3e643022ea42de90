/** Draws a figure before and after a change, and where they differ. */
import { bundledFonts } from '../fonts/font-set.js';
import type { OutputFormat } from '../output/index.js';
import type { Pixels } from '../output/pixels.js';
import type { Canvas } from '../output/png/canvas.js';
import { encodePng } from '../output/png/encode.js';
import { paint } from '../output/png/paint.js';
import { pngWriter } from '../output/png/png.js';
import { frameAround } from '../scene/frame.js';
import type { Item } from '../scene/scene.js';
import { THEMES } from '../theme.js';
import { fontMetrics, measure } from '../typography/measure.js';
import { isSamePixel } from './compare.js';
import { decodePixels } from './pixels.js';

/** The file of a figure. */
export interface ImageFile {
  readonly format: OutputFormat;
  readonly bytes: Uint8Array;
}

/** Marks pixels that changed; no colormap contains this colour. */
const CHANGED_COLOR = [230, 0, 126] as const;
/** The contrast to white that unchanged pixels keep. */
const UNCHANGED_CONTRAST = 0.2;
/** Pixels of each picture. Larger pictures are downsampled by a whole factor. */
const MAX_PICTURE_PIXELS = 16_000_000;
const DPI = 96;
const MIN_SIZE = { width: 200, height: 120 };

/** The extension of difference pictures. */
export const DIFFERENCE_EXTENSION = pngWriter.extension;

/**
 * Returns a PNG with `before`, `after` and their difference side by side, aligned at their top left corners. In the
 * difference, changed pixels are pink and all others are pale grey. A note replaces a picture that does not exist.
 */
export function renderDifference(before: ImageFile | null, after: ImageFile): Uint8Array {
  const a = before && decodePixels(before.format, before.bytes);
  const b = decodePixels(after.format, after.bytes);
  const fullWidth = Math.max(a?.width ?? 0, b?.width ?? 0);
  const fullHeight = Math.max(a?.height ?? 0, b?.height ?? 0);
  const factor = Math.ceil(Math.sqrt((fullWidth * fullHeight) / MAX_PICTURE_PIXELS)) || 1;
  const width = Math.max(MIN_SIZE.width, Math.ceil(fullWidth / factor));
  const height = Math.max(MIN_SIZE.height, Math.ceil(fullHeight / factor));
  const unreadable = 'cannot be read as a picture';
  const page = new DifferencePage(width, height, [
    ['before', a ? null : before ? unreadable : 'there is no file'],
    ['after', b ? null : unreadable],
    ['difference', a && b ? null : 'there is nothing to compare'],
  ]);
  if (a) page.draw(0, { width: a.width, height: a.height, factor, colorAt: (x, y) => onWhite(a, x, y) });
  if (b) page.draw(1, { width: b.width, height: b.height, factor, colorAt: (x, y) => onWhite(b, x, y) });
  if (a && b) {
    const colorAt = (x: number, y: number) =>
      isSamePixel(a, b, x, y) ? fade(onWhite(b, x, y)) : CHANGED_COLOR;
    page.draw(2, { width: fullWidth, height: fullHeight, factor, colorAt });
  }
  return encodePng(page.canvas, DPI);
}

type RgbColor = readonly [number, number, number];

/** Returns the colour of a pixel on a white background. */
function onWhite({ width, data }: Pixels, x: number, y: number): RgbColor {
  const i = 4 * (y * width + x);
  const alpha = data[i + 3] / 255;
  const blend = (channel: number) => Math.round(255 + (data[i + channel] - 255) * alpha);
  return [blend(0), blend(1), blend(2)];
}

function fade([r, g, b]: RgbColor): RgbColor {
  const luminance = 0.2126 * r + 0.7152 * g + 0.0722 * b;
  const grey = Math.round(255 - (255 - luminance) * UNCHANGED_CONTRAST);
  return [grey, grey, grey];
}

/** A picture, drawn with every `factor`-th pixel of a row and a column. */
interface Raster {
  readonly width: number;
  readonly height: number;
  readonly factor: number;
  readonly colorAt: (x: number, y: number) => RgbColor;
}

/** A white page with three pictures of the same size, each with a caption and a thin frame. */
class DifferencePage {
  readonly canvas: Canvas;
  private readonly margin: number;
  private readonly top: number;

  /** `pictures` holds the caption of each picture, and the note that replaces it if it does not exist. */
  constructor(
    private readonly pictureWidth: number,
    pictureHeight: number,
    pictures: readonly (readonly [caption: string, note: string | null])[],
  ) {
    const fontSize = Math.round(Math.min(40, Math.max(14, pictureWidth / 30)));
    this.margin = fontSize;
    this.top = 3 * fontSize;
    const { color } = THEMES.light;
    const items = pictures.flatMap(([caption, note], i): Item[] => {
      const left = this.left(i);
      const box = { left, right: left + pictureWidth, top: this.top, bottom: this.top + pictureHeight };
      const frame = frameAround(box, color.frame, 1);
      const title = textLine(caption, left, 2 * fontSize, fontSize, pictureWidth, color.text);
      if (note === null) return [frame, title];
      const [x, y, maxWidth] = [left + fontSize / 2, this.top + 2 * fontSize, pictureWidth - fontSize];
      return [frame, title, textLine(note, x, y, fontSize, maxWidth, color.secondary)];
    });
    this.canvas = paint(
      {
        width: this.left(pictures.length),
        height: this.top + pictureHeight + this.margin,
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

  /** Draws picture `i`. A block of pixels becomes one pixel: marked as changed if any of them is, else the first. */
  draw(i: number, { width, height, factor, colorAt }: Raster): void {
    const left = this.left(i);
    for (let y = 0; y < height; y += factor) {
      for (let x = 0; x < width; x += factor) {
        let color = colorAt(x, y);
        for (let k = 1; k < factor * factor && color !== CHANGED_COLOR; k++) {
          const [u, v] = [x + (k % factor), y + Math.floor(k / factor)];
          if (u < width && v < height && colorAt(u, v) === CHANGED_COLOR) color = CHANGED_COLOR;
        }
        this.canvas.scanlines.set(color, this.canvas.offset(left + x / factor, this.top + y / factor));
      }
    }
  }

  private left(i: number): number {
    return this.margin + i * (this.pictureWidth + this.margin);
  }
}

/** Returns a line of text that starts at `x`. The font shrinks if the text would be wider than `maxWidth`. */
function textLine(
  text: string,
  x: number,
  y: number,
  fontSize: number,
  maxWidth: number,
  fill: string,
): Item {
  const size = Math.min(fontSize, maxWidth / measure(text, 1, 'normal', bundledFonts()));
  const { ascent, descent } = fontMetrics('normal', bundledFonts());
  return {
    kind: 'text',
    role: 'caption',
    text,
    x,
    y,
    anchor: 'start',
    angle: 0,
    size,
    weight: 'normal',
    fill,
    width: measure(text, size, 'normal', bundledFonts()),
    ascent: ascent * size,
    descent: descent * size,
  };
}
