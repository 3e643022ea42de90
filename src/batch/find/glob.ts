/**
 * Path patterns as in a shell: `*`, `?`, `[a-z]` and `[!a]` within a name, `**` across folders, and `{a,b}`. A pattern is
 * compiled to a nondeterministic finite automaton, so matching takes time linear in the path.
 */

export interface Glob {
  /** The folder that contains all matches. Paths are relative to it, with "/" between folders. */
  readonly base: string;
  readonly matches: (path: string) => boolean;
  /** Whether the folder may contain a match. */
  readonly mayMatchInside: (folder: string) => boolean;
}

export function isGlob(text: string): boolean {
  return /[*?[{]/.test(text);
}

/** Compiles a pattern. A bracket or brace that is not closed matches itself. */
export function compileGlob(pattern: string): Glob {
  const base = /^(?:[^*?[{]*\/)?/.exec(pattern)?.[0] ?? '';
  const end: State = { test: null, next: [] };
  const start = withEmptyTransitions([buildStates(parseParts(pattern.slice(base.length)), end)]);
  const run = (path: string) => {
    let states = start;
    for (const c of path) {
      const passed = [...states].filter(({ test }) => test?.(c));
      states = withEmptyTransitions(passed.flatMap(({ next }) => next));
    }
    return states;
  };
  return {
    base: base || '.',
    matches: (path) => run(path).has(end),
    mayMatchInside: (folder) => run(`${folder}/`).size > 0,
  };
}

type CharacterTest = (c: string) => boolean;

/** One character, any number of characters, or one of several sequences. */
type Part = { single: CharacterTest } | { repeated: CharacterTest } | { alternatives: Part[][] };

const matchesAny: CharacterTest = () => true;
const isNotSlash: CharacterTest = (c) => c !== '/';
const TOKEN = /(?<=^|[/{,])\*\*(?:\/|(?=$|[,}]))|\[[!^]?[^\]/]+\]|./gsu;

function parseParts(pattern: string): Part[] {
  // The alternatives of each open brace, innermost last. The first entry is the pattern itself.
  const stack: Part[][][] = [[[]]];
  const add = (part: Part) => void stack[stack.length - 1].at(-1)?.push(part);
  for (const [token] of pattern.matchAll(TOKEN)) {
    if (token === '{') stack.push([[]]);
    else if (token === ',' && stack.length > 1) stack.at(-1)?.push([]);
    else if (token === '}' && stack.length > 1) add({ alternatives: stack.pop() ?? [] });
    else add(parseToken(token));
  }
  while (stack.length > 1) {
    for (const [i, parts] of (stack.pop() ?? []).entries()) {
      add({ single: isCharacter(i ? ',' : '{') });
      for (const part of parts) add(part);
    }
  }
  return stack[0][0];
}

function parseToken(token: string): Part {
  if (token === '**') return { repeated: matchesAny };
  if (token === '**/')
    return { alternatives: [[], [{ repeated: matchesAny }, { single: isCharacter('/') }]] };
  if (token === '*') return { repeated: isNotSlash };
  if (token === '?') return { single: isNotSlash };
  return { single: token.length > 2 && token.startsWith('[') ? isInBrackets(token) : isCharacter(token) };
}

function isCharacter(character: string): CharacterTest {
  return (c) => c === character;
}

/** Tests for `[a-z_]`, or for `[!a-z_]`, which is any other character. A "/" never matches. */
function isInBrackets(brackets: string): CharacterTest {
  const [, negation, content] = /^\[([!^]?)(.+)\]$/su.exec(brackets) ?? [];
  const ranges = [...content.matchAll(/(.)-(.)|./gsu)].map(([one, from = one, to = one]) => [from, to]);
  const code = (c: string) => c.codePointAt(0) as number;
  const isInRange = (c: string) => ranges.some(([from, to]) => code(from) <= code(c) && code(c) <= code(to));
  return (c) => isNotSlash(c) && (negation === '') === isInRange(c);
}

/** A state of the automaton. A character that passes the test leads to the next states; without a test, no character does. */
interface State {
  readonly test: CharacterTest | null;
  next: readonly State[];
}

/** Returns the state from which `parts` lead to `end`. */
function buildStates(parts: readonly Part[], end: State): State {
  return parts.reduceRight((next: State, part): State => {
    if ('single' in part) return { test: part.single, next: [next] };
    if ('alternatives' in part) {
      return { test: null, next: part.alternatives.map((alternative) => buildStates(alternative, next)) };
    }
    const loop: State = { test: null, next: [] };
    loop.next = [{ test: part.repeated, next: [loop] }, next];
    return loop;
  }, end);
}

/** Adds the states that are reached without a character. */
function withEmptyTransitions(states: readonly State[]): ReadonlySet<State> {
  const reachable = new Set(states);
  for (const { test, next } of reachable) {
    if (!test) for (const state of next) reachable.add(state);
  }
  return reachable;
}
