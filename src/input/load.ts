import { fail, HeatmapError, type Place, type Report } from '../diagnostics.js';
import { nodeAt } from '../json/locate.js';
import type { JsonNode } from '../json/node.js';
import type { Dataset, Matrix } from '../matrix/matrix.js';
import type { DataSpec, ReadOptions, Shaping } from '../spec/data.js';
import type { ParsedSpec, Path } from '../spec/parse.js';
import type { PanelSpec, Spec } from '../spec/spec.js';
import { checkPanels, indicesOf } from '../transform/select.js';
import { shaped } from '../transform/transforms.js';
import { detectFormat, type InputFormat, READERS } from './index.js';
import { datasetFromJson } from './json.js';
import { wantedBy } from './read-plan.js';
import type { Source, Wanted } from './reader.js';

/** A spec with its matrices: one panel each, in the order in which they fill the grid. */
export interface Input {
  readonly spec: Spec;
  readonly panels: readonly InputPanel[];
  /** The lengths of the leading axes of the data: [] for a matrix, [n] for a stack, [n, m] for a grid. */
  readonly leading: readonly number[];
  readonly placeOf: (path: Path) => Place;
}

export interface InputPanel {
  /** What the spec says of this panel alone. */
  readonly spec: PanelSpec;
  /** What the data calls it. */
  readonly title: string | null;
  readonly matrix: Matrix;
  readonly names: Dataset['names'];
}

/** The one door to the outside: the bytes of a file a spec names, "-" for standard input. */
export type Open = (path: string, place: Place) => Source;

/** A matrix given beside a spec, and how to read it where that was said. */
export interface Primary extends Source {
  readonly format: InputFormat | null;
}

/** Reads all data of a spec; `primary` is the matrix of a spec that names none. */
export function loadInput(parsed: ParsedSpec, primary: Primary | null, open: Open, report: Report): Input {
  const { spec, placeOf } = parsed;
  const whole =
    spec.data !== undefined
      ? read(spec.data, ['data'])
      : primary
        ? shaped(
            readSource(
              primary,
              primary.format ? { format: primary.format } : {},
              report,
              wantedBy(spec, null, {}),
            ),
            {},
            () => ({ file: primary.name }),
          )
        : null;
  const panels = spec.panels ?? [];
  if (!whole && !panels.length) {
    fail(
      'no-data',
      'the spec names no data',
      placeOf([]),
      'give "data": a path such as "auc.csv", or rows of numbers',
    );
  }
  const slices = whole?.slices ?? [];
  const stacked = slices.length > 1 || panels.length === 0;
  const count = stacked ? Math.max(slices.length, panels.length) : panels.length;
  checkPanels(count, placeOf([]));
  return {
    spec,
    leading: whole?.leading ?? [],
    placeOf,
    panels: Array.from({ length: count }, (_, i): InputPanel => {
      const panel = panels[i] ?? {};
      if (panel.data !== undefined)
        return { spec: panel, ...single(read(panel.data, ['panels', i, 'data']), i) };
      const slice = stacked ? slices[i] : slices[0];
      if (!slice) {
        fail(
          'no-data',
          whole
            ? `panel ${i} has no data of its own, and the data has only ${slices.length} panels`
            : `panel ${i} has no data`,
          placeOf(['panels', i]),
          'give the panel "data", or give the figure a stack',
        );
      }
      return { spec: panel, title: slice.title, matrix: slice.matrix, names: (whole as Dataset).names };
    }),
  };

  function read(data: DataSpec, path: Path): Dataset {
    const placeIn = (key: string) => placeOf([...path, key]);
    const panel = path[0] === 'panels' ? (panels[path[1] as number] ?? null) : null;
    if (typeof data === 'string') {
      const wanted = wantedBy(spec, panel, {});
      return shaped(readSource(open(data, placeOf(path)), {}, report, wanted), {}, () => placeOf(path));
    }
    if ('file' in data) {
      const { file, select, transpose, rows, columns, normalize, ...options } = data;
      const shaping = { select, transpose, rows, columns, normalize };
      const wanted = { ...wantedBy(spec, panel, shaping), ...selecting(select, placeIn('select')) };
      return shaped(readSource(open(file, placeIn('file')), options, report, wanted), shaping, placeIn);
    }
    const found = nodeAt(parsed.document.root, path);
    if (!found) fail('invalid-value', 'inline data cannot be set from the command line', placeOf(path));
    const { select, transpose, normalize } = 'values' in data ? data : {};
    const dataset = datasetFromJson(parsed.document, withoutShaping(found.node), {}, report);
    return shaped(dataset, { select, transpose, normalize }, placeIn);
  }

  function single(dataset: Dataset, panel: number): Pick<InputPanel, 'title' | 'matrix' | 'names'> {
    if (dataset.slices.length !== 1) {
      fail(
        'panel-is-stack',
        `the data of panel ${panel} is a stack of ${dataset.slices.length} matrices; a panel shows one`,
        placeOf(['panels', panel, 'data']),
        'give the stack as "data" of the whole figure',
      );
    }
    return { ...dataset.slices[0], names: dataset.names };
  }
}

function selecting(select: Shaping['select'], place: Place): Pick<Wanted, 'select'> {
  return select === undefined ? {} : { select: { indices: indicesOf(select), place } };
}

/** Where all has to be held, and is too large for that, the error says what in the spec asks for it. */
function readSource(
  source: Source,
  options: ReadOptions,
  report: Report,
  { reasons, ...wanted }: Wanted & { readonly reasons: readonly string[] },
): Dataset {
  try {
    return READERS[options.format ?? detectFormat(source)](source, options, report, wanted);
  } catch (error) {
    if (!(error instanceof HeatmapError) || !reasons.length) throw error;
    const hint = `without ${reasons.join(' and ')}, which takes every value at once, it would be reduced while it is read`;
    throw new HeatmapError(
      error.diagnostics.map((fault) =>
        fault.code === 'too-large' ? { ...fault, hints: [...(fault.hints ?? []), hint] } : fault,
      ),
    );
  } finally {
    source.rest?.close?.();
  }
}

/** Inline data without the keys that are for `shaped`, which no reader knows. */
function withoutShaping(node: JsonNode): JsonNode {
  if (node.kind !== 'object') return node;
  return {
    ...node,
    entries: node.entries.filter(({ key }) => !['select', 'transpose', 'normalize'].includes(key)),
  };
}
