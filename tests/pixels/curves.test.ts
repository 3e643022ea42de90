/** Curved paths, read back from the PNG and compared with what resvg draws from the SVG. */
import { describe, expect, it } from 'vitest';
import { write } from '../../src/render.js';
import { subpathBounds } from '../../src/scene/bounds.js';
import type { ArcSegment, CurvedSubpath, Point, Segment } from '../../src/scene/path.js';
import type { PathItem, Scene } from '../../src/scene/scene.js';
import { inkOf, maxDifference, rasterizeWithResvg, toPixels } from '../support/ink.js';

const WIDTH = 240;
const HEIGHT = 200;
const PIXEL_RATIO = 1.5;

function sceneOf(path: Partial<PathItem>): Scene {
  const item: PathItem = {
    kind: 'path',
    role: 'highlight',
    subpaths: [],
    closed: true,
    fill: '#000000',
    stroke: null,
    strokeWidth: 0,
    crisp: false,
    ...path,
  };
  return {
    width: WIDTH,
    height: HEIGHT,
    pixelRatio: PIXEL_RATIO,
    dpi: 96 * PIXEL_RATIO,
    background: '#ffffff',
    title: '',
    description: '',
    text: 'outline',
    items: [item],
  };
}

const arc = (to: Point, radiusX: number, radiusY: number, options: Partial<ArcSegment> = {}): ArcSegment => ({
  kind: 'arc',
  radiusX,
  radiusY,
  rotation: 0,
  largeArc: false,
  clockwise: true,
  to,
  ...options,
});

/** An ellipse of two half arcs. */
function ellipse([x, y]: Point, radiusX: number, radiusY: number, rotation = 0): CurvedSubpath {
  const radians = (rotation * Math.PI) / 180;
  const [dx, dy] = [radiusX * Math.cos(radians), radiusX * Math.sin(radians)];
  return {
    start: [x - dx, y - dy],
    segments: [
      arc([x + dx, y + dy], radiusX, radiusY, { rotation }),
      arc([x - dx, y - dy], radiusX, radiusY, { rotation }),
    ],
  };
}

const CENTER: Point = [117.3, 98.1];
const [CX, CY] = CENTER;
/** Half the width and half the height of the box around a rotated ellipse. */
const rotatedExtent = (radiusX: number, radiusY: number, degrees: number): Point => {
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  return [Math.hypot(radiusX * cos, radiusY * sin), Math.hypot(radiusX * sin, radiusY * cos)];
};
const [halfWidth, halfHeight] = rotatedExtent(90, 30, 30);
const wedgeEnd: Point = [CX + 80 * Math.cos(Math.PI / 3), CY + 80 * Math.sin(Math.PI / 3)];
const wedge = (arcToEnd: Segment): CurvedSubpath => ({
  start: CENTER,
  segments: [{ kind: 'line', to: [CX + 80, CY] }, arcToEnd],
});

interface Shape {
  readonly subpath: CurvedSubpath;
  readonly area: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const SHAPES: Record<string, Shape> = {
  'a circle': {
    subpath: ellipse(CENTER, 90.123, 90.123),
    area: Math.PI * 90.123 ** 2,
    left: CX - 90.123,
    right: CX + 90.123,
    top: CY - 90.123,
    bottom: CY + 90.123,
  },
  'an ellipse rotated by 30°': {
    subpath: ellipse(CENTER, 90, 30, 30),
    area: Math.PI * 90 * 30,
    left: CX - halfWidth,
    right: CX + halfWidth,
    top: CY - halfHeight,
    bottom: CY + halfHeight,
  },
  'a wedge of 60°': {
    subpath: wedge(arc(wedgeEnd, 80, 80)),
    area: (Math.PI * 80 ** 2) / 6,
    left: CX,
    right: CX + 80,
    top: CY,
    bottom: wedgeEnd[1],
  },
  'a wedge of 300°, counter-clockwise': {
    subpath: wedge(arc(wedgeEnd, 80, 80, { largeArc: true, clockwise: false })),
    area: (Math.PI * 80 ** 2 * 5) / 6,
    left: CX - 80,
    right: CX + 80,
    top: CY - 80,
    bottom: CY + 80,
  },
  'an arc with radii too small for its ends': {
    subpath: { start: [CX - 50, CY], segments: [arc([CX + 50, CY], 10, 10)] },
    area: (Math.PI * 50 ** 2) / 2,
    left: CX - 50,
    right: CX + 50,
    top: CY - 50,
    bottom: CY,
  },
  'an arc with a radius of 0, which is a line': {
    subpath: {
      start: [20, 20],
      segments: [arc([120, 20], 0, 7), { kind: 'line', to: [20, 120] }],
    },
    area: 5000,
    left: 20,
    right: 120,
    top: 20,
    bottom: 120,
  },
  // The integral of y dx over this curve is 3/5 of the rectangle of its control points.
  'a cubic curve': {
    subpath: {
      start: [40, 150],
      segments: [{ kind: 'cubic', control1: [40, 30], control2: [200, 30], to: [200, 150] }],
    },
    area: 0.6 * 160 * 120,
    left: 40,
    right: 200,
    top: 60,
    bottom: 150,
  },
};

describe.each(Object.entries(SHAPES))('%s', (_, { subpath, area, ...box }) => {
  it('has the right area and extent in the PNG, to half a pixel', () => {
    const ink = inkOf(toPixels(write(sceneOf({ subpaths: [subpath] }), 'png')));
    const perimeter = 2 * (box.right - box.left + box.bottom - box.top) * PIXEL_RATIO;
    expect(Math.abs(ink.area - area * PIXEL_RATIO ** 2)).toBeLessThan(perimeter / 20);
    for (const side of ['left', 'right', 'top', 'bottom'] as const)
      expect([side, Math.abs(ink[side] - box[side] * PIXEL_RATIO) < 0.5]).toEqual([side, true]);
  });

  it('has the right bounding box', () => {
    const bounds = subpathBounds(subpath);
    for (const side of ['left', 'right', 'top', 'bottom'] as const)
      expect(Math.abs(bounds[side] - box[side])).toBeLessThan(0.05);
  });

  it.each([
    ['filled', { fill: '#000000', stroke: null }],
    ['stroked', { fill: null, stroke: '#000000', strokeWidth: 3 }],
  ])('is the same as resvg draws the SVG, %s', (_, paint) => {
    const scene = sceneOf({ subpaths: [subpath], ...paint });
    const ours = toPixels(write(scene, 'png'));
    const theirs = rasterizeWithResvg(new TextDecoder().decode(write(scene, 'svg')), PIXEL_RATIO);
    expect([ours.width, ours.height]).toEqual([theirs.width, theirs.height]);
    expect(maxDifference(ours, theirs)).toBeLessThan(0.5);
    const ratio = inkOf(ours).area / inkOf(theirs).area;
    expect(Math.abs(ratio - 1)).toBeLessThan(0.01);
  });
});
