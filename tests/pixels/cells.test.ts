/** Checks in PNGs that every pixel of a cell has exactly the colour of its value. */

import { rgb } from 'd3-color';
import { interpolateBlues, interpolateInferno, interpolateViridis } from 'd3-scale-chromatic';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rendered } from '../support/figure.js';
import { bodies, decodePng, devicePixels } from '../support/pixels.js';

const MAPS = { viridis: interpolateViridis, Blues: interpolateBlues, inferno: interpolateInferno };

/** The documented colours: the domain has 256 equal parts, and part k has the colour of the map at k / 255. */
function colorFor(map: keyof typeof MAPS, [low, high]: readonly [number, number], value: number): string {
  const part = Math.min(255, Math.floor(((value - low) / (high - low)) * 256));
  return rgb(MAPS[map](part / 255)).formatHex();
}

const numbers = fc.double({ min: -2, max: 3, noNaN: true, noDefaultInfinity: true });
const figures = fc
  .record({ rows: fc.integer({ min: 1, max: 80 }), columns: fc.integer({ min: 1, max: 12 }) })
  .chain(({ rows, columns }) =>
    fc.record({
      data: fc.array(fc.array(numbers, { minLength: columns, maxLength: columns }), {
        minLength: rows,
        maxLength: rows,
      }),
      labels: fc.constant(Array.from({ length: columns }, (_, j) => (j % 3 ? 'same' : '..'))),
      origin: fc.constantFrom('top', 'bottom'),
      map: fc.constantFrom(...(Object.keys(MAPS) as (keyof typeof MAPS)[])),
      size: fc.record({
        width: fc.constantFrom(undefined, '88mm', '3.5in', 411),
        dpi: fc.integer({ min: 72, max: 300 }),
      }),
      zoom: fc.constantFrom(1, 2, 1.5),
    }),
  );

describe('the pixels of a cell', () => {
  it('all have the colour of its value, at any size and resolution, without gaps between cells', () => {
    fc.assert(
      fc.property(figures, ({ data, labels, origin, map, size, zoom }) => {
        const domain = [-2, 3] as const;
        const { scene, png } = rendered(
          { data, x: { labels }, y: { origin }, color: { map, domain: [...domain] }, size, colorbar: false },
          zoom,
        );
        const picture = decodePng(png());
        const [body] = bodies(scene);
        expect(picture.width).toBe(Math.round(scene.width * scene.pixelRatio));
        expect(picture.height).toBe(Math.round(scene.height * scene.pixelRatio));
        let expectedTop = Math.round(body.top[0] * scene.pixelRatio);
        for (let i = 0; i < body.top.length; i++) {
          const row = data[origin === 'top' ? i : data.length - 1 - i];
          const ys = devicePixels(body.top[i], body.bottom[i], scene.pixelRatio);
          expect(ys[0]).toBe(expectedTop);
          expectedTop = ys[ys.length - 1] + 1;
          for (let j = 0; j < body.left.length; j++) {
            const expected = colorFor(map, domain, row[j]);
            for (const x of devicePixels(body.left[j], body.right[j], scene.pixelRatio)) {
              for (const y of ys)
                if (picture.at(x, y) !== expected)
                  throw new Error(
                    `cell (${i}, ${j}) at ${x}, ${y}: ${picture.at(x, y)} instead of ${expected}`,
                  );
            }
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it('have the same colours if SVG output embeds the cells as an image', () => {
    const data = Array.from({ length: 180 }, (_, i) =>
      Array.from({ length: 180 }, (_, j) => Math.sin(i * 12.9898 + j * 78.233) / 2 + 0.5),
    );
    const { scene, png, svg } = rendered({
      data,
      color: { map: 'viridis', domain: [0, 1] },
      colorbar: false,
    });
    expect(svg()).toContain('<image');
    const picture = decodePng(png());
    const [body] = bodies(scene);
    for (let i = 0; i < 180; i++) {
      for (let j = 0; j < 180; j++) {
        for (const x of devicePixels(body.left[j], body.right[j], scene.pixelRatio)) {
          for (const y of devicePixels(body.top[i], body.bottom[i], scene.pixelRatio)) {
            if (picture.at(x, y) !== colorFor('viridis', [0, 1], data[i][j]))
              throw new Error(`cell (${i}, ${j}) at ${x}, ${y}`);
          }
        }
      }
    }
  });

  it('are grey and hatched if its value is missing', () => {
    const { scene, png } = rendered({ data: [[0, null, 1]], colorbar: false });
    const picture = decodePng(png());
    const [body] = bodies(scene);
    const colors = new Set(
      devicePixels(body.left[1], body.right[1], scene.pixelRatio).flatMap((x) =>
        devicePixels(body.top[0], body.bottom[0], scene.pixelRatio).map((y) => picture.at(x, y)),
      ),
    );
    expect(colors).toContain('#d9d9d9');
    expect(colors.size).toBeGreaterThan(1);
    for (const color of colors) expect(new Set(color.slice(1).match(/../g)).size).toBe(1);
  });
});

describe('a PNG', () => {
  it('states its resolution, so that it has the requested size in print', () => {
    const bytes = Buffer.from(rendered({ data: [[1, 2]], size: { width: '88mm', dpi: 300 } }).png());
    const offset = bytes.indexOf('pHYs') + 4;
    expect(bytes.readUInt32BE(offset)).toBe(11811);
    expect(bytes.readUInt32BE(16)).toBe(1039);
    expect(Math.abs((1039 / 11811) * 1000 - 88)).toBeLessThan(0.1);
  });

  it('has more pixels if it is zoomed, and states the same resolution', () => {
    const plain = decodePng(rendered({ data: [[1, 2]] }).png());
    const zoomed = decodePng(rendered({ data: [[1, 2]] }, 2).png());
    expect([zoomed.width, zoomed.height]).toEqual([plain.width * 2, plain.height * 2]);
  });
});
