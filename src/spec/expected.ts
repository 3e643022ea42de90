/** What zod expected, in words. */
import type * as z from 'zod/mini';

export type Issue = z.core.$ZodIssue;

/** What would have been right in place of the value that `issue` is about: "text", "a number", `"auto"`. */
export function expectedBy(issue: Issue): string[] {
  if (issue.code === 'invalid_value') return issue.values.map((value) => JSON.stringify(value));
  if (issue.code !== 'invalid_union') return [expected(issue)];
  const words = (issue.errors as Issue[][]).flatMap((option) => {
    const root = option.find((inner) => inner.path.length === 0);
    // Issues further in are about a value of the right kind.
    return root ? expectedBy(root) : [typeof option[0].path[0] === 'number' ? 'a list' : 'an object'];
  });
  return [...new Set(words)];
}

const KINDS: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  tuple: 'a list of two',
  null: 'null',
};

function expected(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return KINDS[issue.expected] ?? issue.expected;
    case 'unrecognized_keys':
      return 'an object';
    case 'too_small':
      if (issue.origin === 'string') return 'some text';
      if (issue.origin === 'array')
        return issue.minimum === 1 ? 'at least one item' : `${issue.minimum} items`;
      return issue.inclusive ? `${issue.minimum} or more` : `more than ${issue.minimum}`;
    case 'too_big':
      if (issue.origin === 'string') return `at most ${issue.maximum} characters`;
      return issue.origin === 'array' ? `no more than ${issue.maximum} items` : `${issue.maximum} or less`;
    default:
      return issue.message.replace(/^expected /, '');
  }
}

/** "a", "a or b", "a, b or c". */
export function either(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words[words.length - 1]}`;
}
