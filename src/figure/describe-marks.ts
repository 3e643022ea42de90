import type { Scale } from '../color/scale.js';
import { joinItems } from '../phrases.js';
import { numberFormatter } from '../typography/number.js';
import type { DrawnLayer } from './figure.js';
import type { CellMarks, MarkGuide, MarkShape } from './marks.js';

interface MarkedPanelInput {
  readonly matrix: { readonly values: Float64Array };
  readonly marks?: CellMarks<DrawnLayer> | null;
}

/** Returns sentences about the marks in cells: what their areas show, and the matrices in triangles. `singleLine` shortens titles. */
export function markSentences(
  guides: readonly MarkGuide[],
  panels: readonly MarkedPanelInput[],
  scales: Readonly<Record<string, Scale>>,
  singleLine: (text: string | null) => string | null,
): string[] {
  const ofGuides = guides.map((guide) => {
    if (guide.kind === 'triangles') {
      const parts = guide.entries.map(({ part, label }) => `${singleLine(label)} ${part} the diagonal`);
      return `The cells show ${joinItems(parts)}.`;
    }
    const shown = singleLine(guide.title) ?? 'a second value';
    const largest = numberFormatter(0, guide.maxSize)(guide.maxSize);
    return `The area of each ${guide.shape} shows ${shown}; the largest is ${largest}.`;
  });
  const layers = panels.flatMap(({ marks }) => marks?.layers ?? []);
  const own = new Map(layers.filter(({ scale }) => scales[scale]).map((layer) => [layer.scale, layer]));
  const ofLayers = [...own].flatMap(([scaleName, { part }]) => {
    const { domain, categories } = scales[scaleName];
    if (part === 'base' || categories) return [];
    const write = numberFormatter(...domain);
    return `The cells ${part} the diagonal have colours of their own, from ${write(domain[0])} to ${write(domain[1])}.`;
  });
  return [...ofGuides, ...shapeSentences(guides, panels), ...ofLayers];
}

/** Says what the keys do not: shapes that show the value, and parts with other marks or matrices. */
function shapeSentences(guides: readonly MarkGuide[], panels: readonly MarkedPanelInput[]): string[] {
  const named = guides.flatMap((guide) => (guide.kind === 'triangles' ? guide.entries : []));
  const sentences = panels.flatMap(({ matrix, marks }) => {
    if (!marks) return [];
    const { shapes, areas, layers } = marks;
    const hasKey = guides.some(({ kind }) => kind === 'sizes');
    const parts = (['above', 'below'] as const).flatMap((part) => {
      if (layers.some((layer) => layer.part === part)) {
        const isNamed = named.some((entry) => entry.part === part);
        return isNamed ? [] : [`The cells ${part} the diagonal show another matrix.`];
      }
      if (shapes[part] === shapes.base) return [];
      return [`The cells ${part} the diagonal ${PART_PHRASES[shapes[part]]}.`];
    });
    return [
      ...(shapes.base === 'ellipse'
        ? ['The ellipse of each cell is narrower for a value farther from 0.']
        : []),
      ...(areas && !hasKey
        ? [
            `The area of each ${SHAPE_NAMES[shapes.base]} shows ${areProportional(areas, matrix.values) ? 'how far its value is from 0' : 'a second value'}.`,
          ]
        : []),
      ...(layers.some(({ shape }) => shape === 'upper-half') && named.length === 0
        ? ['Each cell has two triangles: the lower one shows the data, the upper one another matrix.']
        : []),
      ...parts,
    ];
  });
  return [...new Set(sentences)];
}

/** Whether the areas are in proportion to the absolute values. */
function areProportional(areas: Float64Array, values: Float64Array): boolean {
  const first = areas.findIndex((area) => area > 0);
  const ratio = first < 0 ? 0 : Math.abs(values[first]) / areas[first];
  return areas.every(
    (area, cell) => Number.isNaN(area) || Math.abs(ratio * area - Math.abs(values[cell])) <= 1e-9 * ratio,
  );
}

const SHAPE_NAMES: Readonly<Record<MarkShape, string>> = {
  square: 'square',
  circle: 'circle',
  ellipse: 'ellipse',
  'upper-half': 'triangle',
  none: 'mark',
};

const PART_PHRASES: Readonly<Record<MarkShape, string>> = {
  square: 'are filled',
  circle: 'have circles',
  ellipse: 'have ellipses',
  'upper-half': 'have triangles',
  none: 'have no marks',
};
