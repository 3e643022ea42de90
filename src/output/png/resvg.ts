/** resvg, which draws an SVG as pixels. It is loaded when it is first needed. */
import { createRequire } from 'node:module';
import { arch, platform } from 'node:process';
import type { RenderedImage } from '@resvg/resvg-js';

/** `svg` as premultiplied RGBA; of its texts, only those that are shapes are drawn. */
export function rasterise(svg: string): RenderedImage {
  binding ??= load();
  // A single mistyped option makes resvg drop them all and load the system's fonts.
  return new binding.Resvg(svg, JSON.stringify({ font: { loadSystemFonts: false } })).render();
}

/** What the binaries of resvg offer; its own package only wraps them. */
interface Binding {
  readonly Resvg: new (svg: string, options: string) => { render(): RenderedImage };
}

let binding: Binding | undefined;

/** The most frequent sorts of binary that a system may have several of. */
const SORTS: Record<string, string> = { linux: '-gnu', win32: '-msvc' };

/** The loader of resvg has Node report on the whole process first, which takes longer than to try the likely binary. */
function load(): Binding {
  const require = createRequire(createRequire(import.meta.url).resolve('@resvg/resvg-js'));
  try {
    return require(`@resvg/resvg-js-${platform}-${arch}${SORTS[platform] ?? ''}`);
  } catch {
    return require('./js-binding.js');
  }
}
