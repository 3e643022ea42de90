/** A binary heap of values with keys 0 to n − 1, in which a value can change. Equal values are ordered as in scipy's heap. */
export class MinHeap {
  private size: number;
  /** The key at each place of the heap, and the place of each key. */
  private readonly keys: Int32Array;
  private readonly places: Int32Array;

  constructor(private readonly values: Float64Array) {
    this.size = values.length;
    this.keys = Int32Array.from(values, (_, i) => i);
    this.places = this.keys.slice();
    for (let place = (this.size >> 1) - 1; place >= 0; place--) this.siftDown(place);
  }

  /** The key of the smallest value. */
  get min(): number {
    return this.keys[0];
  }

  removeMin(): void {
    this.swap(0, --this.size);
    this.siftDown(0);
  }

  changeValue(key: number, value: number): void {
    const isSmaller = value < this.values[key];
    this.values[key] = value;
    if (isSmaller) this.siftUp(this.places[key]);
    else this.siftDown(this.places[key]);
  }

  private siftUp(from: number): void {
    for (let place = from; place > 0; ) {
      const parent = (place - 1) >> 1;
      if (this.valueAt(parent) <= this.valueAt(place)) return;
      this.swap(place, parent);
      place = parent;
    }
  }

  private siftDown(from: number): void {
    for (let place = from; ; ) {
      let child = 2 * place + 1;
      if (child >= this.size) return;
      if (child + 1 < this.size && this.valueAt(child + 1) < this.valueAt(child)) child++;
      if (this.valueAt(place) <= this.valueAt(child)) return;
      this.swap(place, child);
      place = child;
    }
  }

  private valueAt(place: number): number {
    return this.values[this.keys[place]];
  }

  private swap(a: number, b: number): void {
    const { keys, places } = this;
    [keys[a], keys[b]] = [keys[b], keys[a]];
    places[keys[a]] = a;
    places[keys[b]] = b;
  }
}
