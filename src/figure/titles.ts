import type { Input, InputPanel } from '../input/load.js';
import type { TextSpec } from '../spec/text.js';
import { counted } from './axis.js';
import type { Heading } from './figure.js';

/** Each panel's own title, else one of those generated, else the data's name for it. */
export function panelTitles({ spec, panels }: Input): (string | null)[] {
  const given = spec.layout?.titles;
  const generated = Array.isArray(given) ? given : given ? counted(given, panels.length) : [];
  return panels.map((p, i) => (p.spec.title === false ? null : (p.spec.title ?? generated[i] ?? p.title)));
}

/** A title that all panels would bear is printed once. */
export function axisTitles(input: Input, axis: 'x' | 'y'): { shared: string | null; own: (string | null)[] } {
  const titles = input.panels.map((panel: InputPanel) => {
    const title = panel.spec[axis]?.title ?? input.spec[axis]?.title ?? panel.names[axis];
    return title === false || title === '' ? null : title;
  });
  const same = titles.every((title) => title === titles[0]);
  return { shared: same ? titles[0] : null, own: same ? titles.map(() => null) : titles };
}

/** A caption with a sentence more. */
export function withNote(caption: Heading | null, note: string | null): Heading | null {
  if (note === null) return caption;
  return caption ? { ...caption, text: `${caption.text} ${note}` } : { text: note, align: 'start' };
}

/** A title, subtitle or caption; null for none. */
export function heading(spec: TextSpec | undefined, align: Heading['align']): Heading | null {
  const given = typeof spec === 'string' ? { text: spec } : spec;
  return given?.text ? { text: given.text, align: given.align ?? align } : null;
}
