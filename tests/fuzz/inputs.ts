/** Random inputs: mutated files, and the classes of input that once took long, used much memory or failed. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { address } from '../../src/spec/address.js';
import { rangesOf } from '../../src/spec/range.js';
import { unwrap } from '../../src/spec/schema-tree.js';
import { specSchema } from '../../src/spec/spec.js';
import { npyDict, npyFile, zipFile } from '../fixtures/npy/write.js';
import { ROOT } from '../support/cli.js';
import { findPlaces, mergeSpecs, placesOfType, type SchemaPlace } from '../support/schema-places.js';

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter(
      (path) =>
        statSync(path).isFile() &&
        statSync(path).size < 50_000 &&
        !/\.(svg|png|md|py|ts|mjs|m|R)$/.test(path),
    );
}

const corpus = [join(ROOT, 'examples'), join(ROOT, 'tests/fixtures')]
  .flatMap(filesBelow)
  .map((path) => readFileSync(path));
const tokens = [
  '"',
  ',',
  ';',
  '\n',
  '\r',
  '\t',
  '[',
  ']',
  '{',
  '}',
  ':',
  'NaN',
  '-',
  '1e309',
  '1e308',
  '-1e308',
  '5e-324',
  '\u0000',
  '\ufeff',
  '\u202e',
  '<',
  '&',
  '0',
  '5',
  ' ',
  '\\',
  '#',
  '"data"',
  '"values"',
  '"panels"',
  '"color"',
  '"scale": "log"',
  '"size": {"width": 1}',
].map((text) => Buffer.from(text));

/** A token that is repeated up to a million times, such as a label of a megabyte or a thousand open brackets. */
const longToken = fc
  .tuple(
    fc.constantFrom(
      'x',
      'é',
      '\u0301',
      '😀',
      'word ',
      'a-b_',
      '1',
      '0.',
      '[',
      '{"a":',
      '"',
      ',',
      '\n',
      ' ',
      '\\',
      '#',
      '/',
    ),
    fc.constantFrom(10, 300, 5000, 100_000, 1_000_000),
  )
  .map(([unit, length]) => Buffer.from(unit.repeat(Math.ceil(length / unit.length))));

function mutation(maxDeleted: number, insertion: fc.Arbitrary<Buffer>) {
  return fc.record({
    position: fc.double({ min: 0, max: 1, noNaN: true }),
    deleteCount: fc.nat(maxDeleted),
    insertion,
  });
}

type Mutation = ReturnType<typeof mutation> extends fc.Arbitrary<infer T> ? T : never;

function mutate(base: Buffer, mutations: readonly Mutation[]): Buffer {
  return mutations.reduce((bytes, { position, deleteCount, insertion }) => {
    const from = Math.floor(position * bytes.length);
    return Buffer.concat([bytes.subarray(0, from), insertion, bytes.subarray(from + deleteCount)]);
  }, base);
}

const smallMutation = mutation(
  40,
  fc.oneof(
    fc.constantFrom(...tokens),
    fc.uint8Array({ maxLength: 6 }).map((a) => Buffer.from(a)),
  ),
);
const mutatedFiles = fc
  .tuple(fc.constantFrom(...corpus), fc.array(smallMutation, { maxLength: 12 }))
  .map(([base, mutations]) => mutate(base, mutations));
const filesWithLongTokens = fc
  .tuple(fc.constantFrom(...corpus), fc.array(mutation(5, longToken), { minLength: 1, maxLength: 3 }))
  .map(([base, mutations]) => mutate(base, mutations));

/** The file that `data.file` names in random specs. */
export const DATA_FILE = Buffer.from(',a,b,c\nr1,1,2,-3\nr2,4,5,6\nr3,7,,9\n');

const BASE = {
  title: 'Title',
  data: { file: 'a.csv' },
  x: { title: 'x', groups: [{ title: 'g', from: 0, to: 1 }] },
  cells: { values: true },
  panels: [{ title: 'p' }, { color: { map: 'Blues' } }],
};

const numberPlaces = placesOfType(specSchema, 'number');
const stringPlaces = placesOfType(specSchema, 'string');
const addressPlaces = findPlaces(specSchema, (schema) => schema === unwrap(address));

