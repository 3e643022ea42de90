import { type Diagnostic, HeatmapError } from '../../diagnostics.js';
import { ErrorList } from '../../error-list.js';
import { placeOf } from '../../json/locate.js';
import type { JsonDocument, JsonEntry, JsonNode } from '../../json/node.js';

/** Collects the errors in the data of one document, so that all of them are reported at once. */
export class JsonErrors extends ErrorList {
  constructor(readonly document: JsonDocument) {
    super(document.file, 'errors');
  }

  addAt(target: JsonNode | JsonEntry, code: string, message: string, ...hints: string[]): void {
    this.add(() => this.errorAt(target, code, message, ...hints));
  }

  errorAt(target: JsonNode | JsonEntry, code: string, message: string, ...hints: string[]): Diagnostic {
    return { severity: 'error', code, message, place: placeOf(this.document, target), hints };
  }

  throwIfAny(): void {
    if (this.count > 0) this.throwAll();
  }

  throwAll(): never {
    throw new HeatmapError(this.diagnostics());
  }
}
