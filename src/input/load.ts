import { dirname, isAbsolute, join } from 'node:path';
import { kmeans } from '../cluster/kmeans.js';
import { fail, HeatmapError, type Place, quote, type Report, suppressCodes } from '../diagnostics.js';
import { nodeAt } from '../json/locate.js';
import type { JsonNode } from '../json/node.js';
import { CellBudget, NO_REDUCTION } from '../matrix/limits.js';
import type { Dataset, Matrix } from '../matrix/matrix.js';
import type { DataSpec, ReadOptions, TransformOptions } from '../spec/data.js';
import { namesItemValues } from '../spec/item-values.js';
import { silencedCodes } from '../spec/lint-codes.js';
import type { ParsedSpec, Path } from '../spec/parse.js';
import type { PanelSpec, Spec } from '../spec/spec.js';
import { INLINE_NAME, type JoinStep, type StepText } from '../spec/steps.js';
import type { SecondData } from '../transform/join.js';
import type { DivideIntoGroups } from '../transform/kmeans-rows.js';
import { checkPanelCount } from '../transform/select.js';
import { createTransformation, type TransformationContext } from '../transform/transformation.js';
import { applyTransforms } from '../transform/transforms.js';
import { alignPanels } from './align-panels.js';
import { rewind } from './bytes.js';
import { decompress, withoutCompressionSuffix } from './decompress.js';
import { detectReadableFormat, formatOfName, type InputFormat, READERS } from './index.js';
import { readInlineSecond } from './inline-second.js';
import { type ItemColumns, readItemColumns } from './item-columns.js';
import { datasetFromJson } from './json.js';
import { shortenLongTexts } from './long-texts.js';
import { createReadPlan, partsToRead } from './read-plan.js';
import type { ReadPlan, RecordReader, Source } from './reader.js';
import { recognizeStructure } from './recognize.js';
import { readRecordFields, resolveSecondData } from './record-fields.js';
import { reduceDataset } from './reduce.js';
import { readSecondMatrices, type SecondMatrices } from './second-matrices.js';
import { type GivenTrees, readTrees } from './trees.js';

/** A spec with its matrices: one for each panel, in the order in which the panels fill the grid. */
export interface Input {
  readonly spec: Spec;
  readonly panels: readonly InputPanel[];
  /** The lengths of the leading axes of the data: [] for a matrix, [n] for a stack, [n, m] for a grid. */
  readonly leadingShape: readonly number[];
  /** The matrices that other keys than "data" name, by the path of the key. */
  readonly secondMatrices: SecondMatrices;
  /** The trees of clustered orders, by the path of the key. */
  readonly trees: GivenTrees;
  /** The columns of tables that annotations name. */
  readonly itemColumns: ItemColumns;
  /** The name of the matrix if it is drawn without a spec; null if there is a spec. */
  readonly bareFile: string | null;
  readonly placeOf: (path: Path) => Place;
}

export interface InputPanel {
  /** The options of this panel alone. */
  readonly spec: PanelSpec;
  /** The title in the data. */
  readonly title: string | null;
  readonly matrix: Matrix;
  readonly names: Dataset['names'];
  /** The expression that `transform` computed the values with, or null. */
  readonly transformed: string | null;
  /** What the reader decided about the columns of a table, as keys of `data`. */
  readonly decided?: Dataset['decided'];
}

