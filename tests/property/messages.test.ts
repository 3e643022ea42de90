/** Messages quote only the start of long texts of the data and of the spec, with control characters escaped. */
import { describe, expect, it } from 'vitest';
import { type Diagnostic, HeatmapError } from '../../src/diagnostics.js';
import { fromValue } from '../../src/json/from-value.js';
import { parseJson } from '../../src/json/parse.js';
import { draw } from '../../src/render.js';
import { parseSpec } from '../../src/spec/parse.js';
import { formatPath } from '../../src/spec/schema-errors.js';
import { specSchema } from '../../src/spec/spec.js';
import { npyDict, npyFile, zipFile } from '../fixtures/npy/write.js';
import { placesOfType } from '../support/schema-places.js';
import { invalidTexts, textsOfDiagnostic } from '../support/short-texts.js';

/** Starts with an escape sequence and a character that reverses the direction of text. */
const TOKEN = `\u001b[31m\u202e\u009b2J${'x'.repeat(5000)}\u0007`;
/** Without control characters, so that readers accept it everywhere. */
const WORD = 'x'.repeat(5000);
const TEXTS = { TOKEN, WORD };

const parseText = (spec: object) => parseJson('s.json', JSON.stringify(spec));

/** All texts about a figure, for each way in which its spec is given: its diagnostics and its description. */
function textsOf(
  spec: object,
  bytes = Buffer.from(',a,b\nr1,1,-2\nr2,3,4\n'),
  name = 'a.csv',
  parsers: readonly ((spec: object) => Parameters<typeof parseSpec>[0])[] = [fromValue, parseText],
): string[] {
  const diagnostics: Diagnostic[] = [];
  const texts: string[] = [];
  try {
    for (const parse of parsers) {
      const job = { parsed: parseSpec(parse(spec)), primary: null, open: () => ({ name, bytes }), zoom: 1 };
      const { figure } = draw(job, (diagnostic) => diagnostics.push(diagnostic));
      texts.push(figure.accessible.description);
    }
  } catch (error) {
    if (!(error instanceof HeatmapError)) throw error;
    for (const diagnostic of error.diagnostics) diagnostics.push(diagnostic);
  }
  for (const diagnostic of diagnostics) texts.push(...textsOfDiagnostic(diagnostic));
  return texts;
}

function expectShort(texts: readonly string[]): void {
  expect(invalidTexts(texts).map((text) => text.slice(0, 2000))).toEqual([]);
}

/** The text of `description` is the description. The others are paths. */
const EXCEPT = ['description', 'data', 'data.file', 'fonts[0]'];
/** All second matrices are read by the same code; those of `x.order.cluster`, `cells.values.text` and `cells.size` remain. */
const ALIKE = /^(?:y\.order\.cluster|cells\.(?:stars|above|below)\.(?:values|data|transform))\b/;
const places = placesOfType(specSchema, 'string').filter(
  ({ path }) => path[0] !== 'panels' && !EXCEPT.includes(formatPath(path)) && !ALIKE.test(formatPath(path)),
);

describe('a long text in a spec', () => {
  it('can be in many places', () => {
    const paths = places.map(({ path }) => formatPath(path));
    for (const path of [
      'title',
      'x.labels[0]',
      'color.map',
      'data.x',
      'highlights[0].title',
      'data.missingValues[0]',
    ])
      expect(paths).toContain(path);
  });

  it.each(places.map((place) => [formatPath(place.path), place] as const))(
    'in %s is cut',
    (_, { specWith }) => {
      for (const text of Object.values(TEXTS)) {
        const spec: object = specWith(text);
        expectShort(textsOf('data' in spec ? spec : { data: 'a', ...spec }));
      }
    },
  );

  it.each([
    { [TOKEN]: 1 },
    { data: { file: 'a', [WORD]: 1 } },
    { data: { values: [[1]], [TOKEN]: 1 } },
    { data: 'a', x: { [TOKEN]: 1, [WORD]: { [TOKEN]: 2 } } },
    { data: 'a', panels: [{ [TOKEN]: 1 }] },
    { data: 'a', title: { [TOKEN]: WORD } },
    { data: 'a', size: [TOKEN, { [WORD]: 1 }] },
    { data: 'a', x: { labels: [WORD, TOKEN] }, y: { order: [WORD], ticks: { values: [TOKEN] } } },
    { data: [[TOKEN, WORD]], cells: { values: true } },
    { data: [[1, TOKEN]] },
    { data: [[1, 2]], cells: { values: { text: [[TOKEN, WORD]] } } },
    {
      data: {
        values: [
          [1, 2],
          [3, 4],
        ],
        columns: [TOKEN, WORD],
        rows: [WORD, TOKEN],
      },
      x: { order: 'label' },
    },
    { data: { values: [[[1]], [[2]]], panels: [TOKEN, WORD] } },
  ])('as a key or in a list is cut (%#)', (spec) => {
    expectShort(textsOf(spec));
  });
});

