/** The JSON Schema in a strict validator, against the program: it accepts what the program does, and rejects as much. */
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { HeatmapError } from '../../../src/diagnostics.js';
import { configJsonSchema } from '../../../src/host/config-schema.js';
import { fromValue } from '../../../src/json/from-value.js';
import { draw } from '../../../src/render.js';
import { parseSpec } from '../../../src/spec/parse.js';
import { jsonSchema } from '../../../src/spec/schema.js';
import { keyPaths } from '../../../src/spec/schema-tree.js';
import { specSchema } from '../../../src/spec/spec.js';
import { INVALID, LAXER, VALID } from './schema-table.js';

const warnings: string[] = [];
const keep = (message: unknown) => void warnings.push(String(message));
/** Throws at unknown keywords, and at those that have no effect beside each other. */
const ajv = new Ajv({ strict: true, logger: { log: keep, warn: keep, error: keep } });
const accepts = ajv.compile(jsonSchema());

const MATRIX = [
  [1, 2, 3],
  [4, 5, 6],
  [7, 8, 10],
];
const FILES: Readonly<Record<string, string>> = {
  'auc.csv': 'token,a,b,c\nx,1,2,3\ny,4,5,6\nz,7,8,10\n',
  'log.csv': 'layer,token,auc,date\n0,a,1,2024-01-02\n1,a,2,2024-02-03\n0,b,3,2024-03-04\n1,b,5,2024-04-05\n',
};

/** Returns the message of the error of a spec, or null if the program draws it. */
function errorOf(spec: object): string | null {
  try {
    const open = (name: string) => ({ name, bytes: new TextEncoder().encode(FILES[name] ?? '') });
    const parsed = parseSpec(fromValue(spec));
    draw({ parsed, primary: null, open, zoom: 1, described: false }, () => {});
    return null;
  } catch (error) {
    if (error instanceof HeatmapError) return error.diagnostics[0].message;
    throw error;
  }
}

/** Returns what both say of a spec. */
function judge(spec: object) {
  const complete = 'data' in spec || 'panels' in spec ? spec : { data: MATRIX, ...spec };
  return { spec: JSON.stringify(spec), error: errorOf(complete), schema: accepts(complete) };
}

describe('the JSON Schema', () => {
  it('compiles in a strict validator without warnings, and so does that of the configuration', () => {
    new Ajv({ strict: true, logger: { log: keep, warn: keep, error: keep } }).compile(configJsonSchema());
    expect(warnings).toEqual([]);
  });

  it('has at least 200 specs in its table', () => {
    expect(VALID.length + INVALID.length + LAXER.length).toBeGreaterThanOrEqual(200);
  });

  it('accepts what the program draws', () => {
    expect(VALID.map(judge).filter(({ error, schema }) => error !== null || !schema)).toEqual([]);
  });

  it('rejects what the program rejects', () => {
    expect(INVALID.map(judge).filter(({ error, schema }) => error === null || schema)).toEqual([]);
  });

  it('is laxer only where the table says why', () => {
    const judged = LAXER.map(([spec]) => judge(spec));
    expect(judged.filter(({ error, schema }) => error === null || !schema)).toEqual([]);
    expect(LAXER.filter(([, reason]) => reason.length < 20)).toEqual([]);
  });

  it('accepts any value of any key that the program accepts', () => {
    const paths = keyPaths(specSchema).map((path) => path.split('.'));
    const words = [
      'viridis',
      'RdBu_R',
      'gold',
      ' #FFF ',
      'rgb(1,2,3)',
      '.2f',
      '88mm',
      'auto',
      'mean',
      'all',
      'a = 1',
    ];
    const value = fc.oneof(
      fc.constantFrom<unknown>(...words, true, false, null, 0, 1, -1, 2.5, 300, [], [[1]], [1, 2], ['a'], {}),
      fc.stringMatching(/^[<>=^ +($,~.0-9]{0,4}[a-z%]?$/),
      fc.jsonValue({ maxDepth: 2 }),
    );
    fc.assert(
      fc.property(fc.constantFrom(...paths), value, (path, inner) => {
        const spec = path.reduceRight<unknown>((object, key) => ({ [key]: object }), inner) as object;
        if (!accepts(spec) && z.safeParse(specSchema, spec).success) expect.fail(JSON.stringify(spec));
      }),
      { numRuns: 400 },
    );
  });
});
