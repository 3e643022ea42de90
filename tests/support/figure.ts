import type { Diagnostic } from '../../src/diagnostics.js';
import type { DescribedFigure } from '../../src/figure/figure.js';
import type { OpenFile, PrimarySource } from '../../src/input/load.js';
import { fromValue } from '../../src/json/from-value.js';
import { draw, write } from '../../src/render.js';
import type { Scene } from '../../src/scene/scene.js';
import { parseSpec } from '../../src/spec/parse.js';

export interface Rendered {
  readonly figure: DescribedFigure;
  readonly scene: Scene;
  readonly diagnostics: readonly Diagnostic[];
  readonly svg: () => string;
  readonly png: () => Uint8Array;
}

/** A spec given as an object, through the whole pipeline. */
export function rendered(spec: object, zoom = 1, described = true): Rendered {
  return run(spec, null, zoom, described);
}

/** The content of a data file without a spec, through the whole pipeline; `flags` holds the keys that flags set. */
export function renderedMatrix(content: string | Uint8Array, name = 'm.csv', flags: object = {}): Rendered {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return run(flags, { name, bytes, format: null }, 1, true);
}

/** A spec whose data is the CSV file `content`, read with the options `data`, through the whole pipeline. */
export function renderedFile(content: string, data: object, spec: object = {}): Rendered {
  const source = { name: 'm.csv', bytes: new TextEncoder().encode(content) };
  return run({ data: { file: source.name, ...data }, ...spec }, null, 1, true, () => source);
}

function failToOpen(): never {
  throw new Error('no files in this test');
}

function run(
  spec: object,
  primary: PrimarySource | null,
  zoom: number,
  described: boolean,
  open: OpenFile = failToOpen,
): Rendered {
  const diagnostics: Diagnostic[] = [];
  const report = (d: Diagnostic) => void diagnostics.push(d);
  const job = { parsed: parseSpec(fromValue(spec)), primary, open, zoom, described };
  const { figure, scene } = draw(job, report);
  return {
    figure,
    scene,
    diagnostics,
    svg: () => new TextDecoder().decode(write(scene, 'svg')),
    png: () => write(scene, 'png'),
  };
}
