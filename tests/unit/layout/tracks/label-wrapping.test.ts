import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLabelWrapper } from '../../../../src/layout/tracks/label-wrapping.js';

/** Every character is 1 wide. */
const measure = (text: string) => text.length;
const wrap = (labels: string[], maxWidth: number, maxLines?: number) =>
  createLabelWrapper(labels, measure)(maxWidth, maxLines);

describe('labels of several lines', () => {
  it.each([
    ['exact_match', 6, ['exact_', 'match']],
    ['F1-score', 5, ['F1-', 'score']],
    ['petal width (cm)', 11, ['petal width', '(cm)']],
    ['model.layers', 6, ['model.', 'layers']],
    ['snowDepth', 5, ['snow', 'Depth']],
    ['maxWindSpeed', 7, ['maxWind', 'Speed']],
    [' leading space', 8, [' leading', 'space']],
  ])('break %s at %i', (label, maxWidth, lines) => {
    expect(wrap([label], maxWidth)).toEqual([lines]);
  });

  it('wrap only labels that need it', () => {
    expect(wrap(['loss', 'exact_match'], 6)).toEqual([['loss'], ['exact_', 'match']]);
  });

  it.each(['McDonald', 'pHValue1', 'word', 'ÜBERLANG'])('do not break inside %s', (label) => {
    expect(wrap([label], label.length - 1)).toBeNull();
  });

  it('have at most three lines, or fewer if requested', () => {
    expect(wrap(['a_b_c_d'], 2)).toBeNull();
    expect(wrap(['a_b_c'], 2)).toEqual([['a_', 'b_', 'c']]);
    expect(wrap(['a_b_c'], 2, 2)).toBeNull();
  });

  it('are no wider than allowed, and contain all of the label', () => {
    const label = fc.string({ unit: fc.constantFrom('a', 'B', 'c', 'd', '_', '-', ' ', '.', '1') });
    fc.assert(
      fc.property(fc.array(label, { minLength: 1 }), fc.integer({ min: 1, max: 12 }), (labels, maxWidth) => {
        const wrapped = wrap(labels, maxWidth);
        if (!wrapped) return;
        const compact = (text: string) => text.replace(/ /g, '');
        wrapped.forEach((lines, i) => {
          expect(lines.every((line) => line.length <= maxWidth)).toBe(true);
          expect(compact(lines.join(''))).toBe(compact(labels[i]));
        });
      }),
    );
  });
});
