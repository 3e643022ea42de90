import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from '../support/cli.js';
import { heatmap } from '../support/session.js';

it('heatmap schema prints the JSON Schema that the package has', () => {
  const { code, stdout, stderr } = heatmap(['schema']);
  expect([code, stderr]).toEqual([0, '']);
  expect(JSON.parse(stdout.toString())).toMatchObject({ $schema: 'http://json-schema.org/draft-07/schema#' });
  expect(readFileSync(join(ROOT, 'dist/heatmap.schema.json'))).toEqual(stdout);
  expect(stdout.length).toBeLessThan(100_000);
});
