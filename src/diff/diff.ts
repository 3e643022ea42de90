/** What changed between two figures, in words. */
import { byName, byPlace, joined, type Matched } from './align.js';
import { type CellChange, lineName, type PanelDrift, panelDrift } from './panel.js';
import type { Shown, ShownPanel, ShownScale } from './summary.js';
import { counted, fromTo, fromToJson, listed, quoted, quotedJson } from './wording.js';

const MOST_LINES = 12;

/**
 * Short sentences that say what `after` shows otherwise than `before`, the most important first, 12 at most; none where
 * both show the same. Null stands for what is not known. The time it takes grows with the values alone.
 */
export function driftWords(before: Shown | null, after: Shown): string[] {
  if (before === null) return ['it is not known what it showed before'];
  const panels = matchedPanels(before, after);
  const pairs = panels.pairs.map(([i, j]): Pair => {
    const [a, b] = [before.panels[i], after.panels[j]];
    return {
      panel: j,
      after: b,
      joined: [a.joined, b.joined],
      scales: [scaleOf(before, i), scaleOf(after, j)],
      drift: panelDrift(a, b),
    };
  });
  const data = [
    ...panelWords(before, after, panels),
    ...together(pairs, after, ({ drift }) => drift.lines),
    ...together(pairs, after, ({ drift }) => drift.whole),
    ...valueWords(pairs, after),
  ];
  const keys = keyWords(before, after, pairs, panels);
  const words = [
    ...data,
    ...keys.said,
    ...together(pairs, after, ({ joined: [a, b] }) =>
      a === b ? [] : [`each cell shows ${b ?? 'one value'} instead of ${a ?? 'one value'}`],
    ),
    ...scaleWords(before, after, pairs, keys.color, data.length > 0),
  ];
  if (before.version !== after.version) {
    words.push(
      `${words.length ? '' : 'nothing but '}the version of heatmap: ${quoted(before.version)} → ${quoted(after.version)}`,
    );
  }
  return words.length <= MOST_LINES
    ? words
    : [...words.slice(0, MOST_LINES - 1), `and ${words.length - MOST_LINES + 1} more`];
}

/** A panel that was there before. */
interface Pair {
  /** Its position now. */
  readonly panel: number;
  readonly after: ShownPanel;
  readonly joined: readonly [string | null, string | null];
  readonly scales: readonly [ShownScale, ShownScale];
  readonly drift: PanelDrift;
}

/** Panels have one scale together, or one each. */
function scaleOf({ scales }: Shown, panel: number): ShownScale {
  return scales[Math.min(panel, scales.length - 1)];
}

/** By their titles; as many as lost theirs and got another are the same, renamed. */
function matchedPanels(before: Shown, after: Shown): Matched {
  const titles = ({ panels }: Shown) => panels.map(({ title }) => JSON.stringify(title));
  const named = byName(titles(before), titles(after));
  const { removed, added } = named;
  if (removed.length !== added.length) {
    return named.pairs.length > 0 ? named : byPlace(before.panels.length, after.panels.length);
  }
  return joined(
    named,
    removed.map((place, i) => [place, added[i]]),
  );
}

function panelWords(before: Shown, after: Shown, { pairs, removed, added }: Matched): string[] {
  const names = (shown: Shown, which: readonly number[]) =>
    listed(
      which.map((i) => panelName(shown, i)),
      which.length,
    );
  const renamed = pairs.filter(([i, j]) => before.panels[i].title !== after.panels[j].title);
  const ascending = pairs.every(([i], k) => k === 0 || i > pairs[k - 1][0]);
  return [
    ...(added.length ? [`${counted(added.length, 'panel')} added: ${names(after, added)}`] : []),
    ...(removed.length ? [`${counted(removed.length, 'panel')} removed: ${names(before, removed)}`] : []),
    ...renamed.map(([i, j]) => `panel ${panelName(before, i)} is panel ${panelName(after, j)} now`),
    ...(ascending ? [] : ['panels reordered']),
  ];
}

function panelName({ panels }: Shown, i: number): string {
  const { title } = panels[i];
  return title === null ? String(i) : quoted(title);
}

