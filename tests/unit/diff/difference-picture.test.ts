import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { renderDifference } from '../../../src/diff/difference-picture.js';
import { rendered } from '../../support/figure.js';

const CHANGED_COLOR = [230, 0, 126];

function renderFile(spec: object, format: 'svg' | 'png') {
  const figure = rendered(spec);
  return { format, bytes: format === 'png' ? figure.png() : new TextEncoder().encode(figure.svg()) };
}

/** Counts the pixels in the colour of changes, and the pixels that are not grey. */
function measurePicture(bytes: Uint8Array) {
  const { width, height, data } = PNG.sync.read(Buffer.from(bytes));
  let [changed, coloredCount] = [0, 0];
  for (let i = 0; i < data.length; i += 4) {
    if (CHANGED_COLOR.every((channel, c) => data[i + c] === channel)) changed++;
    if (Math.max(data[i], data[i + 1], data[i + 2]) - Math.min(data[i], data[i + 1], data[i + 2]) > 60)
      coloredCount++;
  }
  return { width, height, changed, coloured: coloredCount };
}

const grid = (value: number) => ({
  data: [
    [0, 1, value],
    [0.3, 0.4, 0.5],
  ],
  title: 'Some',
  size: { dpi: 96 },
});

describe.each(['png', 'svg'] as const)('the difference between two %s files', (format) => {
  it('marks nothing if they are equal', () => {
    const one = renderFile(grid(0.2), format);
    const picture = measurePicture(renderDifference(one, one));
    expect(picture.changed).toBe(0);
    expect(picture.coloured).toBeGreaterThan(0);
  });

  it('marks changes, and shows the three pictures side by side', () => {
    const [a, b] = [renderFile(grid(0.2), format), renderFile(grid(0.8), format)];
    const picture = measurePicture(renderDifference(a, b));
    expect(picture.changed).toBeGreaterThan(100);
    expect(picture.width).toBeGreaterThan(2 * picture.height);
  });

  it('accepts pictures of different sizes', () => {
    const wide = { data: [Array.from({ length: 40 }, (_, i) => i)], size: { dpi: 96 } };
    expect(
      measurePicture(renderDifference(renderFile(grid(0.2), format), renderFile(wide, format))).changed,
    ).toBeGreaterThan(100);
  });

  it('shows an empty box for a missing or damaged file', () => {
    const one = renderFile(grid(0.2), format);
    for (const before of [
      null,
      { format, bytes: one.bytes.subarray(0, 60) },
      { format, bytes: new Uint8Array(0) },
    ]) {
      const picture = measurePicture(renderDifference(before, one));
      expect(picture.changed).toBe(0);
      expect(picture.coloured).toBeGreaterThan(0);
      const unreadable = measurePicture(renderDifference(before, { format, bytes: Uint8Array.of(7) }));
      expect(unreadable.coloured).toBe(0);
    }
  });

  it('is deterministic', () => {
    const [a, b] = [renderFile(grid(0.2), format), renderFile(grid(0.8), format)];
    expect(renderDifference(a, b)).toEqual(renderDifference(a, b));
  });
});

it('draws the text of an SVG in the bundled fonts', () => {
  const one = renderFile({ ...grid(0.2), title: 'AUC' }, 'svg');
  const other = renderFile({ ...grid(0.2), title: 'AVC' }, 'svg');
  const { changed } = measurePicture(renderDifference(one, other));
  expect(changed).toBeGreaterThan(20);
  expect(changed).toBeLessThan(2000);
});
