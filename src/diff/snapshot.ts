import { deflateRawSync, inflateRawSync } from 'node:zlib';
import * as z from 'zod/mini';
import type { Figure } from '../figure/figure.js';
import type { Spec } from '../spec/spec.js';
import { hashOfValues, packed, unpacked } from './codec.js';
import { type Shown, type ShownPanel, shownOf } from './summary.js';

/** What a figure shows, compressed: enough to say in words how another one differs. */
export interface Snapshot {
  /** Deflated JSON of `Shown` as base64. */
  readonly data: string;
}

/**
 * `figure`, made from `spec`, as a snapshot of at most `most` characters. Where all of its values would take more, their
 * hash stands for them: then only that they changed can be told. Null if not even that has room.
 */
export function snapshotOf(figure: Figure, spec: Spec, most: number): Snapshot | null {
  const shown = shownOf(figure, spec);
  if (lettersOf(shown) > most * MOST_DEFLATED) return null;
  const cells = shown.panels.reduce((sum, { values }) => sum + ('sha256' in values ? 0 : values.length), 0);
  const whole = cells <= most ? compressed(shown, most) : null;
  return whole ?? compressed({ ...shown, panels: shown.panels.map(hashed) }, most);
}

/** What a snapshot shows; null if it is damaged, or not of this program. */
export function readSnapshot(snapshot: Snapshot | null): Shown | null {
  try {
    const bytes = inflateRawSync(Buffer.from(String(snapshot?.data), 'base64'), { maxOutputLength: LARGEST });
    const { success, data } = z.safeParse(written, JSON.parse(bytes.toString('utf8')));
    if (!success) return null;
    const shown: Shown = {
      version: data.version,
      scales: data.scales,
      keys: new Map(data.keys),
      texts: new Map(data.texts),
      panels: data.panels.map((panel) => ({
        ...panel,
        values: 'sha256' in panel.values ? panel.values : unpacked(panel.values),
      })),
    };
    const { length } = shown.scales;
    return shown.panels.every(isWhole) && (length === 1 || length === shown.panels.length) ? shown : null;
  } catch {
    return null;
  }
}

/** Labels seldom get smaller by more than this factor, and values by more than to a character each: with more, it is not tried. */
const MOST_DEFLATED = 16;
/** Bytes; more is no snapshot but an attempt to fill the memory. */
const LARGEST = 2 ** 26;
/** Of what is written; another number is not read. */
const FORMAT = 1;

function compressed(shown: Shown, most: number): Snapshot | null {
  const json = JSON.stringify({
    format: FORMAT,
    ...shown,
    keys: [...shown.keys],
    texts: [...shown.texts],
    panels: shown.panels.map((panel) => ({
      ...panel,
      values: 'sha256' in panel.values ? panel.values : packed(panel.values),
    })),
  });
  if (3 * json.length > LARGEST) return null;
  const data = deflateRawSync(json).toString('base64');
  return data.length > most ? null : { data };
}

function hashed(panel: ShownPanel): ShownPanel {
  return 'sha256' in panel.values ? panel : { ...panel, values: { sha256: hashOfValues(panel.values) } };
}

/** The letters of all labels and words. */
function lettersOf({ panels }: Shown): number {
  let letters = 0;
  for (const { rows, columns, words } of panels)
    for (const texts of [rows.labels, columns.labels, words])
      for (const text of texts ?? []) letters += text.length + 1;
  return letters;
}

/** Whether there are as many labels and values as there should be. */
function isWhole({ rows, columns, values }: ShownPanel): boolean {
  return (
    [rows, columns].every(({ labels, count }) => labels === null || labels.length === count) &&
    ('sha256' in values || values.length === rows.count * columns.count)
  );
}

const text = z.string();
const texts = z.nullable(z.array(text));
const count = z.int().check(z.minimum(1));
const entries = z.array(z.tuple([text, text]));
const lines = z.object({ count, each: count, of: count, labels: texts, counted: z.boolean() });

const written = z.object({
  format: z.literal(FORMAT),
  version: text,
  keys: entries,
  texts: entries,
  panels: z
    .array(
      z.object({
        title: z.nullable(text),
        rows: lines,
        columns: lines,
        values: z.union([
          z.object({ text }),
          z.object({ f32: text }),
          z.object({ f64: text }),
          z.object({ sha256: text }),
        ]),
        words: texts,
        joined: z.nullable(text.check(z.regex(/^[\w ×]{1,80}$/))),
      }),
    )
    .check(z.minLength(1)),
  scales: z.array(
    z.object({
      kind: z.enum(['linear', 'log', 'symlog', 'pow', 'category']),
      domain: z.tuple([z.number(), z.number()]),
      center: z.nullable(z.number()),
      parameter: z.number(),
      edges: z.nullable(z.array(z.number())),
      words: texts,
      map: text,
      under: text,
      over: text,
      missing: text,
      ends: z.tuple([text, text]),
    }),
  ),
});
