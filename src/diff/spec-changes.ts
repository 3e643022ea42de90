/** Describes the keys of the spec that changed, and the texts that come from the data. */
import type { FigureSummary } from './summary.js';
import { formatJson, formatJsonChange, formatName } from './wording.js';

/** Changes that other sentences describe. */
interface KnownChanges {
  readonly relabelledAxes: ReadonlySet<'x' | 'y'>;
  readonly hasRenamedPanels: boolean;
}

export interface SpecChanges {
  readonly sentences: readonly string[];
  /** Whether a key that sets colours changed. */
  readonly hasColorKeys: boolean;
}

export function describeSpecChanges(
  before: FigureSummary,
  after: FigureSummary,
  known: KnownChanges,
): SpecChanges {
  const keys = changedPaths(before.specKeys, after.specKeys);
  // A text that the spec sets is described by its key. A text of one panel must exist before and after.
  const texts = changedPaths(before.texts, after.texts).filter((path) => {
    const shared = sharedPath(path);
    const isSetByKey = keys.includes(path) || keys.includes(shared);
    const isComparable = path === shared || (before.texts.has(path) && after.texts.has(path));
    return !isSetByKey && isComparable;
  });
  return {
    sentences: [
      ...keys
        .filter((path) => !isKnown(path, known))
        .map((path) => describeChange(path, before.specKeys.get(path), after.specKeys.get(path))),
      ...new Set(
        texts.map((path) => describeChange(sharedPath(path), before.texts.get(path), after.texts.get(path))),
      ),
    ],
    hasColorKeys: keys.some((path) => /(?:^|\.)color\./.test(path) || path === 'theme'),
  };
}

function isKnown(path: string, { relabelledAxes, hasRenamedPanels }: KnownChanges): boolean {
  const axis = /(?:^|\.)([xy])\.labels(?:\.|$)/.exec(path)?.[1] as 'x' | 'y' | undefined;
  if (axis && relabelledAxes.has(axis)) return true;
  return hasRenamedPanels && /^panels\.\d+\.title$/.test(path);
}

/** Describes one key; `undefined` means that the key is not set. */
function describeChange(path: string, before: string | undefined, after: string | undefined): string {
  const name = formatName(path);
  if (before === undefined) return `${name} added: ${formatJson(String(after))}`;
  if (after === undefined) return `${name} removed: it was ${formatJson(before)}`;
  return `${name} changed ${formatJsonChange(before, after)}`;
}

/** Returns the key that sets for all panels what `path` sets for one panel. */
function sharedPath(path: string): string {
  return path.replace(/^panels\.\d+\./, '');
}

function changedPaths(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string[] {
  const paths = new Set([...before.keys(), ...after.keys()]);
  return [...paths].filter((path) => before.get(path) !== after.get(path));
}
