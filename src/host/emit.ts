/** Serializes a stage's value for `--emit`. */
import type { DescribedFigure } from '../figure/figure.js';
import { textCorners } from '../scene/box.js';
import type { Scene } from '../scene/scene.js';

/** The stages whose value can be printed. */
export const STAGES = ['figure', 'scene'] as const;
export type Stage = (typeof STAGES)[number];

/**
 * Returns a stage's value as JSON. The figure has the size of each matrix. The scene has the box of each text (corners in
 * px) and the source of each item. NaN becomes null; infinite values become strings.
 */
export function serializeStage(stage: Stage, figure: DescribedFigure, scene: Scene): string {
  const value =
    stage === 'figure'
      ? figure
      : {
          ...scene,
          items: scene.items.map((item) =>
            item.kind === 'text' ? { ...item, box: textCorners(item) } : item,
          ),
        };
  return `${JSON.stringify(value, jsonReplacer, 1)}\n`;
}

function jsonReplacer(_key: string, value: unknown): unknown {
  if (ArrayBuffer.isView(value))
    return Array.from(value as unknown as Iterable<number>, (v) => jsonReplacer('', v));
  if (typeof value !== 'number' || Number.isFinite(value)) return value;
  return Number.isNaN(value) ? null : String(value);
}
