import type { Scale } from '../color/scale.js';
import { joinItems } from '../phrases.js';
import { numberFormatter } from '../typography/number.js';
import type { DrawnLayer } from './figure.js';
import type { CellMarks, MarkGuide } from './marks.js';

/** Returns sentences about the marks in cells: what their areas show, and the matrices in triangles. `singleLine` shortens titles. */
export function markSentences(
  guides: readonly MarkGuide[],
  panels: readonly { readonly marks?: CellMarks<DrawnLayer> | null }[],
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
  return [...ofGuides, ...ofLayers];
}