/** Returns an array of texts as numpy writes it. */
function textArray(texts: readonly string[]): Uint8Array {
  const length = Math.max(1, ...texts.map((text) => text.length));
  const data = Buffer.alloc(texts.length * length * 4);
  texts.forEach((text, i) => {
    for (let j = 0; j < text.length; j++) data.writeUInt32LE(text.charCodeAt(j), 4 * (i * length + j));
  });
  return npyFile(npyDict(`<U${length}`, [1, texts.length]), data);
}

describe.each(Object.entries(TEXTS))('a long text in the data (%s)', (_, text) => {
  const json = (value: unknown) => JSON.stringify(value);
  it.each([
    ['a header', 'a.csv', `,${text},b\nr1,1,2\nr2,x,4\n`],
    ['a corner', 'a.csv', `${text},a,b\nr1,1,2\nr2,3,\n`],
    ['a row label', 'a.csv', `,a,b\n${text},1,q\n${text},3,4\n`],
    ['cells', 'a.csv', `,a,b\nr1,${text},2\nr2,3,4\n`],
    ['words', 'a.csv', `,a,b\nr1,${text},p\nr2,q,${text}\n`],
    ['a ragged line', 'a.csv', `a,b\n1,2\n${text},${text},${text}\n3,4\n`],
    ['a comment', 'a.csv', `# ${text}\na,b\n1,2\n`],
    ['a quoted field', 'a.csv', `a,b\n"${text}"${text},2\n`],
    ['one line', 'a.csv', text],
    ['a table of blanks', 'a.txt', `a b\n${text} 1\n2 3\n`],
    ['a number in words', 'a.csv', `a,b\n1,2\n3,1${text}\n`],
    ['JSON keys', 'a.json', json({ [text]: [1, 2], b: [3] })],
    ['JSON objects', 'a.json', json({ [text]: { [text]: 1 }, b: 3 })],
    ['JSON records', 'a.json', json([{ [text]: 1, b: text }, { b: 2 }])],
    ['JSON labels', 'a.json', json({ values: [[1, 2]], columns: [text, 'b'], rows: [text, text] })],
    ['JSON cells', 'a.json', json([[1, text]])],
    ['a wrong JSON key', 'a.json', json({ values: [[1]], [text]: 2 })],
    ['JSON syntax', 'a.json', `[[1, ${text}]]`],
    ['JSON lines', 'a.jsonl', `${json([1, text])}\n${json({ [text]: 1 })}\n`],
    ['an NPY file', 'a.npy', textArray([text, 'b'])],
    ['an NPY header', 'a.npy', npyFile(`{'descr': '${text.slice(0, 5000)}', 'x': 1}`, Buffer.of())],
    [
      'names in an NPZ file',
      'a.npz',
      zipFile([text, 'b'].map((name) => ({ name: `${name}.npy`, content: textArray(['p', 'q']) }))),
    ],
    [
      'other files in an NPZ file',
      'a.npz',
      zipFile([text, 'b.npy'].map((name) => ({ name, content: textArray(['p', 'q']) }))),
    ],
  ])('in %s is cut', (__, name, content) => {
    const bytes = Buffer.from(content);
    for (const data of [
      'a',
      { file: 'a', x: 'p', y: 'b', value: 'c' },
      { file: 'a', x: 0, y: 1, value: 0 },
      { file: 'a', header: true, rowLabels: true, rows: ['q', text] },
      { file: 'a', array: 'q' },
    ])
      expectShort(textsOf({ data, lint: [] }, bytes, name, [parseText]));
  });
});