/** The sentences about each panel, each once, with the panels it is true of unless that is all. */
function together(pairs: readonly Pair[], after: Shown, said: (pair: Pair) => readonly string[]): string[] {
  const where = new Map<string, number[]>();
  for (const pair of pairs)
    for (const sentence of said(pair)) where.set(sentence, [...(where.get(sentence) ?? []), pair.panel]);
  return [...where].map(([sentence, panels]) =>
    panels.length === after.panels.length ? sentence : `${inPanels(panels, after)}: ${sentence}`,
  );
}

function inPanels(panels: readonly number[], shown: Shown): string {
  return `in panel${panels.length === 1 ? '' : 's'} ${listed(
    panels.map((i) => panelName(shown, i)),
    panels.length,
  )}`;
}

interface Found extends CellChange {
  readonly pair: Pair;
}

/** Values that are others, that are missing and that are no longer, of all panels. */
function valueWords(pairs: readonly Pair[], after: Shown): string[] {
  const total = pairs.reduce((sum, { drift }) => sum + drift.compared, 0);
  const [other, lost, back]: Found[][] = [[], [], []];
  for (const pair of pairs) {
    for (const change of pair.drift.cells) {
      const kind = Number.isNaN(change.after) ? lost : Number.isNaN(change.before) ? back : other;
      kind.push({ ...change, pair });
    }
  }
  const of = (found: readonly Found[]) => `${found.length} of ${counted(total, 'value')}`;
  return [
    ...(other.length ? [`${of(other)} changed${whereabouts(other, after)}`] : []),
    ...(lost.length
      ? [`${of(lost)} ${lost.length === 1 ? 'is' : 'are'} missing now${whereabouts(lost, after)}`]
      : []),
    ...(back.length
      ? [`${of(back)} ${back.length === 1 ? 'is' : 'are'} no longer missing${whereabouts(back, after)}`]
      : []),
  ];
}

/** In which panels, rows and columns, and the one that changed most. */
function whereabouts(found: readonly Found[], after: Shown): string {
  const largest = found.reduce((most, change) => (sizeOf(change) > sizeOf(most) ? change : most));
  const { rows, columns } = largest.pair.after;
  const panels = [...new Set(found.map(({ pair }) => pair.panel))];
  const several = after.panels.length > 1;
  const at = `${several ? `panel ${panelName(after, largest.pair.panel)}, ` : ''}row ${lineName(rows, largest.row)}, column ${lineName(columns, largest.column)}`;
  const change = `${fromTo(largest.before, largest.after)} at ${at}`;
  if (found.length === 1) return `: ${change}`;
  const which = Number.isFinite(sizeOf(largest)) && sizeOf(largest) > 0 ? 'the largest' : 'the first';
  if (panels.length > 1) return `, ${inPanels(panels, after)}: ${which} ${change}`;
  const names = (lines: ShownPanel['rows'], item: 'row' | 'column') => {
    const places = [...new Set(found.map((change) => change[item]))].sort((a, b) => a - b);
    if (places.length === lines.count && lines.count > 1) return `all ${item}s`;
    const shown = listed(lazily(places, lines), places.length);
    return `${item}${places.length === 1 ? '' : 's'} ${shown}`;
  };
  return `, in ${several ? `panel ${panelName(after, panels[0])}, ` : ''}${names(rows, 'row')}, ${names(columns, 'column')}: ${which} ${change}`;
}

function* lazily(places: readonly number[], lines: ShownPanel['rows']): Generator<string> {
  for (const place of places) yield lineName(lines, place);
}

/** How far apart they are; 0 where that cannot be said. */
function sizeOf({ before, after }: CellChange): number {
  return typeof before === 'number' && typeof after === 'number' ? Math.abs(after - before) || 0 : 0;
}

