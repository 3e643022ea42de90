import type { Scene } from '../scene/scene.js';
import type { FontSet } from '../text/fonts.js';
import { writePng } from './png.js';
import { writeSvg } from './svg.js';

/** Every output format: a scene to bytes. To add one, write its writer beside these and name it here. */
export const WRITERS = {
  svg: (scene: Scene, fonts: FontSet): Uint8Array => new TextEncoder().encode(writeSvg(scene, fonts)),
  png: writePng,
} satisfies Record<string, (scene: Scene, fonts: FontSet) => Uint8Array>;

export type OutputFormat = keyof typeof WRITERS;
export const OUTPUT_FORMATS = Object.keys(WRITERS) as OutputFormat[];
