/** Texts of cells from templates, other matrices and columns; settings of cells for each panel. */
import { describe, expect, it } from 'vitest';
import type { DescribedFigure } from '../../../src/figure/figure.js';
import { parseTemplate, templateError } from '../../../src/spec/value-template.js';
import { rendered, renderedFile } from '../../support/figure.js';

function textsOf({ figure }: { readonly figure: DescribedFigure }): readonly string[] | null {
  return figure.panels[0].values;
}

/** The texts in the cells of a matrix with labels. */
function template(text: string, more: object = {}): readonly string[] | null {
  const data = {
    values: [
      [30, 10],
      [0, 60],
    ],
    rows: ['cat', 'dog'],
    columns: ['is cat', 'is dog'],
  };
  return textsOf(rendered({ data, cells: { values: { text } }, ...more }));
}

describe('a template', () => {
  it('prints values and labels', () => {
    expect(template('{value}')).toEqual(['30', '10', '0', '60']);
    expect(template('{value:.1f}')).toEqual(['30.0', '10.0', '0.0', '60.0']);
    expect(template('{row}: {column}')).toEqual(['cat: is cat', 'cat: is dog', 'dog: is cat', 'dog: is dog']);
    expect(template('{{{value}}}')).toEqual(['{30}', '{10}', '{0}', '{60}']);
  });

  it('prints shares of all values, of the row and of the column', () => {
    expect(template('{value}\n{share:.0%}')).toEqual(['30\n30%', '10\n10%', '0\n0%', '60\n60%']);
    expect(template('{rowShare}')).toEqual(['75%', '25%', '0%', '100%']);
    expect(template('{columnShare:.1%}')).toEqual(['100.0%', '14.3%', '0.0%', '85.7%']);
  });

  it('names items as their labels on the page, in any order', () => {
    const y = { labels: ['a', 'b'], order: 'reverse' };
    expect(template('{row}', { y })).toEqual(['a', 'a', 'b', 'b']);
    expect(textsOf(rendered({ data: [[1, 2]], cells: { values: { text: '{column}' } } }))).toEqual([
      '0',
      '1',
    ]);
  });

  it('prints nothing in a cell with a missing value, and a dash for a share of nothing', () => {
    const data = [
      [0, 0],
      [1, null],
    ];
    const made = rendered({ data, cells: { values: { text: '{value} {rowShare}' } } });
    expect(textsOf(made)).toEqual(['0 –', '0 –', '1 100%', '']);
  });

  it('leaves totals out of sums', () => {
    const csv = ',a,b,All\nx,1,3,4\ny,2,2,4\nAll,3,5,8\n';
    const shares = (text: string) => textsOf(renderedFile(csv, {}, { cells: { values: { text } } }));
    expect(shares('{share}')).toEqual(['13%', '38%', '50%', '25%', '25%', '50%', '38%', '63%', '100%']);
    expect(shares('{rowShare}')).toEqual(['25%', '75%', '100%', '50%', '50%', '100%', '38%', '63%', '100%']);
    expect(shares('{columnShare}')).toEqual([
      '33%',
      '60%',
      '50%',
      '67%',
      '40%',
      '50%',
      '100%',
      '100%',
      '100%',
    ]);
  });

  it('has columns and functions of records as fields', () => {
    const csv = 'layer,pos,prob,token,n\n0,0,0.5,Ġthe,1\n0,1,0.25,cat,2\n1,0,0.75,a,3\n1,1,1,Ġb,4\n';
    const data = { x: 'pos', y: 'layer', value: 'prob' };
    const texts = (values: object) => textsOf(renderedFile(csv, data, { cells: { values } }));
    expect(texts({ text: '{token}' })).toEqual(['Ġthe', 'cat', 'a', 'Ġb']);
    expect(texts({ text: '{token}\n{value:.0%}', style: 'token' })).toEqual([
      '␣the\n50%',
      'cat\n25%',
      'a\n75%',
      '␣b\n100%',
    ]);
    expect(texts({ text: '{count()} {max(n):.1f}' })).toEqual(['1 1.0', '1 2.0', '1 3.0', '1 4.0']);
  });

  it('uses the columns of a table that was detected', () => {
    const csv = `layer,pos,prob\n${[0, 1, 2, 3].map((i) => `l${i >> 1},p${i & 1},0.${i + 1}`).join('\n')}\n`;
    expect(textsOf(renderedFile(csv, {}, { cells: { values: { text: '{count()}' } } }))).toEqual([
      '1',
      '1',
      '1',
      '1',
    ]);
  });

  it('prints original values of a matrix that is transformed', () => {
    const data = { values: [[1, 3], [10, 30]], transform: 'zscore by row' }; // biome-ignore format: a matrix
    const made = rendered({ data, cells: { values: { text: '{original} {value:.1f}' } } });
    expect(textsOf(made)).toEqual(['1 −0.7', '3 0.7', '10 −0.7', '30 0.7']);
  });

  it('prints original values of records that are transformed', () => {
    const csv = 'x,y,v\na,r,1\nb,r,3\n';
    const data = { x: 'x', y: 'y', value: 'v', normalize: 'row' };
    const made = renderedFile(csv, data, { cells: { values: { text: '{v} ({value:.0%})' } } });
    expect(textsOf(made)).toEqual(['1 (25%)', '3 (75%)']);
    expect(made.figure.guides.map(({ title }) => title)).toEqual(['share by row of v']);
  });

  it.each([
    ['{value', /brace without its partner/],
    ['value} {row}', /brace without its partner/],
    ['{}', /has no name/],
    ['{{value}}', /has no field/],
    ['{value:.2q}', /the number format ".2q" has the unknown type "q"/],
    ['{maen(x)}', /"maen\(x\)" is neither a column nor a function/],
  ])('%s is an error', (text, message) => {
    expect(templateError(text)).toMatch(message);
    expect(() => template(text)).toThrow(message);
  });

  it('has errors for unknown fields, words with formats and shares of words and negative numbers', () => {
    expect(() => template('{count}')).toThrow(/the template has the unknown field \{count\}/);
    expect(() => template('{row:.1f}')).toThrow(/\{row\} has a number format, but it contains words/);
    const values = { text: '{share}' };
    expect(() => rendered({ data: [['a', 'b']], cells: { values } })).toThrow(/the values are words/);
    expect(() => rendered({ data: [[1, -2]], cells: { values } })).toThrow(/row 0, column 1 is -2/);
    const csv = 'x,y,v,w\na,r,1,u\nb,r,3,u\n';
    const unknown = () =>
      renderedFile(csv, { x: 'x', y: 'y', value: 'v' }, { cells: { values: { text: '{wrd}' } } });
    expect(unknown).toThrow(/"wrd"/);
  });

  it('splits a field at its last colon', () => {
    expect(parseTemplate('a {b:c:.1f}')).toEqual(['a ', { name: 'b:c', format: '.1f' }]);
  });
});

