import type { Input, InputPanel } from '../input/load.js';
import type { TextSpec } from '../spec/text.js';
import { sequenceLabels } from './axis.js';
import type { Heading } from './figure.js';

/** Returns for each panel its own title, else the one of `layout.titles`, else the name in the data. */
export function panelTitles({ spec, panels }: Input): (string | null)[] {
  const given = spec.layout?.titles;
  const generated = Array.isArray(given) ? given : given ? sequenceLabels(given, panels.length) : [];
  return panels.map((p, i) => (p.spec.title === false ? null : (p.spec.title ?? generated[i] ?? p.title)));
}

/** Returns the title of an axis: one that all panels share, or one for each panel. */
export function axisTitles(input: Input, axis: 'x' | 'y'): { shared: string | null; own: (string | null)[] } {
  const titles = input.panels.map((panel: InputPanel) => {
    const title = panel.spec[axis]?.title ?? input.spec[axis]?.title ?? panel.names[axis];
    return title === false || title === '' ? null : title;
  });
  const isShared = titles.every((title) => title === titles[0]);
  return { shared: isShared ? titles[0] : null, own: isShared ? titles.map(() => null) : titles };
}

/** Appends a sentence to a caption. */
export function appendNote(caption: Heading | null, note: string | null): Heading | null {
  if (note === null) return caption;
  return caption ? { ...caption, text: `${caption.text} ${note}` } : { text: note, align: 'start' };
}

/** Returns a title, subtitle or caption; null: none. */
export function resolveHeading(spec: TextSpec | undefined, align: Heading['align']): Heading | null {
  const given = typeof spec === 'string' ? { text: spec } : spec;
  return given?.text ? { text: given.text, align: given.align ?? align } : null;
}
