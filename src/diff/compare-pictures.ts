/** Compares pictures of which one or both have no data: only their pixels are known. */
import { fail, type Report } from '../diagnostics.js';
import type { FontSet } from '../fonts/font-set.js';
import { listFormats, OUTPUT_FORMATS, type OutputFormat, WRITERS } from '../output/index.js';
import type { Pixels } from '../output/pixels.js';
import type { Box } from '../scene/box.js';
import type { Scene } from '../scene/scene.js';
import { findPixelRegions, type PixelRegions, resample } from './pixel-regions.js';
import { decodePixels } from './pixels.js';

/** The file of a picture. */
export interface NamedPicture {
  readonly name: string;
  readonly format: OutputFormat;
  readonly bytes: Uint8Array;
}

export interface PictureChanges {
  readonly sentences: readonly string[];
  /** Whether changes of a few pixels may have been missed. */
  readonly isRough: boolean;
}

/** Pictures whose shapes differ by more are not scaled to the same size. */
const MAX_STRETCH = 0.01;
const MAX_NAMED_BOXES = 3;
const MAX_BOXES = 100;

/**
 * Describes how the pixels of two pictures differ. Larger pictures of the same shape are scaled down.
 *
 * Error: `no-pixels`. Reports: `edges-ignored`.
 */
export function comparePictures(before: NamedPicture, after: NamedPicture, report: Report): PictureChanges {
  const [a, b] = [readPicture(before), readPicture(after)];
  const isSameSize = a.width === b.width && a.height === b.height;
  const canScale = Math.abs((a.width * b.height) / (a.height * b.width) - 1) <= MAX_STRETCH;
  const [width, height] = [Math.min(a.width, b.width), Math.min(a.height, b.height)];
  const scaled = isSameSize || !canScale ? [a, b] : [resample(a, width, height), resample(b, width, height)];
  const ignoresEdges = before.format !== after.format || (!isSameSize && canScale);
  if (ignoresEdges) {
    report({
      severity: 'info',
      code: 'edges-ignored',
      message:
        'the edges of letters and shapes were not compared, because pictures in different formats or sizes smooth them differently; a change of one letter may be missed',
      hints: ['to compare all values and texts, use figures that were drawn with --embed'],
    });
  }
  const regions = findPixelRegions(scaled[0], scaled[1], ignoresEdges);
  const isSizeChange = !isSameSize && (before.format === after.format || !canScale);
  const sizes = `from ${a.width} × ${a.height} to ${b.width} × ${b.height} pixels`;
  const sentences = [...(isSizeChange ? [`the size changed ${sizes}`] : []), ...describeRegions(regions)];
  return { sentences, isRough: ignoresEdges };
}

/** Error: `no-pixels`, if the pixels of a format cannot be read. */
export function rejectWithoutPixels({ name, format }: NamedPicture): void {
  if (WRITERS[format].readPixels) return;
  failWithoutPixels(
    name,
    `${name} carries no spec, and the pixels of ${format.toUpperCase()} files cannot be read`,
  );
}

/** Returns boxes around the pixels that differ between two drawn scenes, px; null if their sizes differ. */
export function findChangedBoxes(before: Scene, after: Scene, fonts: FontSet): readonly Box[] | null {
  const format = OUTPUT_FORMATS.find((candidate) => !WRITERS[candidate].vector) as OutputFormat;
  const [a, b] = [before, after].map((scene) => decodePixels(format, WRITERS[format].write(scene, fonts)));
  if (!a || !b || a.width !== b.width || a.height !== b.height) return null;
  return findPixelRegions(a, b, false)
    .boxes.slice(0, MAX_BOXES)
    .map(({ left, right, top, bottom }) => {
      const [x, y] = [before.width / a.width, before.height / a.height];
      return { left: left * x, right: right * x, top: top * y, bottom: bottom * y };
    });
}

function readPicture({ name, format, bytes }: NamedPicture): Pixels {
  const pixels = decodePixels(format, bytes);
  if (pixels) return pixels;
  return failWithoutPixels(name, `${name} is damaged or too large, so its pixels cannot be compared`);
}

function failWithoutPixels(file: string, message: string): never {
  fail(
    'no-pixels',
    message,
    { file },
    `figures can be compared if they are ${listFormats((writer) => writer.readPixels !== null)} files, or were drawn with --embed`,
  );
}

function describeRegions({ changed, total, boxes }: PixelRegions): string[] {
  if (changed === 0) return [];
  const percent = (100 * changed) / total;
  const share = percent < 0.1 ? 'less than 0.1 %' : `${percent.toFixed(1)} %`;
  const places = boxes
    .slice(0, MAX_NAMED_BOXES)
    .map(({ left, right, top, bottom }) => `(${left}, ${top}) to (${right - 1}, ${bottom - 1})`);
  const rest = boxes.length - places.length;
  const list = `${places.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
  const noun = boxes.length === 1 ? 'place' : 'places';
  return [`${changed} of ${total} pixels differ (${share}), in ${boxes.length} ${noun}: ${list}`];
}
