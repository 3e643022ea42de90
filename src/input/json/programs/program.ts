import type { Report } from '../../../diagnostics.js';
import type { JsonDocument, JsonObject } from '../../../json/node.js';
import type { Dataset } from '../../../matrix/matrix.js';

/** The JSON of one program. */
export interface ProgramJson {
  /** Whether an object has the keys that this program writes. It looks at few values. */
  readonly matches: (object: JsonObject) => boolean;
  /** Returns the usual figure of the data. */
  readonly read: (object: JsonObject, document: JsonDocument, report: Report) => Dataset;
  /** Returns the data as records, for options that name their columns; absent if there are none. */
  readonly records?: (object: JsonObject) => readonly object[];
}
