import { describe, expect, it } from 'vitest';
import { Canvas } from '../../../../src/output/png/canvas.js';
import { type CellsItem, NOT_DRAWN } from '../../../../src/scene/scene.js';

const pixel = (canvas: Canvas, x: number, y: number) => [
  ...canvas.rows.subarray(canvas.at(x, y), canvas.at(x, y) + canvas.depth),
];
const picture = (canvas: Canvas) =>
  Array.from({ length: canvas.height }, (_, y) =>
    Array.from({ length: canvas.width }, (_, x) => pixel(canvas, x, y)[0]),
  );

const grid = (parts: Partial<CellsItem>): CellsItem => ({
  kind: 'cells',
  role: 'body',
  left: [1, 3],
  right: [3, 4],
  top: [0, 1],
  bottom: [1, 3],
  indices: Uint16Array.of(0, 1, 1, 0),
  palette: ['#010203', '#020304'],
  ...parts,
});

describe('a canvas', () => {
  it('begins with its background, each row after a byte that says it is not filtered', () => {
    const canvas = new Canvas(2, 2, '#102030');
    expect([...canvas.rows]).toEqual([0, 16, 32, 48, 16, 32, 48, 0, 16, 32, 48, 16, 32, 48]);
    expect([...new Canvas(1, 1, null).rows]).toEqual([0, 0, 0, 0, 0]);
  });

  it('is the same in memory that another has painted on', () => {
    for (const background of ['#102030', null]) {
      const memory = new Uint8Array(new Canvas(3, 4, background).rows.length).fill(77);
      memory[0] = 0;
      expect(new Canvas(3, 4, background, memory).rows).toEqual(new Canvas(3, 4, background).rows);
      expect(new Canvas(3, 4, background, memory.subarray(1)).rows).toEqual(
        new Canvas(3, 4, background).rows,
      );
    }
  });

  it('has cells between their edges, and nothing elsewhere', () => {
    const canvas = new Canvas(5, 4, '#000000');
    canvas.cells(grid({}));
    expect(picture(canvas)).toEqual([
      [0, 1, 1, 2, 0],
      [0, 2, 2, 1, 0],
      [0, 2, 2, 1, 0],
      [0, 0, 0, 0, 0],
    ]);
    expect(pixel(canvas, 3, 0)).toEqual([2, 3, 4]);
  });

  it('leaves holes and gaps between cells as they were', () => {
    const canvas = new Canvas(5, 3, '#000000');
    canvas.rectangles([{ left: 0, top: 0, right: 5, bottom: 1 }], '#090909', 255);
    canvas.cells(
      grid({ left: [0, 3], right: [2, 5], top: [0], bottom: [3], indices: Uint16Array.of(NOT_DRAWN, 1) }),
    );
    expect(picture(canvas)).toEqual([
      [9, 9, 9, 2, 2],
      [0, 0, 0, 2, 2],
      [0, 0, 0, 2, 2],
    ]);
  });

  it('mixes colours by how much of a pixel is covered', () => {
    const canvas = new Canvas(3, 1, '#ff0000');
    canvas.rectangles([{ left: 0, top: 0, right: 1, bottom: 1 }], '#0000ff', 255);
    canvas.rectangles([{ left: 1, top: 0, right: 2, bottom: 1 }], '#0000ff', 51);
    expect([0, 1, 2].map((x) => pixel(canvas, x, 0))).toEqual([
      [0, 0, 255],
      [204, 0, 51],
      [255, 0, 0],
    ]);
  });

  it('keeps colours premultiplied where there is no background', () => {
    const canvas = new Canvas(1, 1, null);
    canvas.rectangles([{ left: 0, top: 0, right: 1, bottom: 1 }], '#ff8000', 128);
    expect(pixel(canvas, 0, 0)).toEqual([128, 64, 0, 128]);
    canvas.rectangles([{ left: 0, top: 0, right: 1, bottom: 1 }], '#ff8000', 255);
    expect(pixel(canvas, 0, 0)).toEqual([255, 128, 0, 255]);
  });

  it('paints nothing beyond its edges', () => {
    const canvas = new Canvas(2, 2, '#000000');
    canvas.rectangles([{ left: -3, top: 1, right: 1, bottom: 9 }], '#ffffff', 255);
    const covered = Uint8Array.of(9, 255, 9, 255, 255, 255, 9, 9, 9);
    canvas.stamp({ left: -1, top: -1, width: 3, height: 3, covered }, 1, 0, '#070707');
    canvas.cells(grid({ left: [-4, 9], right: [0, 12], top: [-7, 1], bottom: [1, 90] }));
    expect(picture(canvas)).toEqual([
      [7, 7],
      [246, 0],
    ]);
  });
});
