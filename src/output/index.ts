import type { FontSet } from '../fonts/fonts.js';
import type { Scene } from '../scene/scene.js';
import { writePng } from './png/png.js';
import { writeSvg } from './svg/svg.js';

/** Every output format: a scene to bytes. To add one, write its writer beside these and name it here. */
export const WRITERS = {
  svg: (scene: Scene, fonts: FontSet): Uint8Array => new TextEncoder().encode(writeSvg(scene, fonts)),
  png: writePng,
} satisfies Record<string, (scene: Scene, fonts: FontSet) => Uint8Array>;

export type OutputFormat = keyof typeof WRITERS;
export const OUTPUT_FORMATS = Object.keys(WRITERS) as OutputFormat[];
