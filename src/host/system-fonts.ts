/** Finds fonts of the system by name. Only names and weights are read, and only for `--font-family`. */
import { closeSync, openSync, readdirSync, readSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fail, HeatmapError, quote } from '../diagnostics.js';
import { readFaceNames } from '../fonts/face-names.js';
import { nearestWords } from '../nearest-words.js';

/** Limits on the time that a large or strange folder takes. */
const MAX_FILES = 20_000;
const MAX_DEPTH = 8;
/** The bytes of a table directory, and of the tables with names and weights, that are read. */
const MAX_PART = 2 ** 18;

const FONT_FILE = /\.(?:ttf|otf|ttc|otc)$/i;
const REGULAR_WEIGHT = 400;
const BOLD_WEIGHT = 700;
const MIN_BOLD_WEIGHT = 600;

/** A font of the system. */
interface SystemFace {
  readonly file: string;
  readonly index: number;
  readonly family: string;
  readonly weight: number;
  readonly isItalic: boolean;
  readonly isVariable: boolean;
}

/** The folders in which fontconfig and other systems keep fonts. */
function fontFolders(): string[] {
  const { XDG_DATA_HOME, WINDIR } = process.env;
  const home = homedir();
  return [
    XDG_DATA_HOME ? join(XDG_DATA_HOME, 'fonts') : join(home, '.local/share/fonts'),
    join(home, '.fonts'),
    '/usr/local/share/fonts',
    '/usr/share/fonts',
    join(home, 'Library/Fonts'),
    '/Library/Fonts',
    '/System/Library/Fonts',
    ...(WINDIR ? [join(WINDIR, 'Fonts')] : []),
  ];
}

/** Returns the regular and the bold face of a family, as `--font` names them. Error: `no-such-font`. */
export function findSystemFont(family: string, folders: readonly string[] = fontFolders()): string[] {
  const faces = systemFaces(folders);
  const wanted = family.trim().toLowerCase();
  const own = faces.filter((face) => face.family.toLowerCase() === wanted);
  if (own.length === 0) {
    const families = familiesOf(faces);
    const [nearest] = nearestWords(family, families);
    fail(
      'no-such-font',
      `no font of the system has the family ${quote(family)}; ${families.length} families were found`,
      undefined,
      ...(nearest ? [`did you mean ${quote(nearest)}?`] : []),
      'name a file with --font FILE',
    );
  }
  const nearestTo = (weight: number, among: readonly SystemFace[]) =>
    [...among].sort(
      (a, b) =>
        Number(a.isItalic) - Number(b.isItalic) ||
        Number(b.isVariable) - Number(a.isVariable) ||
        Math.abs(a.weight - weight) - Math.abs(b.weight - weight) ||
        (a.file < b.file ? -1 : 1),
    )[0];
  const regular = nearestTo(REGULAR_WEIGHT, own);
  const isBold = (face: SystemFace) => !face.isItalic && face.weight >= MIN_BOLD_WEIGHT;
  const bold = regular.isVariable ? undefined : nearestTo(BOLD_WEIGHT, own.filter(isBold));
  return [regular, ...(bold && bold !== regular ? [bold] : [])].map(({ file, index }) => `${file}#${index}`);
}

/** Returns the families of all fonts of the system. */
export function systemFamilies(folders: readonly string[] = fontFolders()): string[] {
  return familiesOf(systemFaces(folders));
}

function familiesOf(faces: readonly SystemFace[]): string[] {
  return [...new Set(faces.map((face) => face.family))].sort();
}

function systemFaces(folders: readonly string[]): SystemFace[] {
  return folders
    .flatMap((folder) => fontFiles(folder, MAX_DEPTH))
    .slice(0, MAX_FILES)
    .flatMap(readFaces);
}

/** Returns the font files in a folder and below it, in the order of their names; none if it cannot be read. */
function fontFiles(folder: string, depth: number): string[] {
  let entries: import('node:fs').Dirent[];
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
  return entries
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return depth > 0 ? fontFiles(path, depth - 1) : [];
      return FONT_FILE.test(entry.name) ? [path] : [];
    });
}

/** Returns the fonts in a file; none if it is damaged. */
function readFaces(file: string): SystemFace[] {
  let descriptor: number | null = null;
  try {
    const opened = openSync(file, 'r');
    descriptor = opened;
    const read = (at: number, length: number) => {
      const bytes = new Uint8Array(Math.min(length, MAX_PART));
      return bytes.subarray(0, readSync(opened, bytes, 0, bytes.length, at));
    };
    return readFaceNames(read, file).map((face) => ({ ...face, file }));
  } catch (error) {
    if (error instanceof HeatmapError || (error as NodeJS.ErrnoException).code) return [];
    throw error;
  } finally {
    if (descriptor !== null) closeSync(descriptor);
  }
}