const hugeOrTiny = fc
  .tuple(
    fc.constantFrom(0, 5e-324, 1e-300, 1e-9, 1, 2 ** 31, 2 ** 53, 1e15, 1e300, 1e308, Infinity),
    fc.constantFrom(1, -1),
  )
  .map(([magnitude, sign]) => sign * magnitude);

/** A number at an end of the range of its key, beyond it, or anywhere. */
function numberFor({ schema }: SchemaPlace): fc.Arbitrary<number> {
  const [range] = rangesOf(schema);
  if (!range) return fc.oneof(hugeOrTiny, fc.nat(5));
  const { min, max } = range;
  const step = (value: number) => Math.max(1, Math.abs(value)) * 1e-6;
  const atLimits = fc.constantFrom(
    min,
    max,
    min - step(min),
    max + step(max),
    min + step(min),
    max - step(max),
  );
  return fc.oneof(atLimits, hugeOrTiny, fc.double({ min, max, noNaN: true }));
}

const setting: fc.Arbitrary<object> = fc.oneof(
  fc.constantFrom(...numberPlaces).chain((place) => numberFor(place).map((value) => place.specWith(value))),
  fc
    .tuple(fc.constantFrom(...stringPlaces), fc.oneof(longToken, fc.constantFrom(...tokens)))
    .map(([{ specWith }, text]) => specWith(text.subarray(0, 200_000).toString())),
  fc
    .tuple(
      fc.constantFrom(...addressPlaces),
      fc.constantFrom(1, 3, 100, 15_000),
      fc.constantFrom<unknown>(0, 'a', { from: 2, to: 0 }),
    )
    .map(([{ specWith }, times, item]) => specWith(Array(times).fill(item))),
);

/** A spec in JSON. Infinite numbers are written as 1e309. */
const specs = fc
  .array(setting, { minLength: 1, maxLength: 5 })
  .map((settings) => settings.reduce(mergeSpecs, BASE))
  .map((spec) =>
    Buffer.from(
      JSON.stringify(spec, (_, value) =>
        Math.abs(value) === Number.POSITIVE_INFINITY ? `∞${value}` : value,
      ).replace(/"∞(-?)Infinity"/g, '$11e309'),
    ),
  );

/** Arrays of text with empty cells, padding, trailing bytes and any bytes, in C or Fortran order, also in an archive. */
const textArrays = fc
  .record({
    kind: fc.constantFrom('|S', 'S', '<U', '>U'),
    length: fc.constantFrom(1, 2, 4, 300),
    shape: fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 4 }),
    fortran: fc.boolean(),
    content: fc.array(
      fc.oneof(
        { weight: 3, arbitrary: fc.constant(0) },
        { weight: 3, arbitrary: fc.constantFrom(97, 98, 49) },
        fc.nat(255),
      ),
      {
        minLength: 1,
        maxLength: 40,
      },
    ),
    extra: fc.integer({ min: -2, max: 3 }),
    packed: fc.boolean(),
  })
  .map(({ kind, length, shape, fortran, content, extra, packed }) => {
    const cells = shape.reduce((product, size) => product * size, 1);
    const size = cells * length * (kind.endsWith('U') ? 4 : 1);
    const data = Buffer.alloc(Math.max(0, size + extra));
    for (let i = 0; i < data.length; i++)
      if (!kind.endsWith('U') || i % 4 === (kind === '<U' ? 0 : 3)) data[i] = content[i % content.length];
    const file = npyFile(npyDict(`${kind}${length}`, shape, fortran), data);
    return Buffer.from(packed ? zipFile([{ name: 'a.npy', content: file, deflate: true }]) : file);
  });

export const inputs: fc.Arbitrary<Buffer> = fc.oneof(
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes)) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 300 }).map((text) => Buffer.from(text)) },
  { weight: 8, arbitrary: mutatedFiles },
  { weight: 2, arbitrary: filesWithLongTokens },
  { weight: 4, arbitrary: specs },
  { weight: 2, arbitrary: textArrays },
);
