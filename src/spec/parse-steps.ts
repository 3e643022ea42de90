/** Parses the notation of `data.transform`, such as "log1p(2), zscore by row". */
import { quote } from '../diagnostics.js';
import { nearestWords } from '../nearest-words.js';
import {
  CORRELATED_ITEMS,
  CORRELATIONS,
  type CorrelateStep,
  type ElementwiseStep,
  GROUPINGS,
  type Grouping,
  type GroupStep,
  INLINE_NAME,
  JOINS,
  type JoinObject,
  type JoinStep,
  type KMeansStep,
  MAX_STEPS,
  NOTATION,
  RANK_METHODS,
  STEP_NAMES,
  STEP_SYNONYMS,
  type Step,
} from './steps.js';

/** A step before its arguments are checked. */
interface StepCall {
  readonly text: string;
  readonly name: Step['name'];
  /** The text between the parentheses, or null without parentheses. */
  readonly argument: string | null;
  readonly by: Grouping | null;
}

class StepError extends Error {}

/** The value of `data.transform`, which must be valid. */
export type StepsSpec = string | JoinObject | readonly (string | JoinObject)[];

/** Returns the steps in order. */
export function parseSteps(value: StepsSpec | undefined): readonly Step[] {
  const parts = value === undefined ? [] : [value].flat();
  return parts.flatMap((part) => (typeof part === 'string' ? parseList(part) : parseJoin(part)));
}

function parseJoin(object: JoinObject): Step[] {
  return JOINS.flatMap((name) => {
    const second = object[name];
    if (second === undefined) return [];
    const text = typeof second === 'string' ? joinStepText(name, second) : `${name}(${INLINE_NAME})`;
    return [{ kind: 'join', name, second, text }];
  });
}

/** Returns the text of the step that combines the matrix with the one in `file`. */
export function joinStepText(name: JoinStep['name'], file: string): string {
  return `${name}(${JSON.stringify(file)})`;
}

/** Returns what is wrong with a list of steps; null if it is valid. */
export function findStepError(text: string): string | null {
  try {
    parseList(text);
    return null;
  } catch (error) {
    if (error instanceof StepError) return error.message;
    throw error;
  }
}

/** Parses steps separated by commas. */
function parseList(text: string): Step[] {
  const parts = splitAtCommas(text);
  if (parts.length > MAX_STEPS) throw new StepError(`expected at most ${MAX_STEPS} steps`);
  return parts.map((part) => {
    const call = parseCall(part.trim());
    return { ...parseArguments(call), text: call.text };
  });
}

/** Splits at commas outside of parentheses and double quotes. */
function splitAtCommas(text: string): string[] {
  const parts: string[] = [];
  let [start, depth, isQuoted] = [0, 0, false];
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (isQuoted && c === '\\') i++;
    else if (c === '"') isQuoted = !isQuoted;
    else if (isQuoted) continue;
    else if (c === '(') depth++;
    else if (c === ')') depth--;
    else if (c === ',' && depth === 0) {
      parts.push(text.slice(start, i));
      start = i + 1;
    }
  }
  return [...parts, text.slice(start)];
}

/** Splits a step into its name, the text between its parentheses and its grouping. */
function parseCall(text: string): StepCall {
  const name = /^[\p{L}_][\p{L}\p{N}_-]*/u.exec(text)?.[0] ?? '';
  const known = STEP_NAMES.find((candidate) => candidate === name);
  if (!known) throw new StepError(unknownStepMessage(text, name));
  const rest = text.slice(name.length).trim();
  const end = rest.startsWith('(') ? rest.lastIndexOf(')') : -1;
  if (rest.startsWith('(') && end < 0)
    throw new StepError(`the step ${quote(text)} has no closing parenthesis`);
  const argument = end < 0 ? null : rest.slice(1, end).trim();
  const suffix = rest.slice(end + 1).trim();
  if (suffix === '') return { text, name: known, argument, by: null };
  const grouping = /^by\s+(\S+)$/.exec(suffix)?.[1];
  const by = GROUPINGS.find((candidate) => candidate === grouping || `${candidate}s` === grouping);
  if (!by) failSuffix(text, known, suffix);
  return { text, name: known, argument, by };
}

function unknownStepMessage(text: string, name: string): string {
  const synonym = STEP_SYNONYMS.get(name.toLowerCase());
  const similar = synonym ?? nearestWords(name.toLowerCase(), STEP_NAMES)[0];
  const found = text === '' ? 'expected a step' : `unknown step ${quote(text)}`;
  return similar === undefined
    ? `${found}; the steps are ${STEP_NAMES.join(', ')}`
    : `${found}; did you mean ${similar.split(' ').map(quote).join(' or ')}?`;
}