/**
 * Opens a file that a spec names; "-" is standard input. This is the only access to files.
 *
 * @example
 * const open: OpenFile = (path) => ({ name: path, bytes: new TextEncoder().encode('a,b\n1,2\n') });
 */
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
  const budget = new CellBudget();
  const { spec, placeOf, originOf } = parsed;
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
  const read = Array.from({ length: count }, (_, i): InputPanel => {
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
    const { names, transformed = null, decided } = shared as Dataset;
    return {
      spec: panel,
      title: slice.title,
      matrix: slice.matrix,
      names,
      transformed,
      ...(decided && { decided }),
    };
  });
  const hasOwnData = read.length > 1 && panels.some(({ data }) => data !== undefined);
  const loaded = hasOwnData ? alignPanels(spec, read, placeOf, report) : read;
  return {
    spec,
    leadingShape: shared?.leadingShape ?? [],
    secondMatrices: new Map([
      ...readSecondMatrices(spec, readSecondData),
      // The first reading of the records has reported what is to be reported.
      ...readRecordFields(spec, loaded, placeOf, (data, path) => readData(data, path, () => {})),
    ]),
    itemColumns: [spec, ...panels].some(namesItemValues)
      ? readItemColumns(spec, loaded, placeOf, readRecords, suppressCodes(silencedCodes(spec.lint), report))
      : new Map(),
    trees: [spec, ...panels].some(namesTree)
      ? readTrees(spec, { open: openFile, readTable: readTreeTable, placeOf })
      : new Map(),
    bareFile: primary?.name ?? null,
    placeOf,
    panels: shortenLongTexts(loaded, primary ? { file: primary.name } : placeOf(['data']), report),
  };

  function readTreeTable(source: Source): Dataset {
    return readSource(source, { rowLabels: false }, report, { ...NO_REDUCTION, blockingKeys: [] });
  }

  function readPrimary(): Dataset | null {
    if (!primary) return null;
    const options = primary.format ? { format: primary.format } : {};
    const openSibling = (name: string) => open(name, { file: primary.name });
    const source = { openSibling, ...primary };
    const dataset = readSource(source, options, report, createReadPlan(spec, null, undefined));
    const place = { file: primary.name };
    return applyTransforms(recognizeStructure(dataset, {}, place, report), {}, () => place, budget);
  }

  /** Reads the records of a file, or of the data's own table if `file` is null. Returns false if there is no such file. */
  function readRecords(file: string | null, panel: number, place: Place, use: RecordReader): boolean {
    const data = panels[panel]?.data ?? spec.data;
    const name = file ?? (data === undefined ? (primary?.name ?? '-') : fileOfData(data));
    const isPrimary = file === null && data === undefined;
    if (name === null || name === '-' || (isPrimary && primary?.rest && !primary.reopen)) return false;
    const options = file === null ? recordOptions(data) : {};
    const source =
      isPrimary && primary
        ? rewind(primary)
        : file === null
          ? openFile(name, place)
          : openSecond(name, 'the spec', place);
    readSource(source, { ...options, header: true }, () => {}, {
      ...NO_REDUCTION,
      readRecords: use,
      blockingKeys: [],
    });
    return true;
  }

  function openFile(path: string, place: Place): Source {
    const source = open(path, place);
    if (path === '-') return source;
    return { openSibling: (name) => open(join(dirname(path), name), place), ...source };
  }

  /** Opens the file of a second matrix. Its path is relative to the same folder as that of the data. */
  function openSecond(path: string, source: string, place: Place): Source {
    try {
      return openFile(path, place);
    } catch (error) {
      if (isAbsolute(path)) throw error;
      throw withHint(
        error,
        'no-such-file',
        `the path of a second file is relative to the folder of ${source}`,
      );
    }
  }

  function readData(data: DataSpec, path: Path, reportRead = report): Dataset {
    const placeOfKey = (key: string) => placeOf([...path, key]);
    const panel = path[0] === 'panels' ? (panels[path[1] as number] ?? null) : null;
    if (typeof data === 'string') {
      const source = openFile(data, placeOf(path));
      const dataset = readSource(source, {}, reportRead, createReadPlan(spec, panel, data));
      const structured = recognizeStructure(dataset, {}, placeOf(path), reportRead);
      return applyTransforms(structured, {}, () => placeOf(path), budget);
    }
    if ('file' in data) {
      const { file, select, transpose, rows, columns, normalize, transform, totals, ...options } = data;
      const transforms = { select, transpose, rows, columns, normalize, transform, totals };
      const transformation = transform === undefined ? null : createTransformation(transform);
      const { selected, ...plan } = createReadPlan(spec, panel, data, transformation?.mapValues);
      const readPlan = { ...plan, ...partsToRead(transforms, placeOfKey, selected) };
      const source = openFile(file, placeOfKey('file'));
      const dataset = readSource(source, options, reportRead, readPlan);
      const structured = recognizeStructure(dataset, transforms, placeOfKey('totals'), reportRead);
      const reduced = reduceDataset(applyTransforms(structured, transforms, placeOfKey, budget), selected);
      const context = transformationContext(source.name, options, transforms, path);
      return transformation?.apply(reduced, context) ?? reduced;
    }
    const located = nodeAt(parsed.document.root, path);
    const flagPath = [path, ...INLINE_KEYS.map((key) => [...path, key])].find((p) => originOf(p) === 'flag');
    if (!located || flagPath) {
      fail(
        'invalid-value',
        'inline data and its labels cannot be set from the command line',
        placeOf(flagPath ?? path),
        'write them into the spec, or into a file that "data" names',
      );
    }
    rejectFileList(located.node, placeOf(path));
    const { select, transpose, normalize, transform, totals } = 'values' in data ? data : {};
    const transforms = { select, transpose, normalize, transform, totals };
    const dataset = datasetFromJson(parsed.document, withoutTransforms(located.node), {}, reportRead);
    const structured = recognizeStructure(dataset, transforms, placeOfKey('totals'), reportRead);
    const transformed = applyTransforms(structured, transforms, placeOfKey, budget);
    if (transform === undefined) return transformed;
    const context = transformationContext('the data', {}, transforms, path);
    return createTransformation(transform).apply(transformed, context);
  }

  /**
   * A second matrix in a file is read with the same options as the first one, except the format. One in the spec is used as
   * it is written.
   */
  function transformationContext(
    source: string,
    { format: _, ...options }: ReadOptions,
    transforms: TransformOptions,
    path: Path,
  ): TransformationContext {
    const placeOfKey = (key: string) => placeOf([...path, key]);
    const place = placeOfKey('transform');
    const readSecond = ({ second, text }: JoinStep & StepText): SecondData => {
      if (typeof second === 'object') {
        const dataset = readInlineSecond(parsed, [...path, 'transform'], second, report);
        return { dataset, source: `the ${INLINE_NAME}` };
      }
      const file = openSecond(second, source, place);
      const readPlan = {
        ...NO_REDUCTION,
        ...partsToRead(transforms, placeOfKey, NO_REDUCTION),
        blockingKeys: [`data.transform ${JSON.stringify(text)}`],
      };
      const dataset = readSource(file, options, report, readPlan);
      const structured = recognizeStructure(dataset, transforms, place, () => {});
      return { dataset: applyTransforms(structured, transforms, placeOfKey), source: file.name };
    };
    return {
      source,
      place,
      budget,
      report: suppressCodes(silencedCodes(spec.lint), report),
      readSecond,
      divide: divideByKMeans,
    };
  }

  /** Reads a second matrix in the form of `data`. The first reading of records has reported what is to be reported. */
  function readSecondData(second: DataSpec, secondPath: Path): Dataset {
    const { data, path } = resolveSecondData(spec, loaded, placeOf, second, secondPath);
    return readData(data, path, data === second ? report : () => {});
  }

  function singleSlice(dataset: Dataset, panel: number): Omit<InputPanel, 'spec'> {
    if (dataset.slices.length !== 1) {
      fail(
        'panel-is-stack',
        `the data of panel ${panel} is a stack of ${dataset.slices.length} matrices; a panel shows one`,
        placeOf(['panels', panel, 'data']),
        'set the stack as "data" of the whole figure',
      );
    }
    return { ...dataset.slices[0], names: dataset.names, transformed: dataset.transformed ?? null };
  }
}

