import { HeatmapError } from '../../diagnostics.js';
import { Faults } from '../../fault-list.js';
import { placeOf } from '../../json/locate.js';
import type { JsonDocument, JsonEntry, JsonNode } from '../../json/node.js';

/** Gathers what is wrong with the data in one document, so that all of it is said at once. */
export class JsonFaults extends Faults {
  constructor(readonly document: JsonDocument) {
    super(document.file, 'faults');
  }

  at(where: JsonNode | JsonEntry, code: string, message: string, ...hints: string[]): void {
    this.add(() => ({ severity: 'error', code, message, place: placeOf(this.document, where), hints }));
  }

  throwIfAny(): void {
    if (this.count > 0) this.throw();
  }

  throw(): never {
    throw new HeatmapError(this.list());
  }
}
