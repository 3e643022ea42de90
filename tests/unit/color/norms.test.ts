/** Compares positions with those of matplotlib's norms in tests/fixtures/norms. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { colorIndex, position, type Scale, type ScaleKind } from '../../../src/color/scale.js';
import { percentile } from '../../../src/figure/distribution.js';
import { resolveDomain } from '../../../src/figure/domain.js';

type Norm =
  | 'Normalize'
  | 'LogNorm'
  | 'SymLogNorm'
  | 'PowerNorm'
  | 'TwoSlopeNorm'
  | 'CenteredNorm'
  | 'BoundaryNorm';

interface Case {
  readonly norm: Norm;
  readonly domain: readonly [number, number];
  readonly parameter?: number;
  readonly center?: number;
  readonly edges?: readonly number[];
  /** Pairs of a value and its position. Null is a missing value, or no position. */
  readonly at: readonly (readonly [number | null, number | 'Infinity' | '-Infinity' | null])[];
}

interface Fixtures {
  readonly cases: readonly Case[];
  readonly centered: {
    readonly data: readonly number[];
    readonly found: readonly { center: number; domain: [number, number] }[];
  };
  readonly percentiles: {
    readonly data: readonly number[];
    readonly at: readonly (readonly [number, number])[];
  };
}

const { cases, centered, percentiles }: Fixtures = JSON.parse(
  readFileSync(new URL('../../fixtures/norms/norms.json', import.meta.url), 'utf8'),
);

const KINDS: Record<Norm, ScaleKind> = {
  Normalize: 'linear',
  LogNorm: 'log',
  SymLogNorm: 'symlog',
  PowerNorm: 'pow',
  TwoSlopeNorm: 'linear',
  CenteredNorm: 'linear',
  BoundaryNorm: 'linear',
};

function scaleOf({ norm, domain, parameter, center, edges }: Case): Scale {
  const colors = Array.from({ length: edges ? edges.length - 1 : 256 }, () => '#000000');
  return {
    kind: KINDS[norm],
    domain,
    center: center ?? null,
    linthresh: norm === 'SymLogNorm' ? parameter! : 1,
    exponent: norm === 'PowerNorm' ? parameter! : 1,
    boundaries: edges ?? null,
    extend: 'neither',
    categories: null,
    map: 'custom',
    colors,
    under: '#000000',
    over: '#ffffff',
    missing: '#808080',
  };
}

const TOLERANCE = 1e-12;
const isClose = (a: number, b: number) => a === b || Math.abs(a - b) <= TOLERANCE * Math.max(1, Math.abs(b));
const casesOf = (norm: Norm) => cases.filter((c) => c.norm === norm);
const title = ({ domain: [low, high], parameter, center, edges }: Case) =>
  edges
    ? `[${edges.join(', ')}]`
    : `${low} … ${high}${parameter ? `, ${parameter}` : ''}${center === undefined ? '' : ` about ${center}`}`;

/** Lists the values of a case whose position differs, inside the domain only or everywhere. */
function differences(c: Case, includeOutside: boolean): string[] {
  const scale = scaleOf(c);
  return c.at.flatMap(([value, expected]) => {
    const v = value ?? Number.NaN;
    const actual = position(scale, v);
    if (!includeOutside && (v < c.domain[0] || v > c.domain[1])) return [];
    const isEqual = expected === null ? Number.isNaN(actual) : isClose(actual, Number(expected));
    return isEqual ? [] : [`${value}: ${actual} instead of ${expected}`];
  });
}

describe('a position', () => {
  for (const norm of ['Normalize', 'LogNorm', 'SymLogNorm', 'CenteredNorm'] as const)
    it.each(casesOf(norm).map((c) => [title(c), c] as const))(
      `equals the position of matplotlib's ${norm} for every value, also outside the domain: %s`,
      (_, c) => expect(differences(c, true)).toEqual([]),
    );

  // Outside the domain, PowerNorm returns 0 and TwoSlopeNorm an infinity; `position` continues.
  for (const norm of ['PowerNorm', 'TwoSlopeNorm'] as const) {
    it.each(casesOf(norm).map((c) => [title(c), c] as const))(
      `equals the position of matplotlib's ${norm} in the domain, and is not inside 0 … 1 elsewhere: %s`,
      (_, c) => {
        expect(differences(c, false)).toEqual([]);
        const scale = scaleOf(c);
        for (const [value] of c.at) {
          if (value === null) continue;
          if (value < c.domain[0]) expect([value, position(scale, value) <= 0]).toEqual([value, true]);
          if (value > c.domain[1]) expect([value, position(scale, value) >= 1]).toEqual([value, true]);
        }
      },
    );
  }
});

describe('the colour of a step', () => {
  // BoundaryNorm excludes its last boundary. Here it is included, because the high end belongs to the domain.
  it.each(casesOf('BoundaryNorm').map((c) => [title(c), c] as const))(
    "is the bin of matplotlib's BoundaryNorm, except at the last boundary: %s",
    (_, c) => {
      const scale = scaleOf(c);
      const n = scale.colors.length;
      const [under, over, missing] = [n, n + 1, n + 2];
      for (const [value, bin] of c.at) {
        const v = value ?? Number.NaN;
        const expected =
          bin === null ? missing : Number(bin) < 0 ? under : Number(bin) >= n ? over : Number(bin);
        expect([value, colorIndex(scale, v)]).toEqual([value, v === c.domain[1] ? n - 1 : expected]);
      }
    },
  );
});

describe('a domain from data', () => {
  const sorted = (data: readonly number[]) => Float64Array.from(data).sort();

  it.each(centered.found)(
    "centred on $center is the domain of matplotlib's CenteredNorm",
    ({ center, domain }) => {
      const resolved = resolveDomain(
        { center },
        center,
        [Math.min(...centered.data), Math.max(...centered.data)],
        null,
        false,
      );
      expect(resolved).toEqual({ domain, center });
    },
  );

  it.each(percentiles.at.map(([fraction, value]) => ({ fraction, value })))(
    'has the percentile of numpy at $fraction',
    ({ fraction, value }) =>
      expect(isClose(percentile(sorted(percentiles.data), fraction), value)).toBe(true),
  );
});
