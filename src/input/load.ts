import { fail, HeatmapError, type Place, type Report } from '../diagnostics.js';
import { nodeAt } from '../json/locate.js';
import type { JsonNode } from '../json/node.js';
import type { Dataset, Matrix } from '../matrix/matrix.js';
import type { DataSpec, ReadOptions, TransformOptions } from '../spec/data.js';
import type { ParsedSpec, Path } from '../spec/parse.js';
import type { PanelSpec, Spec } from '../spec/spec.js';
import { checkPanelCount, toIndices } from '../transform/select.js';
import { applyTransforms } from '../transform/transforms.js';
import { detectFormat, type InputFormat, READERS } from './index.js';
import { datasetFromJson } from './json.js';
import { createReadPlan } from './read-plan.js';
import type { ReadPlan, Source } from './reader.js';

/** A spec with its matrices: one for each panel, in the order in which the panels fill the grid. */
export interface Input {
  readonly spec: Spec;
  readonly panels: readonly InputPanel[];
  /** The lengths of the leading axes of the data: [] for a matrix, [n] for a stack, [n, m] for a grid. */
  readonly leadingShape: readonly number[];
  readonly placeOf: (path: Path) => Place;
}

export interface InputPanel {
  /** The options of this panel alone. */
  readonly spec: PanelSpec;
  /** The title in the data. */
  readonly title: string | null;
  readonly matrix: Matrix;
  readonly names: Dataset['names'];
}

/** Opens a file that a spec names; "-" is standard input. This is the only access to files. */
export type OpenFile = (path: string, place: Place) => Source;

/** A matrix given beside a spec, with its format if the user set one. */
export interface PrimarySource extends Source {
  readonly format: InputFormat | null;
}

/** Reads all data of a spec. `primary` is the matrix of a spec without "data". */
export function loadInput(
  parsed: ParsedSpec,
  primary: PrimarySource | null,
  open: OpenFile,
  report: Report,
): Input {
  const { spec, placeOf } = parsed;
  const shared = spec.data === undefined ? readPrimary() : readData(spec.data, ['data']);
  const panels = spec.panels ?? [];
  if (!shared && !panels.length) {
    fail(
      'no-data',
      'the spec has no "data"',
      placeOf([]),
      'set "data" to a path such as "auc.csv" or to rows of numbers',
    );
  }
  const slices = shared?.slices ?? [];
  const isStack = slices.length > 1 || panels.length === 0;
  const count = isStack ? Math.max(slices.length, panels.length) : panels.length;
  checkPanelCount(count, placeOf([]));
  return {
    spec,
    leadingShape: shared?.leadingShape ?? [],
    placeOf,
    panels: Array.from({ length: count }, (_, i): InputPanel => {
      const panel = panels[i] ?? {};
      if (panel.data !== undefined) {
        return { spec: panel, ...singleSlice(readData(panel.data, ['panels', i, 'data']), i) };
      }
      const slice = isStack ? slices[i] : slices[0];
      if (!slice) {
        fail(
          'no-data',
          shared
            ? `panel ${i} has no data of its own, and the data has only ${slices.length} panels`
            : `panel ${i} has no data`,
          placeOf(['panels', i]),
          'set "data" for this panel, or set a stack as "data" of the figure',
        );
      }
      return { spec: panel, title: slice.title, matrix: slice.matrix, names: (shared as Dataset).names };
    }),
  };

  function readPrimary(): Dataset | null {
    if (!primary) return null;
    const options = primary.format ? { format: primary.format } : {};
    const dataset = readSource(primary, options, report, createReadPlan(spec, null, undefined));
    return applyTransforms(dataset, {}, () => ({ file: primary.name }));
  }

  function readData(data: DataSpec, path: Path): Dataset {
    const placeOfKey = (key: string) => placeOf([...path, key]);
    const panel = path[0] === 'panels' ? (panels[path[1] as number] ?? null) : null;
    if (typeof data === 'string') {
      const dataset = readSource(open(data, placeOf(path)), {}, report, createReadPlan(spec, panel, data));
      return applyTransforms(dataset, {}, () => placeOf(path));
    }
    if ('file' in data) {
      const { file, select, transpose, rows, columns, normalize, ...options } = data;
      const transforms = { select, transpose, rows, columns, normalize };
      const readPlan = {
        ...createReadPlan(spec, panel, data),
        ...selectOption(select, placeOfKey('select')),
      };
      const dataset = readSource(open(file, placeOfKey('file')), options, report, readPlan);
      return applyTransforms(dataset, transforms, placeOfKey);
    }
    const located = nodeAt(parsed.document.root, path);
    if (!located) fail('invalid-value', 'inline data cannot be set from the command line', placeOf(path));
    const { select, transpose, normalize } = 'values' in data ? data : {};
    const dataset = datasetFromJson(parsed.document, withoutTransforms(located.node), {}, report);
    return applyTransforms(dataset, { select, transpose, normalize }, placeOfKey);
  }

  function singleSlice(dataset: Dataset, panel: number): Pick<InputPanel, 'title' | 'matrix' | 'names'> {
    if (dataset.slices.length !== 1) {
      fail(
        'panel-is-stack',
        `the data of panel ${panel} is a stack of ${dataset.slices.length} matrices; a panel shows one`,
        placeOf(['panels', panel, 'data']),
        'set the stack as "data" of the whole figure',
      );
    }
    return { ...dataset.slices[0], names: dataset.names };
  }
}

function selectOption(select: TransformOptions['select'], place: Place): Pick<ReadPlan, 'select'> {
  return select === undefined ? {} : { select: { indices: toIndices(select), place } };
}

/**
 * Reads a source. If it is too large to read without reduction, the error names the keys that prevent the reduction.
 */
function readSource(
  source: Source,
  options: ReadOptions,
  report: Report,
  { blockingKeys, ...readPlan }: ReadPlan & { readonly blockingKeys: readonly string[] },
): Dataset {
  try {
    return READERS[options.format ?? detectFormat(source)](source, options, report, readPlan);
  } catch (error) {
    if (!(error instanceof HeatmapError) || blockingKeys.length === 0) throw error;
    const hint = `remove ${blockingKeys.join(' and ')} so that the matrix can be reduced while it is read`;
    throw new HeatmapError(
      error.diagnostics.map((diagnostic) =>
        diagnostic.code === 'too-large'
          ? { ...diagnostic, hints: [...(diagnostic.hints ?? []), hint] }
          : diagnostic,
      ),
    );
  } finally {
    source.rest?.close?.();
  }
}

/** Returns inline data without the keys for `applyTransforms`, which no reader accepts. */
function withoutTransforms(node: JsonNode): JsonNode {
  if (node.kind !== 'object') return node;
  return {
    ...node,
    entries: node.entries.filter(({ key }) => !['select', 'transpose', 'normalize'].includes(key)),
  };
}
