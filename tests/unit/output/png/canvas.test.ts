import { describe, expect, it } from 'vitest';
import { Canvas } from '../../../../src/output/png/canvas.js';
import { type CellsItem, NOT_DRAWN } from '../../../../src/scene/scene.js';

const pixel = (canvas: Canvas, x: number, y: number) => {
  const offset = canvas.offset(x, y);
  return [...canvas.scanlines.subarray(offset, offset + canvas.bytesPerPixel)];
};
const redChannel = (canvas: Canvas) =>
  Array.from({ length: canvas.height }, (_, y) =>
    Array.from({ length: canvas.width }, (_, x) => pixel(canvas, x, y)[0]),
  );

const cellsItem = (overrides: Partial<CellsItem>): CellsItem => ({
  kind: 'cells',
  role: 'body',
  left: [1, 3],
  right: [3, 4],
  top: [0, 1],
  bottom: [1, 3],
  indices: Uint16Array.of(0, 1, 1, 0),
  palette: ['#010203', '#020304'],
  ...overrides,
});

describe('a canvas', () => {
  it('starts with its background, and each scanline with filter type 0', () => {
    const canvas = new Canvas(2, 2, '#102030');
    expect([...canvas.scanlines]).toEqual([0, 16, 32, 48, 16, 32, 48, 0, 16, 32, 48, 16, 32, 48]);
    expect([...new Canvas(1, 1, null).scanlines]).toEqual([0, 0, 0, 0, 0]);
  });

  it('is the same in the buffer of another canvas', () => {
    for (const background of ['#102030', null]) {
      const fresh = new Canvas(3, 4, background).scanlines;
      const buffer = new Uint8Array(fresh.length).fill(77);
      buffer[0] = 0;
      expect(new Canvas(3, 4, background, buffer).scanlines).toEqual(fresh);
      expect(new Canvas(3, 4, background, buffer.subarray(1)).scanlines).toEqual(fresh);
    }
  });

  it('fills cells between their edges and nothing else', () => {
    const canvas = new Canvas(5, 4, '#000000');
    canvas.fillCells(cellsItem({}));
    expect(redChannel(canvas)).toEqual([
      [0, 1, 1, 2, 0],
      [0, 2, 2, 1, 0],
      [0, 2, 2, 1, 0],
      [0, 0, 0, 0, 0],
    ]);
    expect(pixel(canvas, 3, 0)).toEqual([2, 3, 4]);
  });

  it('does not paint gaps between cells and cells that are not drawn', () => {
    const canvas = new Canvas(5, 3, '#000000');
    canvas.fillRectangles([{ left: 0, top: 0, right: 5, bottom: 1 }], '#090909', 255);
    const indices = Uint16Array.of(NOT_DRAWN, 1);
    canvas.fillCells(cellsItem({ left: [0, 3], right: [2, 5], top: [0], bottom: [3], indices }));
    expect(redChannel(canvas)).toEqual([
      [9, 9, 9, 2, 2],
      [0, 0, 0, 2, 2],
      [0, 0, 0, 2, 2],
    ]);
  });

  it('mixes colours in proportion to the coverage of a pixel', () => {
    const canvas = new Canvas(3, 1, '#ff0000');
    canvas.fillRectangles([{ left: 0, top: 0, right: 1, bottom: 1 }], '#0000ff', 255);
    canvas.fillRectangles([{ left: 1, top: 0, right: 2, bottom: 1 }], '#0000ff', 51);
    expect([0, 1, 2].map((x) => pixel(canvas, x, 0))).toEqual([
      [0, 0, 255],
      [204, 0, 51],
      [255, 0, 0],
    ]);
  });

  it('premultiplies colours if it has no background', () => {
    const canvas = new Canvas(1, 1, null);
    canvas.fillRectangles([{ left: 0, top: 0, right: 1, bottom: 1 }], '#ff8000', 128);
    expect(pixel(canvas, 0, 0)).toEqual([128, 64, 0, 128]);
    canvas.fillRectangles([{ left: 0, top: 0, right: 1, bottom: 1 }], '#ff8000', 255);
    expect(pixel(canvas, 0, 0)).toEqual([255, 128, 0, 255]);
  });

  it('clips at its edges', () => {
    const canvas = new Canvas(2, 2, '#000000');
    canvas.fillRectangles([{ left: -3, top: 1, right: 1, bottom: 9 }], '#ffffff', 255);
    const coverage = Uint8Array.of(9, 255, 9, 255, 255, 255, 9, 9, 9);
    canvas.fillMask({ left: -1, top: -1, width: 3, height: 3, coverage }, 1, 0, '#070707');
    canvas.fillCells(cellsItem({ left: [-4, 9], right: [0, 12], top: [-7, 1], bottom: [1, 90] }));
    expect(redChannel(canvas)).toEqual([
      [7, 7],
      [246, 0],
    ]);
  });
});
