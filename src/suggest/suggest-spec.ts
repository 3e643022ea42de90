/** Suggests a spec for a data file and verifies that it can be drawn. */
import type { Report } from '../diagnostics.js';
import { rewind } from '../input/bytes.js';
import type { InputFormat } from '../input/index.js';
import { type Input, loadInput } from '../input/load.js';
import type { Source } from '../input/reader.js';
import { fromValue } from '../json/from-value.js';
import { parseJson } from '../json/parse.js';
import { draw } from '../render.js';
import { parseSpec } from '../spec/parse.js';
import { type Suggestion, UndecidedTableError } from '../table/undecided.js';
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
 * Returns the text of a spec for `source`. For a table that can be drawn in several ways, it draws the likeliest one and
 * lists the others.
 *
 * @throws HeatmapError if no figure can be drawn from the data
 */
export function suggestSpec(source: Source, options: SuggestOptions, report: Report): string {
  const { file, format, schema } = options;
  const value = { file, ...(format !== null && { format }) };
  const comment = file === '-' ? 'Read from standard input.' : 'A path relative to this file.';
  const open = () => rewind(source);
  const load = (keys: object) => {
    const spec = parseSpec(fromValue({ data: { ...value, ...keys } }, source.name));
    return loadInput(spec, null, open, report);
  };
  const { input, keys, comments } = loadSuggested(load);
  const data: StarterData = { value: { ...value, ...keys }, comments: [comment, ...comments] };
  const text = starterSpec(data, input, schema);
  const parsed = parseSpec(parseJson('the starter spec', text));
  draw({ parsed, primary: null, open, zoom: 1, described: false }, () => {});
  return text;
}

interface Suggested {
  readonly input: Input;
  /** The keys of `data` that say how a table is read. */
  readonly keys: object;
  readonly comments: readonly string[];
}

function loadSuggested(load: (keys: object) => Input): Suggested {
  try {
    const input = load({});
    const { decided = {} } = input.panels[0];
    return { input, keys: decided, comments: 'x' in decided ? ['Each record is one cell.'] : [] };
  } catch (error) {
    if (!(error instanceof UndecidedTableError)) throw error;
    const [first, ...others] = error.suggestions;
    if (!first) throw error;
    return { input: load(first), keys: first, comments: describeOthers(others) };
  }
}

function describeOthers(suggestions: readonly Suggestion[]): string[] {
  if (suggestions.length === 0) return [];
  return ['Other ways to draw this table:', ...suggestions.map((suggestion) => JSON.stringify(suggestion))];
}
