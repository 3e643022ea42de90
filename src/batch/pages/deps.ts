import { isAbsolute, relative, sep } from 'node:path';
import type { Dependency, Outcome, Task } from '../task.js';

/** What never is up to date, as makefiles call it. */
const ALWAYS = 'FORCE';

/** There is no way to write these in every place of a Makefile. */
const UNWRITABLE = /[|;\t\r\n\\]/;

/**
 * What each figure was made from, as rules without recipes for a Makefile to include; a figure that failed is out of date
 * until it is made. Every file that a figure was made from has an empty rule too, so that make goes on where one is gone,
 * and heatmap says that it is missing. Paths are relative to the working folder, those of a figure absolute if its input
 * is. Names that make cannot have (with "|", ";", tab, line end or backslash; "%" in the name of a figure) are left out.
 */
export function depsFile(outcomes: readonly Outcome[]): string {
  const sources = new Set<string>();
  const rules: string[] = [];
  for (const outcome of outcomes) {
    const { task, status } = outcome;
    const targets = task.targets.map(({ path }) => path.replaceAll(sep, '/')).filter(canBeTarget);
    if (targets.length === 0) continue;
    const paths = status === 'failed' ? [] : sourcesOf(task, outcome.dependencies);
    const needed = status === 'failed' ? [ALWAYS] : paths.map(asSource);
    rules.push([`${targets.map(asTarget).join(' ')}:`, ...needed].join(' \\\n  '));
    for (const path of paths) sources.add(path);
  }
  const empty = [...[...sources].filter(canBeTarget).map(asTarget), ALWAYS].map((path) => `${path}:`);
  return [...rules, ...empty].map((rule) => `${rule}\n`).join('\n');
}

function sourcesOf({ input }: Task, dependencies: readonly Dependency[]): string[] {
  return dependencies
    .map(({ path }) => (isAbsolute(input) ? path : relative('', path)).replaceAll(sep, '/'))
    .filter((path) => !UNWRITABLE.test(path));
}

function canBeTarget(path: string): boolean {
  return !UNWRITABLE.test(path) && !path.includes('%');
}

function asTarget(path: string): string {
  return path.replace(/[ #:]/g, '\\$&').replaceAll('$', '$$$$').replaceAll('=', '$(or =)');
}

/** Wildcards mean themselves. In the name of a target a backslash would not do that. */
function asSource(path: string): string {
  return asTarget(path).replace(/[*?[]/g, '\\$&');
}
