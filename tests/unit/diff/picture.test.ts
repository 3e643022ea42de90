import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { diffPicture } from '../../../src/diff/picture.js';
import { rendered } from '../../support/figure.js';

const CHANGED = [230, 0, 126];

function made(spec: object, format: 'svg' | 'png') {
  const figure = rendered(spec);
  return { format, bytes: format === 'png' ? figure.png() : new TextEncoder().encode(figure.svg()) };
}

/** The picture as its pixels, how many of them are of the colour of what changed, and how many have a colour at all. */
function seen(bytes: Uint8Array) {
  const { width, height, data } = PNG.sync.read(Buffer.from(bytes));
  let [changed, coloured] = [0, 0];
  for (let i = 0; i < data.length; i += 4) {
    if (CHANGED.every((channel, c) => data[i + c] === channel)) changed++;
    if (Math.max(data[i], data[i + 1], data[i + 2]) - Math.min(data[i], data[i + 1], data[i + 2]) > 60)
      coloured++;
  }
  return { width, height, changed, coloured };
}

const grid = (value: number) => ({
  data: [
    [0, 1, value],
    [0.3, 0.4, 0.5],
  ],
  title: 'Some',
  size: { dpi: 96 },
});

describe.each(['png', 'svg'] as const)('the picture of a difference between %ss', (format) => {
  it('has nothing changed where they are the same', () => {
    const one = made(grid(0.2), format);
    const picture = seen(diffPicture(one, one));
    expect(picture.changed).toBe(0);
    expect(picture.coloured).toBeGreaterThan(0);
  });

  it('shows what changed, and all three beside each other', () => {
    const [a, b] = [made(grid(0.2), format), made(grid(0.8), format)];
    const picture = seen(diffPicture(a, b));
    expect(picture.changed).toBeGreaterThan(100);
    expect(picture.width).toBeGreaterThan(2 * picture.height);
  });

  it('has room for pictures of different sizes', () => {
    const wide = { data: [Array.from({ length: 40 }, (_, i) => i)], size: { dpi: 96 } };
    expect(seen(diffPicture(made(grid(0.2), format), made(wide, format))).changed).toBeGreaterThan(100);
  });

  it('has an empty box for what there is not, or what is damaged', () => {
    const one = made(grid(0.2), format);
    for (const before of [
      null,
      { format, bytes: one.bytes.subarray(0, 60) },
      { format, bytes: new Uint8Array(0) },
    ]) {
      const picture = seen(diffPicture(before, one));
      expect(picture.changed).toBe(0);
      expect(picture.coloured).toBeGreaterThan(0);
      const none = seen(diffPicture(before, { format, bytes: Uint8Array.of(7) }));
      expect(none.coloured).toBe(0);
    }
  });

  it('is the same every time', () => {
    const [a, b] = [made(grid(0.2), format), made(grid(0.8), format)];
    expect(diffPicture(a, b)).toEqual(diffPicture(a, b));
  });
});

it('draws the texts of an SVG in the fonts that come with the program', () => {
  const one = made({ ...grid(0.2), title: 'AUC' }, 'svg');
  const other = made({ ...grid(0.2), title: 'AVC' }, 'svg');
  const { changed } = seen(diffPicture(one, other));
  expect(changed).toBeGreaterThan(20);
  expect(changed).toBeLessThan(2000);
});
