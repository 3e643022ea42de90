import fc from 'fast-check';
import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { isSameOutput, pixelDifference } from '../../../src/diff/compare.js';
import { rendered } from '../../support/figure.js';

type Rgba = readonly [number, number, number, number];
const RED: Rgba = [255, 0, 0, 255];

function png(width: number, height: number, at: (x: number, y: number) => Rgba, level = 9): Uint8Array {
  const image = new PNG({ width, height });
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) image.data.set(at(x, y), 4 * (y * width + x));
  return PNG.sync.write(image, { deflateLevel: level });
}

const red = png(4, 3, () => RED);

describe('an SVG', () => {
  it('is equal if its bytes are equal', () => {
    const bytes = new TextEncoder().encode('<svg/>');
    expect(isSameOutput('svg', bytes, Uint8Array.from(bytes))).toBe(true);
    expect(isSameOutput('svg', bytes, new TextEncoder().encode('<svg />'))).toBe(false);
  });
});

describe('a PNG', () => {
  it('is equal if its pixels are equal, however they are compressed', () => {
    const other = png(4, 3, () => RED, 0);
    expect(Buffer.compare(red, other)).not.toBe(0);
    expect(isSameOutput('png', red, other)).toBe(true);
    expect(pixelDifference('png', red, other)).toBeNull();
  });

  it('is equal if only the colours of transparent pixels differ', () => {
    expect(
      isSameOutput(
        'png',
        png(2, 2, () => [1, 2, 3, 0]),
        png(2, 2, () => [9, 9, 9, 0]),
      ),
    ).toBe(true);
  });

  it('differs in size and in alpha', () => {
    expect(
      isSameOutput(
        'png',
        red,
        png(3, 4, () => RED),
      ),
    ).toBe(false);
    expect(
      isSameOutput(
        'png',
        red,
        png(4, 3, () => [255, 0, 0, 254]),
      ),
    ).toBe(false);
  });

  it('is equal after another program has written it again', () => {
    const made = rendered({
      data: [
        [1, 2],
        [3, 4],
      ],
      title: 'A',
      theme: 'transparent',
    }).png();
    const committed = PNG.sync.write(PNG.sync.read(Buffer.from(made)));
    expect(Buffer.compare(made, committed)).not.toBe(0);
    expect(isSameOutput('png', committed, made)).toBe(true);
  });

  it('differs without an exception if the file is damaged or not a PNG', () => {
    const damaged = [
      new Uint8Array(0),
      new TextEncoder().encode('<svg/>'),
      red.subarray(0, 8),
      red.subarray(0, 40),
      red.subarray(0, red.length - 13),
    ];
    for (const bytes of damaged) {
      expect(isSameOutput('png', bytes, red)).toBe(false);
      expect(pixelDifference('png', bytes, red)).toBeNull();
    }
    fc.assert(
      fc.property(fc.nat({ max: red.length - 1 }), fc.nat({ max: 255 }), (at, byte) => {
        const bytes = Uint8Array.from(red);
        bytes[at] = byte;
        expect(typeof isSameOutput('png', bytes, red)).toBe('boolean');
      }),
      { numRuns: 500 },
    );
  });

  it('with an enormous size in its header takes no memory', () => {
    const bytes = Buffer.from(red);
    bytes.writeUInt32BE(2 ** 31 - 1, 16);
    bytes.writeUInt32BE(2 ** 31 - 1, 20);
    expect(isSameOutput('png', bytes, red)).toBe(false);
  });

  it('reports how many pixels differ and their bounding box', () => {
    const size = fc.integer({ min: 1, max: 12 });
    fc.assert(
      fc.property(
        size,
        size,
        fc.array(fc.tuple(fc.nat(), fc.nat()), { minLength: 1 }),
        (width, height, at) => {
          const changed = new Set(at.map(([x, y]) => `${x % width} ${y % height}`));
          const places = [...changed].map((place) => place.split(' ').map(Number));
          const difference = pixelDifference(
            'png',
            png(width, height, () => RED),
            png(width, height, (x, y) => (changed.has(`${x} ${y}`) ? [0, 0, 255, 255] : RED)),
          );
          const [xs, ys] = [0, 1].map((axis) => places.map((place) => place[axis]));
          expect(difference).toEqual({
            count: changed.size,
            box: {
              left: Math.min(...xs),
              top: Math.min(...ys),
              right: Math.max(...xs),
              bottom: Math.max(...ys),
            },
          });
        },
      ),
    );
  });

  it('differs outside of the smaller picture', () => {
    expect(
      pixelDifference(
        'png',
        red,
        png(5, 3, () => RED),
      ),
    ).toEqual({
      count: 3,
      box: { left: 4, top: 0, right: 4, bottom: 2 },
    });
  });
});
