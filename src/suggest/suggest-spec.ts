/** Suggests a spec for a data file and verifies that it can be drawn. */
import type { Report } from '../diagnostics.js';
import { detectFormat, type InputFormat } from '../input/index.js';
import { loadInput } from '../input/load.js';
import type { Source } from '../input/reader.js';
import { fromValue } from '../json/from-value.js';
import { parseJson } from '../json/parse.js';
import { draw } from '../render.js';
import { parseSpec } from '../spec/parse.js';
import { detectLongTable } from './long-table.js';
import { type StarterData, starterSpec } from './starter-spec.js';

export interface SuggestOptions {
  /** The data's path as the spec names it; "-" for standard input. */
  readonly file: string;
  /** The format of the data; null to detect it. */
  readonly format: InputFormat | null;
  /** The path of the JSON Schema as the spec names it; null if it is not installed. */
  readonly schema: string | null;
}

/**
 * Returns the text of a spec for `source`.
 *
 * @throws HeatmapError if no figure can be drawn from the data
 */
export function suggestSpec(source: Source, options: SuggestOptions, report: Report): string {
  const data = dataEntry(source, options);
  const open = () => source;
  const bareSpec = parseSpec(fromValue({ data: data.value }, source.name));
  const text = starterSpec(data, loadInput(bareSpec, null, open, report), options.schema);
  const parsed = parseSpec(parseJson('the starter spec', text));
  draw({ parsed, primary: null, open, zoom: 1, described: false }, () => {});
  return text;
}

function dataEntry(source: Source, { file, format }: SuggestOptions): StarterData {
  const columns = detectLongTable(source, format ?? detectFormat(source));
  const value = { file, ...(format !== null && { format }) };
  const comment = file === '-' ? 'Read from standard input.' : 'A path relative to this file.';
  if (!columns) return { value, comments: [comment] };
  const { x, y, panel } = columns;
  const names = [...(panel === undefined ? [] : [panel]), y, x].map((name) => JSON.stringify(name));
  return {
    value: { ...value, ...columns },
    comments: [
      comment,
      `A long table: each line is one cell; its position is in the columns ${names.join(', ')}.`,
    ],
  };
}