/** About keys of the spec, and about texts that the data gave. */
function keyWords(
  before: Shown,
  after: Shown,
  pairs: readonly Pair[],
  panels: Matched,
): { readonly said: string[]; readonly color: boolean } {
  const changed = changedIn(before.keys, after.keys);
  const relabelled = new Set(pairs.flatMap(({ drift }) => drift.relabelled));
  const retitled = panels.pairs.some(([i, j]) => before.panels[i].title !== after.panels[j].title);
  const known = (path: string) =>
    (/(?:^|\.)([xy])\.labels(?:\.|$)/.test(path) &&
      relabelled.has(/(?:^|\.)([xy])\.labels(?:\.|$)/.exec(path)?.[1] as 'x' | 'y')) ||
    (retitled && /^panels\.\d+\.title$/.test(path));
  const texts = changedIn(before.texts, after.texts).filter(
    (path) =>
      !changed.includes(path) &&
      !changed.includes(ofAll(path)) &&
      (path === ofAll(path) || (before.texts.has(path) && after.texts.has(path))),
  );
  const words = (path: string, a: string | undefined, b: string | undefined) => {
    const name = quoted(path);
    if (a === undefined) return `${name} added: ${quotedJson(String(b))}`;
    if (b === undefined) return `${name} removed: it was ${quotedJson(a)}`;
    return `${name} changed ${fromToJson(a, b)}`;
  };
  return {
    said: [
      ...changed
        .filter((path) => !known(path))
        .map((path) => words(path, before.keys.get(path), after.keys.get(path))),
      ...new Set(texts.map((path) => words(ofAll(path), before.texts.get(path), after.texts.get(path)))),
    ],
    color: changed.some((path) => /(?:^|\.)color\./.test(path) || path === 'theme'),
  };
}

/** The key that says for all panels what this one says for a panel. */
function ofAll(path: string): string {
  return path.replace(/^panels\.\d+\./, '');
}

function changedIn(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string[] {
  return [...new Set([...before.keys(), ...after.keys()])].filter(
    (path) => before.get(path) !== after.get(path),
  );
}

/** Of colours whose keys changed too, only what these do not say: the values they span. */
function scaleWords(
  before: Shown,
  after: Shown,
  pairs: readonly Pair[],
  color: boolean,
  data: boolean,
): string[] {
  const [one, now] = [before.scales.length === 1, after.scales.length === 1];
  if (one && now) return oneScaleWords(before.scales[0], after.scales[0], color, data);
  if (one !== now && before.panels.length > 1 && after.panels.length > 1)
    return [
      now
        ? 'one colour scale for all panels instead of one for each'
        : 'a colour scale for each panel instead of one for all',
    ];
  return together(pairs, after, ({ scales: [a, b] }) => oneScaleWords(a, b, color, data));
}

function oneScaleWords(a: ShownScale, b: ShownScale, color: boolean, data: boolean): string[] {
  const said: string[] = [];
  const why = data && !color ? ', because the data changed' : '';
  if (b.words && a.words) {
    if (JSON.stringify(a.words) !== JSON.stringify(b.words)) said.push(...wordListWords(a.words, b.words));
  } else if (a.domain.some((end, i) => end !== b.domain[i])) {
    const [low, high] = [0, 1].map((end) => fromTo(a.domain[end], b.domain[end]));
    said.push(
      a.domain[0] === b.domain[0]
        ? `the high end of the colours moved ${high}${why}`
        : a.domain[1] === b.domain[1]
          ? `the low end of the colours moved ${low}${why}`
          : `the low end of the colours moved ${low} and the high end ${high}${why}`,
    );
  }
  if (a.center !== b.center && (a.center !== null || b.center !== null) && !color)
    said.push(
      `the centre of the colours is ${b.center ?? 'not set'} instead of ${a.center ?? 'not set'}${why}`,
    );
  if (color) return said;
  if (a.kind !== b.kind) said.push(`the colour scale is ${b.kind} instead of ${a.kind}${why}`);
  else if (
    !said.length &&
    (a.parameter !== b.parameter || JSON.stringify(a.edges) !== JSON.stringify(b.edges))
  )
    said.push(`the steps of the colour scale are others${why}`);
  if (a.map !== b.map) said.push(`the colours are ${quoted(b.map)} instead of ${quoted(a.map)}${why}`);
  else if (a.words?.length === b.words?.length && JSON.stringify(colorsOf(a)) !== JSON.stringify(colorsOf(b)))
    said.push(`the colours of ${quoted(b.map)} are others`);
  return said;
}

function colorsOf({ ends, under, over, missing }: ShownScale): readonly string[] {
  return [...ends, under, over, missing];
}

function wordListWords(before: readonly string[], after: readonly string[]): string[] {
  const { added, removed } = byName(before, after);
  const names = (words: readonly string[], which: readonly number[]) =>
    listed(
      which.map((i) => quoted(words[i])),
      which.length,
    );
  if (!added.length && !removed.length)
    return ['the words have other colours, as they stand in another order'];
  return [
    ...(added.length ? [`${counted(added.length, 'word')} added: ${names(after, added)}`] : []),
    ...(removed.length ? [`${counted(removed.length, 'word')} removed: ${names(before, removed)}`] : []),
  ];
}
