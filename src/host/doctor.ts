/** `heatmap doctor`: checks what this installation, this machine and this terminal can do. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { HeatmapError } from '../diagnostics.js';
import { maxOf } from '../extremes.js';
import { bundledFontFiles } from '../fonts/font-set.js';
import { startHarfBuzz } from '../fonts/harfbuzz.js';
import { fromValue } from '../json/from-value.js';
import { OUTPUT_FORMATS, type OutputFormat } from '../output/index.js';
import { formatCount } from '../phrases.js';
import { draw, write } from '../render.js';
import { parseSpec } from '../spec/parse.js';
import { findConfig } from './config.js';
import { EXIT } from './exit.js';
import { writeStdout } from './io.js';
import { displayPath } from './root.js';
import { systemFamilies } from './system-fonts.js';
import { terminalAbilities, windowColumns } from './terminal.js';
import { withGraphics } from './terminal-query.js';

/** The result of a check. With `fix`, it is a problem, and `fix` is what to do. */
export interface Finding {
  readonly name: string;
  readonly text: string;
  readonly fix?: string;
}

/** Prints all checks, one per line. Returns the exit code: 1 if there is a problem. */
export async function runDoctor(version: string): Promise<number> {
  const findings = [
    { name: 'heatmap', text: `${version} in ${dirname(scriptFolder())}` },
    checkNode(process.versions.node),
    ...OUTPUT_FORMATS.map(checkFormat),
    checkShaping(),
    checkFonts(),
    systemFonts(),
    codeCache(scriptNames(), process.version, process.arch),
    checkConfiguration(process.cwd()),
    await describeTerminal(),
  ];
  await writeStdout(formatFindings(findings));
  return findings.some(({ fix }) => fix !== undefined) ? EXIT.failed : EXIT.success;
}

/** Formats findings as aligned lines; what to do is on a line of its own. */
export function formatFindings(findings: readonly Finding[]): string {
  const width = maxOf(findings, ({ name }) => name.length);
  const lines = findings.map(
    ({ name, text, fix }) =>
      `${fix === undefined ? 'ok     ' : 'problem'}  ${name.padEnd(width)}  ${text}\n` +
      (fix === undefined ? '' : `${' '.repeat(width + 11)}fix: ${fix}\n`),
  );
  return lines.join('');
}

/** Checks the version of Node against "engines" of package.json. */
export function checkNode(version: string): Finding {
  const [major, minor] = version.split('.').map(Number);
  const isSupported = (major === 20 && minor >= 15) || (major === 22 && minor >= 2) || major > 22;
  const finding = { name: 'Node', text: `${version} for ${process.platform} ${process.arch}` };
  return isSupported
    ? finding
    : { ...finding, text: `${finding.text} is not supported`, fix: 'install Node 20.15, 22.2 or newer' };
}

/** What a format needs, for a line that says that it works. */
const NEEDS: Readonly<Record<OutputFormat, string>> = {
  svg: 'works; a viewer without its fonts shows others, unless "text" is "embed" or "outline"',
  png: 'works, with the native module of @resvg/resvg-js',
  pdf: 'works; its fonts are embedded',
  html: 'works; readers need a browser',
};

/** Draws a small figure in a format. */
function checkFormat(format: OutputFormat): Finding {
  const name = format.toUpperCase();
  const reinstall = `install the package again, without --omit=optional and on this machine (${process.platform} ${process.arch})`;
  return attempt(name, reinstall, () => {
    // The hatch of a missing cell needs the native module, which a PNG may do without.
    const spec = { data: [[1, null]], colorbar: false };
    const job = {
      parsed: parseSpec(fromValue(spec)),
      primary: null,
      open: failToOpen,
      zoom: 1,
      described: false,
    };
    const bytes = write(draw(job, () => {}).scene, format);
    if (bytes.length === 0) throw new Error('the file is empty');
    return NEEDS[format];
  });
}

function failToOpen(): never {
  throw new Error('the figure has no files');
}

function checkShaping(): Finding {
  return attempt('Scripts', 'install the package again: harfbuzzjs is missing or damaged', () => {
    startHarfBuzz();
    return 'Arabic, Devanagari and other scripts that need shaping can be drawn';
  });
}

function checkFonts(): Finding {
  return attempt('Fonts', 'install the package again: its folder dist/ttf is incomplete', () => {
    const files = bundledFontFiles();
    for (const file of files) readFileSync(file);
    return `${files.map((file) => basename(file, '.ttf')).join(', ')} (bundled)`;
  });
}

/** Fonts of the system are used only by request, so a machine without them has no problem. */
function systemFonts(): Finding {
  const { length } = systemFamilies();
  const use = 'used only with --font-family NAME; --font FILE names any other';
  return { name: 'System fonts', text: `${formatCount(length, 'family', 'families')}, ${use}` };
}

/** Says where the compiled code is from which the program starts. `files` are those beside the program, or null. */
export function codeCache(files: readonly string[] | null, version: string, arch: string): Finding {
  const name = 'Code cache';
  if (!files) return { name, text: 'in the executable' };
  const caches = files.filter((file) => file.endsWith('.cache'));
  if (caches.some((file) => file.includes(`.${version}-${arch}.`)))
    return { name, text: `in the package for Node ${version}` };
  const versions = [...new Set(caches.flatMap((file) => /\.(v[\d.]+-\w+)\./.exec(file)?.[1] ?? []))];
  const others = versions.length > 0 ? `, only for ${versions.join(', ')}` : '';
  return {
    name,
    text: `none in the package for Node ${version}${others}; the first run keeps one in your cache folder`,
  };
}

/** The folder of the program. */
function scriptFolder(): string {
  return fileURLToPath(new URL('.', import.meta.url)).replace(/[\\/]$/, '');
}

/** Returns the names of the files of the program; null if they are parts of an executable. */
function scriptNames(): string[] | null {
  try {
    return readdirSync(scriptFolder());
  } catch {
    return null;
  }
}

function checkConfiguration(folder: string): Finding {
  return attempt('Configuration', 'correct the file, or use --no-config', () => {
    const config = findConfig(folder, () => {});
    return config === null ? 'no heatmap.config.json here or above' : displayPath(config.path);
  });
}

async function describeTerminal(): Promise<Finding> {
  const name = 'Terminal';
  const { colors, unicode } = terminalAbilities(process.env);
  const depth = { none: 'no colours', indexed: '256 colours', rgb: '16 million colours' }[colors];
  const width = `${windowColumns(process.stdout.columns, process.env)} columns`;
  const characters = unicode ? 'Unicode' : 'only ASCII';
  const common = `${width}, ${depth}, ${characters}`;
  if (process.stdout.isTTY !== true) return { name, text: `none (the output is not a terminal); ${common}` };
  let pictures = 'figures are shown with characters';
  await withGraphics(
    process.env,
    async (graphics) => {
      if (graphics) pictures = `figures are shown as pictures (${graphics.protocol})`;
    },
    () => {},
  );
  return { name, text: `${common}; ${pictures}` };
}

/** Returns what `check` returns, or the problem that it throws. */
function attempt(name: string, fix: string, check: () => string): Finding {
  try {
    return { name, text: check() };
  } catch (error) {
    const messages = error instanceof HeatmapError ? error.diagnostics.map(({ message }) => message) : [];
    return { name, text: messages[0] ?? firstLine(error), fix };
  }
}

function firstLine(error: unknown): string {
  return String(error instanceof Error ? error.message : error).split('\n')[0];
}
