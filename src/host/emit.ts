import type { Figure } from '../figure/figure.js';
import { textBox } from '../scene/box.js';
import type { Scene } from '../scene/scene.js';

/** The stages whose value can be looked at. */
export const STAGES = ['figure', 'scene'] as const;
export type Stage = (typeof STAGES)[number];

/**
 * A stage's value as JSON: the figure with the shape of each matrix, or the scene with the box of each text, its
 * corners in px. Missing values are null, infinite ones text.
 */
export function emitted(stage: Stage, figure: Figure, scene: Scene): string {
  const value =
    stage === 'figure'
      ? figure
      : {
          ...scene,
          items: scene.items.map((item) => (item.kind === 'text' ? { ...item, box: textBox(item) } : item)),
        };
  return `${JSON.stringify(value, plain, 1)}\n`;
}

function plain(_key: string, value: unknown): unknown {
  if (ArrayBuffer.isView(value)) return Array.from(value as unknown as Iterable<number>, (v) => plain('', v));
  if (typeof value !== 'number' || Number.isFinite(value)) return value;
  return Number.isNaN(value) ? null : String(value);
}
