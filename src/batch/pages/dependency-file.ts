/** Writes the dependencies of figures as rules for make. */
import { isAbsolute, relative, sep } from 'node:path';
import type { HashedFile, Outcome, Task } from '../task.js';

/** The usual name of a target that is never up to date. */
const FORCE_TARGET = 'FORCE';

/** Characters that cannot be escaped everywhere in a makefile. */
const UNSUPPORTED_CHARACTER = /[|;\t\r\n\\]/;

/**
 * Returns a file that a makefile can include: one rule without a recipe for each figure.
 *
 * - A figure that failed depends on `FORCE`, so it stays out of date until it is made.
 * - Each prerequisite has an empty rule, so that make does not stop if the file is missing; heatmap reports that.
 * - Paths are relative to the working folder; prerequisites are absolute if the input of the figure is.
 * - Names that make does not support are left out: with "|", ";", tab, line break or backslash, or targets with "%".
 */
export function dependencyFile(outcomes: readonly Outcome[]): string {
  const prerequisites = new Set<string>();
  const rules: string[] = [];
  for (const outcome of outcomes) {
    const { task, status } = outcome;
    const targets = task.targets.map(({ path }) => path.replaceAll(sep, '/')).filter(isValidTarget);
    if (targets.length === 0) continue;
    const paths = status === 'failed' ? [] : listPrerequisites(task, outcome.dependencies);
    const escapedPaths = status === 'failed' ? [FORCE_TARGET] : paths.map(escapePrerequisite);
    rules.push([`${targets.map(escapeTarget).join(' ')}:`, ...escapedPaths].join(' \\\n  '));
    for (const path of paths) prerequisites.add(path);
  }
  const emptyRules = [...[...prerequisites].filter(isValidTarget).map(escapeTarget), FORCE_TARGET].map(
    (path) => `${path}:`,
  );
  return [...rules, ...emptyRules].map((rule) => `${rule}\n`).join('\n');
}

function listPrerequisites({ input }: Task, dependencies: readonly HashedFile[]): string[] {
  return dependencies
    .map(({ path }) => (isAbsolute(input) ? path : relative('', path)).replaceAll(sep, '/'))
    .filter((path) => !UNSUPPORTED_CHARACTER.test(path));
}

function isValidTarget(path: string): boolean {
  return !UNSUPPORTED_CHARACTER.test(path) && !path.includes('%');
}

function escapeTarget(path: string): string {
  return path.replace(/[ #:]/g, '\\$&').replaceAll('$', '$$$$').replaceAll('=', '$(or =)');
}

/** Escapes wildcards too. In a target, a backslash would not escape them. */
function escapePrerequisite(path: string): string {
  return escapeTarget(path).replace(/[*?[]/g, '\\$&');
}
