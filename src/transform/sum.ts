/** A sum with Neumaier's compensation: its rounding error does not grow with the number of values. */
export class Sum {
  private total = 0;
  private compensation = 0;

  add(value: number): void {
    const next = this.total + value;
    this.compensation +=
      Math.abs(this.total) >= Math.abs(value) ? this.total - next + value : value - next + this.total;
    this.total = next;
  }

  get value(): number {
    // The compensation of an infinite sum is NaN.
    return Number.isFinite(this.total) ? this.total + this.compensation : this.total;
  }
}
