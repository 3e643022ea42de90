/** The axes of variable fonts, such as their weight. */
import { joinItems } from '../phrases.js';
import { readName } from './name-table.js';
import { badFont, printableTag, type Tables } from './sfnt.js';
import type { Variation } from './truetype.js';

export interface Axis {
  readonly tag: string;
  readonly min: number;
  readonly default: number;
  readonly max: number;
  readonly name: string;
}

/** Limits the time that a malicious font can take. Real fonts have at most about 20 axes. */
const MAX_AXES = 64;

/** Returns the axes of a font; none if it is not variable. */
export function readAxes(tables: Tables): Axis[] {
  const fvar = tables.find('fvar');
  if (!fvar) return [];
  const start = fvar.u16(4);
  const count = fvar.u16(8);
  const size = fvar.u16(10);
  if (count > MAX_AXES || size < 20)
    fvar.failDamaged(`has more than ${MAX_AXES} axes, or axes without limits`);
  return Array.from({ length: count }, (_, i) => {
    const at = start + size * i;
    const fixed = (offset: number) => fvar.i32(at + offset) / 0x10000;
    const nameNumber = fvar.u16(at + 18);
    return {
      tag: printableTag(fvar.text(at, 4)),
      min: fixed(4),
      default: fixed(8),
      max: fixed(12),
      name: readName(tables, nameNumber),
    };
  });
}

/** Checks a position against the axes of the font. Error: `bad-font`. */
export function checkVariations(axes: readonly Axis[], variations: readonly Variation[], file: string): void {
  const described = axes.map(
    ({ tag, name, min, max }) => `${tag}${name ? ` (${name})` : ''} from ${min} to ${max}`,
  );
  for (const { tag, value } of variations) {
    const axis = axes.find((candidate) => candidate.tag === tag);
    if (axes.length === 0) {
      badFont(
        file,
        `the font has no axis "${tag}", because it is not a variable font`,
        `leave out ":${tag}=${value}"`,
      );
    }
    if (!axis) badFont(file, `the font has no axis "${tag}"; its axes are ${joinItems(described)}`);
    if (!(value >= axis.min && value <= axis.max)) {
      badFont(file, `the axis "${tag}" of the font goes from ${axis.min} to ${axis.max}, found ${value}`);
    }
  }
}
