/** The definitions of steps that `heatmap explain` prints. */
import { expect, it } from 'vitest';
import { formatStep } from '../../../src/explain/format.js';
import { STEP_NAMES } from '../../../src/spec/steps.js';

it.each(STEP_NAMES)('defines the step %s alone', (name) => {
  const [, lines] = formatStep(name)?.split('\n\n') ?? [];
  expect(lines.split('\n')[0]).toContain(name);
  expect(lines.split('\n').filter((line) => !line.startsWith('                 '))).toHaveLength(1);
});

it('knows no other steps', () => {
  expect(['by', 'pearson', 'clip(0', 'missing', ''].map(formatStep)).toEqual(Array(5).fill(null));
});
