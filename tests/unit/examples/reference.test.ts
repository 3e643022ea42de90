/** examples/reference.md and the specs of its pictures are those that the schema gives. Pictures are not drawn here. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FOLDER, fileName, MAX_BYTES, referencePage, specsOf } from '../../../.build/reference.mjs';
import { keyFacts } from '../../../src/cli/key-pages.js';
import { prettySpec } from '../../../src/embed/pretty-spec.js';
import { fromValue } from '../../../src/json/from-value.js';
import { listKeys } from '../../../src/spec/reference.js';

const keys = listKeys();
const filesWith = (extension: string) => readdirSync(FOLDER).filter((file) => file.endsWith(extension));
const pictures = new Set(filesWith('.svg').map((file) => basename(file, '.svg')));
const hint = 'run "node .build/reference.mjs" after a build';

describe('the reference of examples', () => {
  it('is current', () => {
    const page = readFileSync(join(FOLDER, '../reference.md'), 'utf8');
    expect(page === referencePage(keys, keyFacts, pictures), hint).toBe(true);
  });

  it('has the spec of each picture, which is current', () => {
    expect(new Set(filesWith('.json').map((file) => basename(file, '.json')))).toEqual(pictures);
    for (const name of pictures) {
      const key = keys.find(({ path }) => fileName(path) === name);
      const spec = key ? `${prettySpec(fromValue(specsOf(key).spec).root)}\n` : 'no such key';
      expect([name, readFileSync(join(FOLDER, `${name}.json`), 'utf8'), hint]).toEqual([name, spec, hint]);
    }
  });

  it('has about a hundred small pictures', () => {
    expect(pictures.size).toBeGreaterThan(80);
    expect(pictures.size).toBeLessThanOrEqual(120);
    const sizes = [...pictures].map((name) => statSync(join(FOLDER, `${name}.svg`)).size);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(MAX_BYTES);
  });
});
