/** Parses the conditions of `data.where`, such as `year >= 2010` or `city in Oslo, "New York"`. */
import { quote } from '../diagnostics.js';
import { unquote } from './fields.js';

export const OPERATORS = ['=', '!=', '<', '<=', '>', '>=', 'in'] as const;
export type Operator = (typeof OPERATORS)[number];

/** Keeps the records whose value in a column compares as `operator` says. */
export interface Condition {
  readonly text: string;
  readonly column: string;
  readonly operator: Operator;
  /** One value; several for `in`. */
  readonly values: readonly string[];
}

export const MAX_CONDITIONS = 32;
export const MAX_CONDITION_LENGTH = 4096;
const CONDITION = /^("(?:[^"\\]|\\.)*"\s*|[^=!<>]*?)(==|!=|<=|>=|=|<|>|(?<=\s|")in(?=\s|[("[]))([\s\S]*)$/;
const ITEM = /\s*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([^,]*))\s*(?:,|$)/gy;

/** Returns a condition, or a message that says what is wrong with it. */
export function parseCondition(text: string): Condition | string {
  const [, name = '', operator, right = ''] = CONDITION.exec(text.trim()) ?? [];
  const column = unquote(name);
  if (operator === undefined || column === '') {
    return `invalid condition ${quote(text)}; write: column = value, with one of ${OPERATORS.join(' ')}`;
  }
  const isList = operator === 'in';
  const values = isList ? parseItems(withoutBrackets(right.trim())) : [unquoteValue(right)];
  if (values.length === 0 || (right.trim() === '' && values.length === 1))
    return `the condition ${quote(text)} has no value; write "" for an empty field`;
  return { text, column, operator: operator === '==' ? '=' : (operator as Operator), values };
}

/** Returns the conditions of a string or a list of strings. They must be valid. */
export function parseConditions(where: string | readonly string[] | undefined): readonly Condition[] {
  const texts = typeof where === 'string' ? [where] : (where ?? []);
  return texts.map(parseCondition).filter((condition) => typeof condition !== 'string');
}

function withoutBrackets(text: string): string {
  return /^\([\s\S]*\)$|^\[[\s\S]*\]$/.test(text) ? text.slice(1, -1) : text;
}

function unquoteValue(text: string): string {
  const trimmed = text.trim();
  return /^'[^']*'$/.test(trimmed) ? trimmed.slice(1, -1) : unquote(trimmed);
}

/** Splits at commas outside of quotes. */
function parseItems(text: string): string[] {
  const items: string[] = [];
  ITEM.lastIndex = 0;
  while (ITEM.lastIndex < text.length) {
    const match = ITEM.exec(text);
    if (!match) return [];
    items.push(match[1]?.replace(/\\(.)/g, '$1') ?? match[2] ?? match[3].trim());
  }
  return items;
}
