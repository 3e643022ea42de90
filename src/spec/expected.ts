import type * as z from 'zod/mini';

export type Issue = z.core.$ZodIssue;

/** Returns the valid alternatives for the value of `issue`: "a string", "a number", `"auto"`. */
export function describeExpected(issue: Issue): string[] {
  if (issue.code === 'invalid_value') return issue.values.map((value) => JSON.stringify(value));
  if (issue.code !== 'invalid_union') return [describeOne(issue)];
  const alternatives = (issue.errors as Issue[][]).flatMap((option) => {
    const ownIssue = option.find((inner) => inner.path.length === 0);
    // Without an issue of its own, the value has the right type, and only its content is wrong.
    return ownIssue
      ? describeExpected(ownIssue)
      : [typeof option[0].path[0] === 'number' ? 'a list' : 'an object'];
  });
  return [...new Set(alternatives)];
}

const TYPES: Record<string, string> = {
  string: 'a string',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  tuple: 'a list of two',
  null: 'null',
};

function describeOne(issue: Issue): string {
  // A number with a range has its own text.
  if (issue.message.startsWith('expected ')) return issue.message.slice('expected '.length);
  switch (issue.code) {
    case 'invalid_type':
      return TYPES[issue.expected] ?? issue.expected;
    case 'unrecognized_keys':
      return 'an object';
    case 'too_small':
      if (issue.origin === 'string') return 'a non-empty string';
      if (issue.origin === 'array')
        return issue.minimum === 1 ? 'at least one item' : `${issue.minimum} items`;
      return issue.inclusive ? `${issue.minimum} or more` : `more than ${issue.minimum}`;
    case 'too_big':
      if (issue.origin === 'string') return `at most ${issue.maximum} characters`;
      return issue.origin === 'array' ? `at most ${issue.maximum} items` : `${issue.maximum} or less`;
    default:
      return issue.message;
  }
}