describe('the unit of records', () => {
  it('is printed beside their values, except beside counts and shares', () => {
    const csv = 'x,y,v\na,r,12%\na,r,14%\nb,r,80%\n';
    const texts = (value: string) =>
      textsOf(renderedFile(csv, { x: 'x', y: 'y', value }, { cells: { values: true } }));
    expect(texts('mean(v)')).toEqual(['13%', '80%']);
    expect(texts('count(v)')).toEqual(['2', '1']);
    expect(texts('share(v)')?.join()).not.toContain('%');
    const single = textsOf(
      renderedFile(csv.replace('a,r,14%\n', ''), { x: 'x', y: 'y', value: 'v' }, { cells: { values: true } }),
    );
    expect(single).toEqual(['12%', '80%']);
  });
});

describe('texts of another matrix', () => {
  it('are words, or numbers in a format', () => {
    const data = { values: [[1, 2]], rows: ['r'], columns: ['a', 'b'] };
    const text = (values: unknown[]) => ({ values: [values], rows: ['r'], columns: ['b', 'a'] });
    const texts = (values: object) => textsOf(rendered({ data, cells: { values } }));
    expect(texts({ text: text(['Ġy', 'x']), style: 'token' })).toEqual(['x', '␣y']);
    expect(texts({ text: text([2.5, null]) })).toEqual(['', '2.50']);
    expect(texts({ text: text([0.25, 0.5]), format: '.0%' })).toEqual(['50%', '25%']);
  });
});

describe('token style', () => {
  it('makes words and texts readable', () => {
    const style = 'token';
    expect(textsOf(rendered({ data: [['Ġa', 'b']], cells: { values: { style } } }))).toEqual(['␣a', 'b']);
    const text = [['a\n', null]];
    expect(textsOf(rendered({ data: [[1, 2]], cells: { values: { style, text } } }))).toEqual(['a⏎', '']);
  });
});

describe('cells of a panel', () => {
  const data = [
    [1, 2],
    [3, 4],
  ];

  it('override keys of the figure one by one', () => {
    const { figure } = rendered({
      data,
      cells: { values: '.1f', hide: 'upper', stroke: 'white' },
      panels: [{}, { cells: { values: false } }, { cells: { hide: false, values: true, stroke: 'none' } }],
    });
    expect(figure.panels.map(({ values }) => values)).toEqual([
      ['1.0', '2.0', '3.0', '4.0'],
      null,
      ['1', '2', '3', '4'],
    ]);
    expect(figure.panels.map(({ mask }) => mask && [...mask])).toEqual([[0, 1, 0, 0], [0, 1, 0, 0], null]);
    expect(figure.panels.map(({ stroke }) => stroke)).toEqual(['#ffffff', '#ffffff', null]);
  });

  it('have errors at the panel, and no keys of the whole figure', () => {
    const panels = [{ cells: { values: { text: [['a']] } } }];
    expect(() => rendered({ data, panels })).toThrow(/must have 2 rows of 2 texts/);
    expect(() => rendered({ data, panels: [{ cells: { width: 20 } }] })).toThrow(/"width"/);
  });
});
