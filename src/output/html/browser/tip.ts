import { create } from './elements.js';
import type { Facts } from './facts.js';

/** The distances of the tip from the pointer and from the edge of the window. */
const POINTER_DISTANCE = 14;
const MARGIN = 8;

/** A box beside the pointer. Screen readers ignore it, because the status line has the same text. */
export class Tip {
  readonly element = create('div', { id: 'tip', 'aria-hidden': 'true', hidden: '' });

  /** Shows facts beside a point of the window. */
  show({ headline, lines }: Facts, x: number, y: number): void {
    const { element } = this;
    element.replaceChildren(create('b', {}, headline), ...lines.map((line) => create('div', {}, line)));
    element.hidden = false;
    const { width, height } = element.getBoundingClientRect();
    const place = (at: number, length: number, available: number) => {
      const last = available - length - MARGIN;
      const after = at + POINTER_DISTANCE;
      return Math.max(MARGIN, Math.min(after > last ? at - length - POINTER_DISTANCE : after, last));
    };
    element.style.left = `${place(x, width, document.documentElement.clientWidth)}px`;
    element.style.top = `${place(y, height, window.innerHeight)}px`;
  }

  hide(): void {
    this.element.hidden = true;
  }
}
