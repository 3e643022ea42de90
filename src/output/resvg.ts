/** resvg, which rasterizes SVG. The native module is loaded when it is first needed. */
import { createRequire } from 'node:module';
import { arch, platform } from 'node:process';
import type { RenderedImage, ResvgRenderOptions } from '@resvg/resvg-js';

/** An SVG document and its size in px. `render` returns its pixels as premultiplied RGBA. */
export interface SvgDocument {
  readonly width: number;
  readonly height: number;
  render(): RenderedImage;
}

/** Parses an SVG document. Text is drawn only with the fonts that `options` name. */
export function parseSvg(svg: string, options: ResvgRenderOptions = {}): SvgDocument {
  binding ??= loadBinding();
  // One invalid option makes resvg ignore all of them and load the fonts of the system.
  const all = { ...options, font: { ...options.font, loadSystemFonts: false } };
  return new binding.Resvg(svg, JSON.stringify(all));
}

/** The native module of resvg, which the package's own classes only wrap. */
interface Binding {
  readonly Resvg: new (svg: string, options: string) => SvgDocument;
}

let binding: Binding | undefined;

/** The most common binary on platforms that have several, by C library or compiler. */
const PLATFORM_SUFFIXES: Record<string, string> = { linux: '-gnu', win32: '-msvc' };

/** Tries the most likely binary first. The package's own loader is slow, because it creates a diagnostic report. */
function loadBinding(): Binding {
  const require = createRequire(createRequire(import.meta.url).resolve('@resvg/resvg-js'));
  try {
    return require(`@resvg/resvg-js-${platform}-${arch}${PLATFORM_SUFFIXES[platform] ?? ''}`);
  } catch {
    return require('./js-binding.js');
  }
}