/** Throws an error for the text after the name and the argument of a step. */
function failSuffix(text: string, name: Step['name'], suffix: string): never {
  if (/^[;|&+>]/.test(suffix.replace(/^by\s+\w+\s*/, ''))) {
    throw new StepError(`invalid step ${quote(text)}; separate steps by commas`);
  }
  if (/^by\b/.test(suffix)) {
    const groupings = GROUPINGS.map((grouping) => `"by ${grouping}"`).join(', ');
    throw new StepError(`invalid step ${quote(text)}; the groups are ${groupings}`);
  }
  fail(text, name);
}

/** Throws an error that shows how the step is written. */
function fail(text: string, name: Step['name']): never {
  throw new StepError(`invalid step ${quote(text)}; write ${NOTATION[name]}`);
}

function parseArguments(call: StepCall): ElementwiseStep | GroupStep | CorrelateStep | KMeansStep | JoinStep {
  const { text, name, argument, by } = call;
  const words = argument === null || argument === '' ? [] : argument.split(',').map((word) => word.trim());
  switch (name) {
    case 'log2':
    case 'log10':
    case 'ln':
    case 'sqrt':
    case 'abs':
    case 'negate':
    case 'isna':
      return elementwise({ kind: 'elementwise', name }, 0);
    case 'log1p': {
      const base = words.length === 0 ? Math.E : number(words[0]);
      if (base <= 0 || base === 1) fail(text, name);
      return elementwise({ kind: 'elementwise', name, base }, 1);
    }
    case 'clip': {
      const [low, high] = [limit(words[0]), limit(words[1])];
      if (!(low < high))
        throw new StepError(`invalid step ${quote(text)}; the first limit must be less than the second`);
      return elementwise({ kind: 'elementwise', name, low, high }, 2);
    }
    case 'fill':
      return elementwise({ kind: 'elementwise', name, value: number(words[0]) }, 1);
    case 'zscore':
      return { kind: 'group', name, by: by ?? 'all', ddof: words.length === 0 ? 1 : ddof() };
    case 'rank':
      return { kind: 'group', name, by: by ?? 'all', method: choice(RANK_METHODS, 'average') };
    case 'center':
    case 'minmax':
    case 'percentile':
    case 'share':
      if (words.length > 0) fail(text, name);
      return { kind: 'group', name, by: by ?? 'all' };
    case 'correlate':
      if (by || words.length > 2) fail(text, name);
      return correlate();
    case 'kmeans':
      if (by === 'all' || words.length !== 1 || !/^[1-9]\d{0,4}$/.test(words[0])) fail(text, name);
      return { kind: 'kmeans', name, k: Number(words[0]), by: by ?? 'row' };
    case 'minus':
    case 'divide':
    case 'log2ratio':
      if (by) fail(text, name);
      return { kind: 'join', name, second: file() };
  }

  function elementwise(step: ElementwiseStep, maxArguments: number): ElementwiseStep {
    if (by)
      throw new StepError(`invalid step ${quote(text)}; ${name} applies to each value and takes no "by"`);
    if (words.length > maxArguments) fail(text, name);
    return step;
  }

  function number(word: string | undefined): number {
    const value = word ? Number(word) : Number.NaN;
    return Number.isFinite(value) ? value : fail(text, name);
  }

  function limit(word: string | undefined): number {
    const infinity = /^([+-]?)inf(?:inity)?$/i.exec(word ?? '');
    if (!infinity) return number(word);
    return infinity[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  }

  function ddof(): number {
    const value = /^ddof\s*[\s=]\s*([01])$/.exec(argument ?? '')?.[1];
    return value === undefined ? fail(text, name) : Number(value);
  }

  function choice<T extends string>(choices: readonly T[], byDefault: T): T {
    if (words.length === 0) return byDefault;
    const found = choices.find((candidate) => words.length === 1 && candidate === words[0]);
    if (found !== undefined) return found;
    throw new StepError(`invalid step ${quote(text)}; ${name} takes one of ${choices.join(', ')}`);
  }

  function correlate(): CorrelateStep {
    const method = CORRELATIONS.find((candidate) => words.includes(candidate));
    const items = CORRELATED_ITEMS.find((candidate) => words.includes(candidate));
    const known = (method ? 1 : 0) + (items ? 1 : 0);
    if (known < words.length) {
      throw new StepError(
        `invalid step ${quote(text)}; correlate takes ${CORRELATIONS.join(', ')}, and rows or columns`,
      );
    }
    return { kind: 'correlate', name: 'correlate', method: method ?? 'pearson', items: items ?? 'columns' };
  }

  function file(): string {
    if (!argument) fail(text, name);
    if (Number.isFinite(Number(argument))) {
      throw new StepError(
        `invalid step ${quote(text)}; ${name} takes a file with a second matrix, not a number`,
      );
    }
    if (/^(?:(?:row|column)s?\s+)?(?:mean|average)$/.test(argument)) {
      throw new StepError(`invalid step ${quote(text)}; use "center by row" to subtract the mean`);
    }
    if (!argument.startsWith('"')) return argument;
    try {
      return String(JSON.parse(argument)) || fail(text, name);
    } catch (error) {
      if (error instanceof SyntaxError) fail(text, name);
      throw error;
    }
  }
}
