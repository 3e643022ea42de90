import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkNode, codeCache, formatFindings } from '../../../src/host/doctor.js';

describe('heatmap doctor', () => {
  it('supports the versions of Node that package.json names', () => {
    const { engines } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'));
    expect(engines.node).toBe('^20.15 || >=22.2');
    const isSupported = (version: string) => checkNode(version).fix === undefined;
    const versions = [
      '18.20.1',
      '20.14.0',
      '20.15.0',
      '20.20.2',
      '21.7.0',
      '22.1.0',
      '22.2.0',
      '23.0.0',
      '26.1.0',
    ];
    expect(versions.filter(isSupported)).toEqual(['20.15.0', '20.20.2', '22.2.0', '23.0.0', '26.1.0']);
    expect(checkNode('18.20.1').fix).toContain('install Node 20.15, 22.2 or newer');
  });

  it('says for which version of Node there is a code cache', () => {
    const files = ['program.cjs', 'program.v20.1.0-x64.cache', 'spec.v20.1.0-x64.cache'];
    expect(codeCache(files, 'v20.1.0', 'x64').text).toBe('in the package for Node v20.1.0');
    expect(codeCache(files, 'v22.2.0', 'x64').text).toContain(
      'none in the package for Node v22.2.0, only for v20.1.0-x64',
    );
    expect(codeCache(files, 'v20.1.0', 'arm64').text).toContain('none in the package for Node v20.1.0');
    expect(codeCache([], 'v20.1.0', 'x64')).toMatchObject({
      text: expect.stringContaining('none in the package'),
    });
  });

  it('prints what to do below a problem', () => {
    const findings = [
      { name: 'Node', text: '20.20.2' },
      { name: 'PNG', text: 'no module', fix: 'install again' },
    ];
    expect(formatFindings(findings)).toBe(
      'ok       Node  20.20.2\nproblem  PNG   no module\n               fix: install again\n',
    );
  });
});