/** The groups of the step "kmeans" are the same in every run. */
function divideByKMeans(...[vectors, k]: Parameters<DivideIntoGroups>): ReturnType<DivideIntoGroups> {
  return kmeans(vectors, k, { seed: 0 });
}

/** Whether an axis is ordered by a tree that the spec gives. */
function namesTree({ x, y }: Pick<Spec, 'x' | 'y'>): boolean {
  return [x?.order, y?.order].some(
    (order) => typeof order === 'object' && 'cluster' in order && order.cluster.tree !== undefined,
  );
}

/**
 * Reads a source. If it is too large to read without reduction, the error names the keys that prevent the reduction.
 */
export function readSource(
  compressed: Source,
  options: ReadOptions,
  report: Report,
  { blockingKeys, ...readPlan }: ReadPlan & { readonly blockingKeys: readonly string[] },
): Dataset {
  try {
    if (compressed.read) return compressed.read(compressed, options, report, readPlan);
    const source = decompress(compressed);
    return READERS[options.format ?? detectReadableFormat(source)].read(source, options, report, readPlan);
  } catch (error) {
    if (blockingKeys.length === 0) throw error;
    const keys = blockingKeys.join(' and ');
    throw withHint(error, 'too-large', `remove ${keys} so that the matrix can be reduced while it is read`);
  } finally {
    compressed.rest?.close?.();
  }
}

