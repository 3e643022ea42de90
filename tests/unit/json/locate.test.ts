import { describe, expect, it } from 'vitest';
import type { Place } from '../../../src/diagnostics.js';
import { fromValue } from '../../../src/json/from-value.js';
import { duplicateKeys, itemPlace, itemTexts, nodeAt, placeAt, placeOf } from '../../../src/json/locate.js';
import type { JsonDocument } from '../../../src/json/node.js';
import { parseJson } from '../../../src/json/parse.js';

const SPEC = `{
  "x": { "labels": ["a", 1.0, [2]] },
  // the domain of the colours
  "domain": [ 0.50 ,/* top */ 1e3, null ],
  "x": { "title": "Token" }
}`;

const document = parseJson('spec.json', SPEC);

/** "line:column" and the marked text. */
function shown({ line, column, source, mark }: Place): string {
  return `${line}:${column} ${source?.slice(mark?.start, (mark?.start ?? 0) + (mark?.length ?? 0))}`;
}

function listAt(document: JsonDocument, ...path: string[]) {
  const node = nodeAt(document.root, path)?.node;
  if (node?.kind !== 'numbers' && node?.kind !== 'array') throw new Error(node?.kind);
  return node;
}

describe('nodeAt', () => {
  it('follows keys and positions, and takes the last of repeated keys', () => {
    expect(nodeAt(document.root, [])?.node).toBe(document.root);
    expect(nodeAt(document.root, ['x', 'title'])).toMatchObject({
      node: { kind: 'string', value: 'Token' },
      key: { key: 'title' },
    });
    const list = parseJson('a.json', '["a", [["b"]]]');
    expect(nodeAt(list.root, [1, 0, 0])).toMatchObject({ node: { value: 'b' } });
    expect(nodeAt(list.root, [1, 0, 0])).not.toHaveProperty('key');
  });

  it('ends a path inside a compact list with the position', () => {
    expect(nodeAt(document.root, ['domain', 1])).toMatchObject({ node: { kind: 'numbers' }, index: 1 });
  });

  it.each([
    [['y']],
    [['x', 'labels']],
    [['x', 'title', 'text']],
    [['domain', 3]],
    [['domain', -1]],
    [['domain', 'length']],
    [['domain', 0, 0]],
  ])('finds nothing at %j', (path: (string | number)[]) => {
    expect(nodeAt(document.root, path)).toBeUndefined();
  });
});

describe('places', () => {
  it('are those of values and of keys', () => {
    const found = nodeAt(document.root, ['x', 'title']);
    expect(shown(placeOf(document, found!.node))).toBe('5:19 "Token"');
    expect(shown(placeOf(document, found!.key!))).toBe('5:10 "title"');
  });

  it('of the items of a compact list are exact, comments and blanks aside', () => {
    const domain = listAt(document, 'domain');
    if (domain.kind !== 'numbers') throw new Error(domain.kind);
    expect([0, 1, 2].map((index) => shown(itemPlace(document, domain, index)))).toEqual([
      '4:15 0.50',
      '4:31 1e3',
      '4:36 null',
    ]);
  });

  it('by path are those of the value, or else of the innermost value around it', () => {
    expect(shown(placeAt(document, ['domain', 1]))).toBe('4:31 1e3');
    expect(shown(placeAt(document, ['x', 'title']))).toBe('5:19 "Token"');
    expect(shown(placeAt(document, ['x', 'side', 'text']))).toBe('5:8 { "title": "Token" }');
    expect(shown(placeAt(document, ['nowhere']))).toBe('1:1 {');
    expect(placeAt(fromValue({ a: [1] }, 'spec'), ['a', 0])).toEqual({ file: 'spec' });
  });
});

describe('itemTexts', () => {
  it('gives numbers as they are written and texts as they are meant', () => {
    const text = '{"a": ["\\u00e9", 1.0, -0, 1e5, 12345678901234567890, true, null, NaN, [1, 2]]}';
    const labels = parseJson('a.json', text);
    const texts = ['é', '1.0', '-0', '1e5', '12345678901234567890', 'true', 'null', 'NaN', '[1, 2]'];
    expect(itemTexts(labels, listAt(labels, 'a'))).toEqual(texts);
  });

  it('gives the items of a compact list likewise', () => {
    expect(itemTexts(document, listAt(document, 'domain'))).toEqual(['0.50', '1e3', 'null']);
    const values = fromValue({ a: Float64Array.of(1, 0.1) });
    expect(itemTexts(values, listAt(values, 'a'))).toEqual(['1', '0.1']);
  });
});

describe('duplicateKeys', () => {
  it('tells of each repeat where it stands and where the key stood first', () => {
    const faults = duplicateKeys(document);
    expect(faults).toMatchObject([
      {
        severity: 'error',
        code: 'duplicate-key',
        message: 'the key "x" stands twice in this object',
        hints: ['it stands first at line 2, column 3; keep one of the two'],
      },
    ]);
    expect(shown(faults[0].place!)).toBe('5:3 "x"');
  });

  it('looks into lists and objects, and takes each object by itself', () => {
    const at = (text: string) => duplicateKeys(parseJson('a.json', text)).map(({ place }) => place?.column);
    expect(at('{"a": [{"b": 1, "b": 2}], "b": {"a": 1}}')).toEqual([17]);
    expect(at('{"a": {"a": 1}, "b": [{"a": 1}, {"a": 2}]}')).toEqual([]);
    expect(at('{"a": 1, "a": {"c": 1, "c": 2}, "a": 3}')).toEqual([10, 24, 33]);
    expect(duplicateKeys(parseJson('a.json', '{"a": 1, "a": 2, "a": 3}')).map(({ hints }) => hints)).toEqual(
      Array(2).fill(['it stands first at line 1, column 2; keep one of the two']),
    );
  });

  it('stops after twenty', () => {
    expect(duplicateKeys(parseJson('a.json', `{${'"a": {"b": 1, "b": 2},'.repeat(50)}}`))).toHaveLength(20);
  });
});
