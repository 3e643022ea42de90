/** A page from right to left is the mirror image of one from left to right whose columns are in reverse. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maxOf, minOf } from '../../src/extremes.js';
import { type Box, textCorners } from '../../src/scene/box.js';
import type { Item, Scene } from '../../src/scene/scene.js';
import type { Rendered } from '../support/figure.js';
import { findTextErrors } from '../support/overlap.js';
import { figureSettings, renderSettings } from '../support/random-figure.js';

const runs = Number(process.env.TORTURE ?? 10);
/** In px. Edges are at whole pixels, and the halves of a line above and below its middle differ. */
const TOLERANCE = 6;
const smallSettings = figureSettings.filter(
  ({ size, cells }) =>
    size.rows * size.columns * size.panels <= 600 && !('above' in cells) && !('hide' in cells),
);
const OPPOSITE: Readonly<Record<string, string>> = { left: 'right', right: 'left' };

/** Returns a spec with each side that it names exchanged. */
function withOppositeSides(spec: object): object {
  return JSON.parse(JSON.stringify(spec), (key, value) =>
    key === 'side' || key === 'panelTitle' ? (OPPOSITE[value] ?? value) : value,
  );
}

interface AxisSpec {
  readonly annotations?: readonly { readonly kind?: string }[];
}

interface SpecParts {
  readonly size: object;
  readonly x: AxisSpec;
  readonly y: AxisSpec;
  readonly highlights?: readonly { readonly x?: number }[];
  readonly colorbar: false | { readonly side: string };
}

/** Returns the spec of the mirror image, whose columns are in reverse. */
function mirroredSpec(spec: object): object {
  const opposite = withOppositeSides(spec) as SpecParts;
  return { ...opposite, direction: 'rtl', x: { ...opposite.x, order: 'reverse' } };
}

/** Returns the annotations of some kinds. */
function ofKinds({ annotations }: AxisSpec, kinds: RegExp): AxisSpec['annotations'] {
  return annotations?.filter(({ kind = 'strip' }) => kinds.test(kind));
}

/**
 * Returns a spec that looks the same in reverse. Numbers on a horizontal colorbar and beside rows increase to the right on
 * every page, the first of several titles or labels that overlap is shown, and gaps are before columns.
 */
function reversibleSpec(spec: object): object {
  const { x, y, colorbar, highlights, size, ...others } = spec as SpecParts;
  return {
    ...others,
    size: { ...size, width: undefined, height: undefined },
    x: {
      ...x,
      order: 'data',
      split: undefined,
      dendrogram: undefined,
      ticks: 'all',
      labels2: undefined,
      annotations: ofKinds(x, /^(?!text|mark)/),
    },
    y: { ...y, annotations: ofKinds(y, /strip|text|mark/) },
    highlights: highlights?.filter(({ x }) => x === undefined),
    colorbar: colorbar && { ...colorbar, side: /top|bottom/.test(colorbar.side) ? undefined : colorbar.side },
  };
}

/** Whether some columns have no label. Which ones depends on the first column. */
function hidesColumnLabels({ figure, scene }: Rendered): boolean {
  const shown = new Set(
    scene.items.flatMap(({ source }) =>
      source?.kind === 'label' && source.axis === 'x' ? [source.item] : [],
    ),
  );
  return shown.size > 0 && shown.size < figure.panels[0].x.order.length;
}

/** The box around an item; null for what is drawn inside of cells, and for what looks the same in each mirror image. */
function boxOf(item: Item): Box | null {
  if (item.role === 'value' || item.role === 'stars' || item.role === 'mark' || item.role === 'frame')
    return null;
  if (item.kind === 'cells')
    return {
      left: item.left[0],
      right: item.right.at(-1) as number,
      top: item.top[0],
      bottom: item.bottom.at(-1) as number,
    };
  if (item.kind === 'path') return null;
  const corners = textCorners(item);
  return {
    left: minOf(corners, ([x]) => x),
    right: maxOf(corners, ([x]) => x),
    top: minOf(corners, ([, y]) => y),
    bottom: maxOf(corners, ([, y]) => y),
  };
}

/** Returns the boxes of each kind of item. Rotated lines of a text follow each other to the right on every page. */
function boxes(scene: Scene, isMirrored: boolean): Map<string, Box[]> {
  const found = new Map<string, Box[]>();
  for (const item of scene.items) {
    const box = boxOf(item);
    if (!box) continue;
    const own = isMirrored ? { ...box, left: scene.width - box.right, right: scene.width - box.left } : box;
    const isRotated = item.kind === 'text' && Math.abs(item.angle) === 90;
    const key = `${item.role} ${item.kind === 'text' && !isRotated ? item.text : item.kind}`;
    const list = found.get(key) ?? [];
    found.set(key, isRotated && list.length > 0 ? [around(list[0], own)] : [...list, own]);
  }
  return found;
}

function around(a: Box, b: Box): Box {
  return {
    left: Math.min(a.left, b.left),
    right: Math.max(a.right, b.right),
    top: Math.min(a.top, b.top),
    bottom: Math.max(a.bottom, b.bottom),
  };
}

/** Lists the boxes of the first figure that the second one does not have. */
function missingBoxes(expected: Map<string, Box[]>, actual: Map<string, Box[]>): string[] {
  const sides = ['left', 'right', 'top', 'bottom'] as const;
  return [...expected].flatMap(([key, list]) =>
    list.flatMap((box) => {
      const candidates = actual.get(key) ?? [];
      const distance = minOf(
        candidates,
        (other) => maxOf(sides, (side) => Math.abs(box[side] - other[side])),
        Infinity,
      );
      return distance <= TOLERANCE ? [] : [`${key}: ${distance}`];
    }),
  );
}

describe('a page from right to left', () => {
  it('is the mirror image of a page from left to right, and has texts on the page that do not overlap', () => {
    let drawnCount = 0;
    fc.assert(
      fc.property(smallSettings, (settings) => {
        const ltr = renderSettings(settings, reversibleSpec);
        const rtl = renderSettings(settings, (spec) => mirroredSpec(reversibleSpec(spec)));
        if (!ltr || !rtl) return;
        drawnCount++;
        expect(findTextErrors(rtl.scene)).toEqual([]);
        if (hidesColumnLabels(ltr)) return;
        const [a, b] = [boxes(ltr.scene, false), boxes(rtl.scene, true)];
        expect([...missingBoxes(a, b), ...missingBoxes(b, a)]).toEqual([]);
      }),
      // A title that just fits on a line may need two in the mirror image, so the examples are the same in each run.
      { numRuns: runs, endOnFailure: true, ...(process.env.TORTURE === undefined && { seed: 1 }) },
    );
    expect(drawnCount).toBeGreaterThan(runs / 2);
  });
});