/** Returns the error with one more hint for the diagnostics that have this code. */
function withHint(error: unknown, code: string, hint: string): unknown {
  if (!(error instanceof HeatmapError)) return error;
  if (!error.diagnostics.some((diagnostic) => diagnostic.code === code)) return error;
  return new HeatmapError(
    error.diagnostics.map((diagnostic) =>
      diagnostic.code === code ? { ...diagnostic, hints: [...(diagnostic.hints ?? []), hint] } : diagnostic,
    ),
  );
}

function isFileName(text: string): boolean {
  return formatOfName(withoutCompressionSuffix(text)) !== null;
}

/** Fails for a list of file names, which would be drawn as one row of words. */
function rejectFileList(node: JsonNode, place: Place): void {
  if (node.kind !== 'array') return;
  const files = node.items.map((item) => {
    const value = item.kind === 'object' ? item.entries.find(({ key }) => key === 'file')?.value : item;
    return value?.kind === 'string' && isFileName(value.value) ? value.value : null;
  });
  if (files.length === 0 || !files.every((file) => file !== null)) return;
  const panels = files.slice(0, 2).map((file) => `{ "data": ${quote(file)} }`);
  fail(
    'invalid-value',
    'data: a figure takes one file, not a list of files',
    place,
    files.length === 1
      ? `write "data": ${quote(files[0])}`
      : `write one panel for each file: "panels": [${panels.join(', ')}${files.length > 2 ? ', …' : ''}]`,
  );
}

/** Returns the name of the file with the data; null if the data is in the spec. */
function fileOfData(data: DataSpec): string | null {
  if (typeof data === 'string') return data;
  return 'file' in data ? data.file : null;
}

/** Returns the options with which the records of a table are read. */
function recordOptions(data: DataSpec | undefined): ReadOptions {
  if (typeof data !== 'object' || !('file' in data)) return {};
  const { format, sheet, delimiter, decimal, comment, missingValues, orient } = data;
  return { format, sheet, delimiter, decimal, comment, missingValues, orient };
}

/** The keys of inline data that the reader takes from the text of the spec. */
const INLINE_KEYS = ['values', 'rows', 'columns', 'panels', 'missingValues'];

const TRANSFORM_KEYS = ['select', 'transpose', 'normalize', 'transform', 'totals'];

/** Returns inline data without the keys for `applyTransforms`, which no reader accepts. */
function withoutTransforms(node: JsonNode): JsonNode {
  if (node.kind !== 'object') return node;
  return {
    ...node,
    entries: node.entries.filter(({ key }) => !TRANSFORM_KEYS.includes(key)),
  };
}
