/** Which panels share a scale. A guide describes one scale, so it can never describe a panel of another group. */
import { fail, quote, type Report } from '../diagnostics.js';
import type { Input, InputPanel } from '../input/load.js';
import type { Matrix } from '../matrix/matrix.js';
import { withoutTotals } from '../matrix/totals.js';
import type { ColorSpec } from '../spec/color.js';
import type { ColorbarSpec } from '../spec/colorbar.js';
import { allowsBinaryColors, type BinaryLabels, binaryLabels, booleansAsNumbers } from './binary.js';
import { asCategories, unifyCategories } from './categories.js';
import { pValueColor } from './p-values.js';

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
  /** The labels of the two values, if the data has only these and the spec leaves the colours open; else null. */
  readonly binary: BinaryLabels | null;
}

/**
 * Groups the panels by scale. A panel with `color` or a `colorbar` of its own has a scale of its own; the other
 * panels share one, unless `layout.share.color` is false.
 *
 * Error: `shared-color`. Warning: `scale-without-colorbar`. Note: `p-values`.
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
  const groups = members.map((group) => scaleGroup(input, group, members.length, report));
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

function scaleGroup(
  input: Input,
  members: readonly number[],
  groupCount: number,
  report: Report,
): ScaleGroup {
  const { spec, panels } = input;
  const first = panels[members[0]];
  const settings = (i: number) => panels[i].spec.colorbar ?? spec.colorbar;
  const guided = members.filter((i) => settings(i) !== false);
  const panelSettings = guided.length > 0 ? panels[guided[0]].spec.colorbar : false;
  const color = { ...spec.color, ...first.spec.color };
  const colorbar = guided.length > 0 ? { ...(spec.colorbar || {}), ...(panelSettings || {}) } : false;
  const matrices = members.map((i) => withoutTotals(panels[i].matrix));
  return {
    name: groupCount === 1 ? 'color' : members.length === 1 ? `color-${members[0]}` : 'color',
    panels: members,
    guided,
    color: { ...color, ...pValueDefaults(input, first, color, matrices, report) },
    colorbar,
    valueName: sharedValueName(members.map((i) => panels[i])),
    binary: allowsBinaryColors(color, colorbar) ? binaryLabels(matrices) : null,
  };
}

/** Returns the name of the values of panels; null if transforms give them different names. */
function sharedValueName(panels: readonly InputPanel[]): string | null {
  const name = panels[0].names.value;
  const isShared = panels.every(({ names }) => names.value === name);
  return isShared || panels.every(({ transformed }) => transformed === null) ? name : null;
}

/** Returns the scale of p-values for a matrix without a spec; nothing if a flag sets the scale or the domain. */
function pValueDefaults(
  { bareFile }: Input,
  { names, transformed }: InputPanel,
  color: ColorSpec,
  matrices: readonly Matrix[],
  report: Report,
): ColorSpec {
  if (bareFile === null || transformed !== null || color.scale || color.domain || color.thresholds) return {};
  if (color.center !== undefined || color.steps !== undefined) return {};
  const chosen = pValueColor([names.value, names.y, names.x, bareFile], matrices);
  if (!chosen) return {};
  report({
    severity: 'note',
    code: 'p-values',
    message: `the values are p-values, as the name ${quote(chosen.name)} says; ${chosen.reason}`,
    hints: ['for an ordinary scale, use --color-scale linear'],
  });
  return chosen.color;
}

/** Each panel's matrix with the categories of its group: values index into the categories of the scale. */
export function unifyGroups({ panels }: Input, groups: readonly ScaleGroup[]): readonly Matrix[] {
  const matrices = panels.map(({ matrix }) => matrix);
  for (const { panels: members, color, binary } of groups) {
    const source = members.map((i) => (binary ? booleansAsNumbers(matrices[i], binary) : matrices[i]));
    const groupMatrices = unifyCategories(source);
    const unified =
      color.scale === 'category' && groupMatrices[0].categories === null
        ? asCategories(groupMatrices)
        : groupMatrices;
    members.forEach((i, k) => {
      matrices[i] = unified[k];
    });
  }
  return matrices;
}

function reportNoGuide({ panels }: ScaleGroup, { placeOf }: Input, report: Report): void {
  const subject = panels.length === 1 ? `panel ${panels[0]} has` : `panels ${panels.join(', ')} have`;
  report({
    severity: 'warning',
    code: 'scale-without-colorbar',
    message: `${subject} a scale without a colorbar, and the colorbars of the other panels do not describe it`,
    place: placeOf(['panels', panels[0]]),
    hints: ['remove "colorbar": false there, or let all panels share one scale'],
  });
}
