/** Which panels share a scale. A guide describes one scale, so it can never describe a panel of another group. */
import { fail, type Report } from '../diagnostics.js';
import type { Input, InputPanel } from '../input/load.js';
import type { Matrix } from '../matrix/matrix.js';
import type { ColorSpec } from '../spec/color.js';
import type { ColorbarSpec } from '../spec/colorbar.js';
import { asCategories, unifyCategories } from './categories.js';

/** The panels that share one scale. */
export interface ScaleGroup {
  /** The name of the scale in `Figure.scales`. */
  readonly name: string;
  /** Indices into `Figure.panels`, ascending; at least one. */
  readonly panels: readonly number[];
  /** The panels, a subset of `panels`, that may have the guide beside them. */
  readonly guided: readonly number[];
  readonly color: ColorSpec;
  /** The colorbar's settings; false: no guide. */
  readonly colorbar: ColorbarSpec;
  /** The data's name for its values, or null. */
  readonly valueName: string | null;
}

/**
 * Groups the panels by scale. A panel with `color` or a `colorbar` of its own has a scale of its own; the other
 * panels share one, unless `layout.share.color` is false.
 *
 * Error: `shared-color`. Warning: `scale-without-colorbar`.
 */
export function groupPanels(input: Input, report: Report): readonly ScaleGroup[] {
  const { spec, panels, placeOf } = input;
  const share = spec.layout?.share?.color;
  const firstOwn = panels.findIndex(hasOwnScale);
  if (share === true && firstOwn >= 0) {
    fail(
      'shared-color',
      `panel ${firstOwn} has its own color or colorbar, but layout.share.color says that all panels share one scale`,
      placeOf(['panels', firstOwn]),
      'remove layout.share.color, or set it to false',
    );
  }
  const isAlone = (panel: InputPanel) => share === false || hasOwnScale(panel);
  const all = [...panels.keys()];
  const shared = all.filter((i) => !isAlone(panels[i]));
  const members = all.flatMap((i) => (isAlone(panels[i]) ? [[i]] : i === shared[0] ? [shared] : []));
  const groups = members.map((group) => scaleGroup(input, group, members.length));
  const withGuide = groups.filter(({ guided }) => guided.length > 0);
  if (withGuide.length > 0) {
    for (const group of groups.filter(({ guided }) => guided.length === 0))
      reportNoGuide(group, input, report);
  }
  return groups;
}

function hasOwnScale({ spec }: InputPanel): boolean {
  return spec.color !== undefined || (spec.colorbar !== undefined && spec.colorbar !== false);
}

function scaleGroup({ spec, panels }: Input, members: readonly number[], groupCount: number): ScaleGroup {
  const first = panels[members[0]];
  const settings = (i: number) => panels[i].spec.colorbar ?? spec.colorbar;
  const guided = members.filter((i) => settings(i) !== false);
  const own = guided.length > 0 ? panels[guided[0]].spec.colorbar : false;
  return {
    name: groupCount === 1 ? 'color' : members.length === 1 ? `color-${members[0]}` : 'color',
    panels: members,
    guided,
    color: { ...spec.color, ...first.spec.color },
    colorbar: guided.length > 0 ? { ...(spec.colorbar || {}), ...(own || {}) } : false,
    valueName: first.names.value,
  };
}

/** Each panel's matrix with the categories of its group: values index into the categories of the scale. */
export function unifyGroups({ panels }: Input, groups: readonly ScaleGroup[]): readonly Matrix[] {
  const matrices = panels.map(({ matrix }) => matrix);
  for (const { panels: members, color } of groups) {
    const own = unifyCategories(members.map((i) => matrices[i]));
    const unified = color.scale === 'category' && own[0].categories === null ? asCategories(own) : own;
    members.forEach((i, k) => {
      matrices[i] = unified[k];
    });
  }
  return matrices;
}

function reportNoGuide({ panels }: ScaleGroup, { placeOf }: Input, report: Report): void {
  const which = panels.length === 1 ? `panel ${panels[0]} has` : `panels ${panels.join(', ')} have`;
  report({
    severity: 'warning',
    code: 'scale-without-colorbar',
    message: `${which} a scale without a colorbar, and the colorbars of the other panels do not describe it`,
    place: placeOf(['panels', panels[0]]),
    hints: ['remove "colorbar": false there, or let all panels share one scale'],
  });
}
