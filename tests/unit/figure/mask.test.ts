import { describe, expect, it } from 'vitest';
import { NOT_DRAWN } from '../../../src/scene/scene.js';
import { rendered } from '../../support/figure.js';
import { bodies } from '../../support/pixels.js';

const labels = ['a', 'b', 'c', 'd'];
const values = labels.map((_, i) => labels.map((_, j) => 1 / (1 + Math.abs(i - j))));

/** The drawn cells as rows of the page: x for a drawn cell. */
function picture(spec: object): string[] {
  const [{ indices, left }] = bodies(
    rendered({ data: { values, rows: labels, columns: labels }, ...spec }).scene,
  );
  const marks = [...indices].map((index) => (index === NOT_DRAWN ? '.' : 'x')).join('');
  return marks.match(new RegExp(`.{${left.length}}`, 'g')) ?? [];
}

const axis = (order: unknown) => ({ x: { order }, y: { order } });

describe('cells.hide', () => {
  it.each([
    ['data order', axis('data')],
    ['a list', axis(['c', 'a', 'd', 'b'])],
    ['the mean', axis('mean')],
    ['reversed order', axis('reverse')],
  ])('"upper" leaves the lower left triangle of a matrix in %s', (_, axes) => {
    expect(picture({ ...axes, cells: { hide: 'upper' } })).toEqual(['x...', 'xx..', 'xxx.', 'xxxx']);
    expect(picture({ ...axes, cells: { hide: 'lower' } })).toEqual(['xxxx', '.xxx', '..xx', '...x']);
    expect(picture({ ...axes, cells: { hide: 'diagonal' } })).toEqual(['.xxx', 'x.xx', 'xx.x', 'xxx.']);
  });

  it('follows the rising diagonal of a figure with its origin at the bottom', () => {
    expect(picture({ y: { origin: 'bottom' }, cells: { hide: 'upper' } })).toEqual([
      '...x',
      '..xx',
      '.xxx',
      'xxxx',
    ]);
    expect(picture({ y: { origin: 'bottom' }, cells: { hide: 'diagonal' } })).toEqual([
      'xxx.',
      'xx.x',
      'x.xx',
      '.xxx',
    ]);
  });

  it('hides the cells of a matrix of zeros and ones in the order of the data', () => {
    const hide = labels.map((_, i) => labels.map((_, j) => Number(i === 0 && j === 0)));
    expect(picture({ ...axis('reverse'), cells: { hide } })).toEqual(['xxxx', 'xxxx', 'xxxx', 'xxx.']);
  });
});

describe('ticks.every', () => {
  const shown = (spec: object) =>
    rendered(spec).scene.items.flatMap((item) =>
      item.kind === 'text' && item.role === 'tick-label' && /^[A-Z]/.test(item.text) ? [item.text] : [],
    );
  const days = ['Wed', 'Sun', 'Mon', 'Fri', 'Tue', 'Sat', 'Thu'];
  const week = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

  it('counts positions on the page, whatever the order of the data', () => {
    const data = { values: [days.map((_, i) => i)], columns: days };
    expect(shown({ data, x: { order: week, ticks: { every: 2 } } })).toEqual(['Mon', 'Wed', 'Fri', 'Sun']);
  });

  it('counts from the origin', () => {
    const data = { values: days.map((_, i) => [i]), rows: days };
    const y = { order: week, origin: 'bottom', ticks: { every: 3 } };
    expect(shown({ data, y }).sort()).toEqual(['Mon', 'Sun', 'Thu']);
  });
});
