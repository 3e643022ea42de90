/** The part of the figure that is visible. */

const MAX_ZOOM = 200;

export class View {
  zoom = 1;
  /** The position of the figure's upper left corner, CSS px from that of the element. */
  private left = 0;
  private top = 0;

  constructor(
    readonly element: HTMLElement,
    private readonly picture: SVGSVGElement,
    private readonly size: { readonly width: number; readonly height: number },
    private readonly onChange: () => void,
  ) {}

  /** CSS px per px of the figure. */
  get scale(): number {
    return (this.element.getBoundingClientRect().width / this.size.width) * this.zoom;
  }

  /** Returns a point of the figure, from a point of the window. */
  toFigure(clientX: number, clientY: number): [x: number, y: number] {
    const { left, top } = this.element.getBoundingClientRect();
    const { scale } = this;
    return [(clientX - left - this.left) / scale, (clientY - top - this.top) / scale];
  }

  /** Returns a point of the element, from a point of the figure. */
  fromFigure(x: number, y: number): [x: number, y: number] {
    const { scale } = this;
    return [x * scale + this.left, y * scale + this.top];
  }

  /** Multiplies the zoom and keeps a point of the window in its place, by default the centre. */
  zoomBy(factor: number, clientX?: number, clientY?: number): void {
    const box = this.element.getBoundingClientRect();
    const x = (clientX ?? box.left + box.width / 2) - box.left;
    const y = (clientY ?? box.top + box.height / 2) - box.top;
    const zoom = Math.min(MAX_ZOOM, Math.max(1, this.zoom * factor));
    const ratio = zoom / this.zoom;
    this.zoom = zoom;
    this.left = x - (x - this.left) * ratio;
    this.top = y - (y - this.top) * ratio;
    this.apply();
  }

  /** Moves the figure; returns whether it could move. */
  panBy(dx: number, dy: number): boolean {
    const [left, top] = [this.left, this.top];
    this.left += dx;
    this.top += dy;
    this.apply();
    return this.left !== left || this.top !== top;
  }

  reset(): void {
    this.zoom = 1;
    this.apply();
  }

  /** Moves the figure as little as needed to show a box of it, if the figure is zoomed. */
  reveal(x0: number, y0: number, x1: number, y1: number): void {
    if (this.zoom === 1) return;
    const { width, height } = this.element.getBoundingClientRect();
    const [left, top] = this.fromFigure(x0, y0);
    const [right, bottom] = this.fromFigure(x1, y1);
    const shift = (low: number, high: number, length: number) => {
      const margin = Math.min(48, length / 4);
      if (low < margin) return margin - low;
      return high > length - margin ? Math.max(length - margin - high, margin - low) : 0;
    };
    this.panBy(shift(left, right, width), shift(top, bottom, height));
  }

  /** Updates the picture, which never leaves a part of the element empty. */
  apply(): void {
    const { width, height } = this.element.getBoundingClientRect();
    this.left = Math.min(0, Math.max(width * (1 - this.zoom), this.left));
    this.top = Math.min(0, Math.max(height * (1 - this.zoom), this.top));
    this.picture.style.transform =
      this.zoom === 1 ? '' : `translate(${this.left}px,${this.top}px) scale(${this.zoom})`;
    this.element.classList.toggle('zoomed', this.zoom > 1);
    this.onChange();
  }
}
