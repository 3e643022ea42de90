/** Names, values and lists in sentences: on one line, short, and without anything that would steer a terminal. */

const LONGEST = 40;
const MOST_LISTED = 3;
/** What needs no quotes: nothing in it could be taken for a part of the sentence. */
const PLAIN = /^[\p{L}\p{N}_.:%+\-/()#▁Ġ°]+(?: [\p{L}\p{N}_.:%+\-/()#▁Ġ°]+)*$/u;
const AMBIGUOUS = /(?:^| )(?:and|to|from|at|instead)(?: |$)|[:.]$/;

/** A label or word, in quotes where it would not be told from the sentence. */
export function quoted(text: string): string {
  const short = text.length > LONGEST ? `${cut(text, 0, LONGEST - 1)}…` : text;
  if (text.length <= LONGEST && PLAIN.test(text) && !AMBIGUOUS.test(text)) return text;
  return visible(JSON.stringify(short));
}

/** A value of a spec given as JSON: "viridis" → viridis, [0,1] as it is; of a long one what follows `from`. */
export function quotedJson(json: string, from = 0): string {
  if (/^"[A-Za-z][\w-]*"$/.test(json) && json.length <= LONGEST) return json.slice(1, -1);
  const to = from + LONGEST;
  return visible(`${from > 0 ? '…' : ''}${cut(json, from, to)}${to < json.length ? '…' : ''}`);
}

/** Two values of a spec that differ, of long ones where they begin to. */
export function fromToJson(before: string, after: string): string {
  let same = 0;
  while (same < before.length && before[same] === after[same]) same++;
  const from = Math.max(before.length, after.length) > LONGEST && same > LONGEST / 2 ? same - CONTEXT : 0;
  return `from ${quotedJson(before, from)} to ${quotedJson(after, from)}`;
}

/** Characters before those that differ. */
const CONTEXT = 8;

/** Without half of a character at either end. */
function cut(text: string, from: number, to: number): string {
  return text.slice(from, to).replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, '');
}

/** Controls that JSON leaves as they are, as it writes others. */
function visible(text: string): string {
  return text.replace(
    /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** A value of a cell: a number, missing, or a word. */
export type Value = number | string;

/** Two values that differ, with as many digits as it takes to see it. */
export function fromTo(before: Value, after: Value): string {
  return `from ${each(before, after)} to ${each(after, before)}`;
}

function each(value: Value, other: Value): string {
  if (typeof value === 'string') return quoted(value);
  if (Number.isNaN(value)) return 'missing';
  if (!Number.isFinite(value) || String(value).length <= SHORT) return String(value);
  const rest = typeof other === 'number' && Number.isFinite(other) ? other : value;
  for (let digits = DIGITS; digits < 17; digits++) {
    const [a, b] = [value, rest].map((v) => Number(v.toPrecision(digits)));
    // Two digits of the difference.
    // The largest numbers may be rounded to infinity.
    if (!Number.isFinite(a)) continue;
    if (rest === value || Math.abs(a - b - (value - rest)) <= Math.abs(value - rest) / 10) return String(a);
  }
  return String(value);
}

/** Characters of a number that is written in full. */
const SHORT = 7;
const DIGITS = 4;

/** "a", "a and b", "a, b and c", "a, b, c and 4 more"; `count` of them in all. */
export function listed(names: Iterable<string>, count: number): string {
  const first: string[] = [];
  for (const name of names) {
    first.push(name);
    if (first.length === Math.min(count, MOST_LISTED)) break;
  }
  const more = count - first.length;
  const last = more > 0 ? `${more} more` : first.pop();
  return first.length > 0 ? `${first.join(', ')} and ${last}` : `${last}`;
}

/** "1 row", "3 rows" */
export function counted(count: number, item: string): string {
  return `${count} ${item}${count === 1 ? '' : 's'}`;
}
