/** Our positions between 0 and 1 beside those of matplotlib's norms, kept in tests/fixtures/norms. */
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
  /** Null where the norm has no position or the value is missing. */
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

function scaleOf({ norm, domain, parameter = 1, center, edges }: Case): Scale {
  const colors = Array.from({ length: edges ? edges.length - 1 : 256 }, () => '#000000');
  return {
    kind: KINDS[norm],
    domain,
    center: center ?? null,
    parameter,
    edges: edges ?? null,
    open: false,
    words: null,
    map: 'custom',
    colors,
    under: '#000000',
    over: '#ffffff',
    missing: '#808080',
  };
}

const TOLERANCE = 1e-12;
const near = (a: number, b: number) => a === b || Math.abs(a - b) <= TOLERANCE * Math.max(1, Math.abs(b));
const named = (norm: Norm) => cases.filter((c) => c.norm === norm);
const title = ({ domain: [low, high], parameter, center, edges }: Case) =>
  edges
    ? `[${edges.join(', ')}]`
    : `${low} … ${high}${parameter ? `, ${parameter}` : ''}${center === undefined ? '' : ` about ${center}`}`;

/** Every value of a case: position by position, those of `beyond` excepted. */
function disagreements(c: Case, beyond: boolean): string[] {
  const scale = scaleOf(c);
  return c.at.flatMap(([value, theirs]) => {
    const v = value ?? Number.NaN;
    const ours = position(scale, v);
    if (!beyond && (v < c.domain[0] || v > c.domain[1])) return [];
    const agrees = theirs === null ? Number.isNaN(ours) : near(ours, Number(theirs));
    return agrees ? [] : [`${value}: ${ours} instead of ${theirs}`];
  });
}

describe('a position', () => {
  for (const norm of ['Normalize', 'LogNorm', 'SymLogNorm', 'CenteredNorm'] as const)
    it.each(named(norm).map((c) => [title(c), c] as const))(
      `is that of matplotlib's ${norm} for every value, also beyond the ends: %s`,
      (_, c) => expect(disagreements(c, true)).toEqual([]),
    );

  // PowerNorm puts all that is below at 0, TwoSlopeNorm all that is beyond at ±infinity; ours go on.
  for (const norm of ['PowerNorm', 'TwoSlopeNorm'] as const) {
    it.each(named(norm).map((c) => [title(c), c] as const))(
      `is that of matplotlib's ${norm} within the domain, and outside of 0 … 1 beyond it: %s`,
      (_, c) => {
        expect(disagreements(c, false)).toEqual([]);
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
  // BoundaryNorm counts its last edge as beyond, we as inside: the domain's high end is in the domain.
  it.each(named('BoundaryNorm').map((c) => [title(c), c] as const))(
    "is the bin of matplotlib's BoundaryNorm, but for the last edge: %s",
    (_, c) => {
      const scale = scaleOf(c);
      const n = scale.colors.length;
      const [under, over, missing] = [n, n + 1, n + 2];
      for (const [value, bin] of c.at) {
        const v = value ?? Number.NaN;
        const theirs =
          bin === null ? missing : Number(bin) < 0 ? under : Number(bin) >= n ? over : Number(bin);
        expect([value, colorIndex(scale, v)]).toEqual([value, v === c.domain[1] ? n - 1 : theirs]);
      }
    },
  );
});

describe('a domain found from data', () => {
  const values = (data: readonly number[]) => Float64Array.from(data).sort();

  it.each(centered.found)("about $center is that of matplotlib's CenteredNorm", ({ center, domain }) => {
    const found = resolveDomain(
      { center },
      center,
      [Math.min(...centered.data), Math.max(...centered.data)],
      null,
      false,
    );
    expect(found).toEqual({ domain, center });
  });

  it.each(percentiles.at.map(([share, value]) => ({ share, value })))(
    "has numpy's percentile at $share",
    ({ share, value }) => expect(near(percentile(values(percentiles.data), share), value)).toBe(true),
  );
});
