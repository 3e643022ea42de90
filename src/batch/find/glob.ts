/** Patterns of paths as shells have them: `*`, `?`, `[a-z]`, `[!a]` within a name, `**` across folders, `{a,b}`. */

export interface Glob {
  /** The folder in which everything lies that could match; what is matched are paths below it. */
  readonly base: string;
  /** Takes time in proportion to the path, whatever the pattern. Folders are apart by "/". */
  readonly matches: (path: string) => boolean;
  /** Whether anything in this folder could match. */
  readonly reaches: (folder: string) => boolean;
}

export function isGlob(text: string): boolean {
  return /[*?[{]/.test(text);
}

/** A bracket or a brace that is not closed stands for itself. */
export function globOf(pattern: string): Glob {
  const base = /^(?:[^*?[{]*\/)?/.exec(pattern)?.[0] ?? '';
  const end: State = { test: null, next: [] };
  const start = reached([before(end, partsOf(pattern.slice(base.length)))]);
  /** How much of the pattern a path may have matched: all ways at once, so that nothing is tried twice. */
  const after = (path: string) => {
    let at = start;
    for (const c of path) at = reached([...at].filter(({ test }) => test?.(c)).flatMap(({ next }) => next));
    return at;
  };
  return {
    base: base || '.',
    matches: (path) => after(path).has(end),
    reaches: (folder) => after(`${folder}/`).size > 0,
  };
}

type Test = (c: string) => boolean;
/** One character, any number of them, or one of several sequences. */
type Part = { one: Test } | { many: Test } | { either: Part[][] };

const any: Test = () => true;
const within: Test = (c) => c !== '/';
const TOKEN = /(?<=^|[/{,])\*\*(?:\/|(?=$|[,}]))|\[[!^]?[^\]/]+\]|./gsu;

function partsOf(pattern: string): Part[] {
  const open: Part[][][] = [[[]]];
  const add = (...parts: Part[]) => void open[open.length - 1].at(-1)?.push(...parts);
  for (const [token] of pattern.matchAll(TOKEN)) {
    if (token === '{') open.push([[]]);
    else if (token === ',' && open.length > 1) open.at(-1)?.push([]);
    else if (token === '}' && open.length > 1) add({ either: open.pop() ?? [] });
    else add(partOf(token));
  }
  while (open.length > 1) {
    for (const [i, option] of (open.pop() ?? []).entries()) add({ one: is(i ? ',' : '{') }, ...option);
  }
  return open[0][0];
}

function partOf(token: string): Part {
  if (token === '**') return { many: any };
  if (token === '**/') return { either: [[], [{ many: any }, { one: is('/') }]] };
  if (token === '*') return { many: within };
  if (token === '?') return { one: within };
  return { one: token.length > 2 && token.startsWith('[') ? oneOf(token) : is(token) };
}

function is(character: string): Test {
  return (c) => c === character;
}

/** `[a-z_]`, or `[!a-z_]` for every other character; never the "/" between folders. */
function oneOf(brackets: string): Test {
  const [, not, inside] = /^\[([!^]?)(.+)\]$/su.exec(brackets) ?? [];
  const ranges = [...inside.matchAll(/(.)-(.)|./gsu)].map(([one, from = one, to = one]) => [from, to]);
  const code = (c: string) => c.codePointAt(0) as number;
  return (c) =>
    within(c) && (not === '') === ranges.some(([a, b]) => code(a) <= code(c) && code(c) <= code(b));
}

/** A place in a pattern, from which a character that passes the test leads on; where there is no test, nothing at all. */
interface State {
  readonly test: Test | null;
  next: readonly State[];
}

/** The place from which `parts` lead to `end`. */
function before(end: State, parts: readonly Part[]): State {
  return parts.reduceRight((next: State, part): State => {
    if ('one' in part) return { test: part.one, next: [next] };
    if ('either' in part) return { test: null, next: part.either.map((option) => before(next, option)) };
    const loop: State = { test: null, next: [] };
    loop.next = [{ test: part.many, next: [loop] }, next];
    return loop;
  }, end);
}

/** These places and those that nothing at all leads to. */
function reached(states: readonly State[]): ReadonlySet<State> {
  const all = new Set(states);
  for (const { test, next } of all) if (!test) for (const state of next) all.add(state);
  return all;
}
