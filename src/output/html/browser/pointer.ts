/** Recognizes what the pointer does: hovers, clicks, drags, pans with one finger, zooms with two fingers or the wheel. */
import type { View } from './view.js';

/** A pointer that moves less far, in CSS px, clicks. */
const CLICK_DISTANCE = 4;
/** The wheel distance in px that doubles the zoom. */
const WHEEL_DOUBLING = 200;
const LINE_HEIGHT = 16;

/** A point of the figure and of the window. */
export interface PointerPosition {
  readonly x: number;
  readonly y: number;
  readonly clientX: number;
  readonly clientY: number;
}

export interface PointerHandlers {
  press(): void;
  /** Whether a press at this point always starts a drag, even if the figure could move. */
  isDragStart(at: PointerPosition): boolean;
  hover(at: PointerPosition): void;
  click(at: PointerPosition): void;
  drag(from: PointerPosition, to: PointerPosition): void;
  dragEnd(): void;
  leave(): void;
  /** The figure moves under the pointer. */
  move(): void;
}

interface Press {
  readonly kind: 'drag' | 'pan';
  readonly at: PointerPosition;
}

export function listenToPointer(frame: HTMLElement, view: View, handlers: PointerHandlers): void {
  const pointers = new Map<number, PointerPosition>();
  let press: Press | null = null;

  const positionOf = ({ clientX, clientY }: MouseEvent): PointerPosition => {
    const [x, y] = view.toFigure(clientX, clientY);
    return { x, y, clientX, clientY };
  };
  const isFar = ({ at }: Press, { clientX, clientY }: PointerPosition) =>
    Math.hypot(clientX - at.clientX, clientY - at.clientY) > CLICK_DISTANCE;
  const end = (event: PointerEvent) => {
    pointers.delete(event.pointerId);
    press = null;
  };

  frame.addEventListener('pointerdown', (event) => {
    const at = positionOf(event);
    pointers.set(event.pointerId, at);
    if (event.button !== 0 || pointers.size > 1) return;
    handlers.press();
    const isMouse = event.pointerType === 'mouse';
    const moves = !isMouse || (view.zoom > 1 && !event.shiftKey);
    press = { kind: moves && !handlers.isDragStart(at) ? 'pan' : 'drag', at };
    if (!isMouse) return;
    frame.setPointerCapture(event.pointerId);
    event.preventDefault();
  });

  frame.addEventListener('pointermove', (event) => {
    const [before, at] = [pointers.get(event.pointerId), positionOf(event)];
    if (before) pointers.set(event.pointerId, at);
    if (before && pointers.size === 2) {
      press = null;
      const [other] = [...pointers].filter(([id]) => id !== event.pointerId).map(([, position]) => position);
      pinch(view, before, at, other);
      handlers.move();
    } else if (press && before && isFar(press, at)) {
      if (press.kind === 'drag') {
        handlers.drag(press.at, at);
      } else {
        view.panBy(at.clientX - before.clientX, at.clientY - before.clientY);
        handlers.move();
      }
    } else if (event.pointerType === 'mouse') {
      handlers.hover(at);
    }
  });

  frame.addEventListener('pointerup', (event) => {
    const at = positionOf(event);
    if (press && !isFar(press, at)) handlers.click(at);
    else if (press?.kind === 'drag') handlers.dragEnd();
    end(event);
  });
  frame.addEventListener('pointercancel', end);
  frame.addEventListener('pointerleave', ({ pointerType }) => {
    if (pointerType === 'mouse') handlers.leave();
  });
  frame.addEventListener('dblclick', (event) =>
    view.zoomBy(event.shiftKey ? 0.5 : 2, event.clientX, event.clientY),
  );
  frame.addEventListener(
    'wheel',
    (event) => {
      const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE_HEIGHT : 1;
      if (event.ctrlKey || event.metaKey) {
        view.zoomBy(2 ** ((-event.deltaY * unit) / WHEEL_DOUBLING), event.clientX, event.clientY);
      } else if (view.zoom === 1 || !view.panBy(-event.deltaX * unit, -event.deltaY * unit)) {
        return;
      }
      event.preventDefault();
      handlers.move();
    },
    { passive: false },
  );
}

/** Zooms and moves the figure with one of two fingers. */
function pinch(view: View, before: PointerPosition, now: PointerPosition, other: PointerPosition): void {
  const distance = ({ clientX, clientY }: PointerPosition) =>
    Math.hypot(clientX - other.clientX, clientY - other.clientY);
  view.zoomBy(
    distance(now) / Math.max(1, distance(before)),
    (now.clientX + other.clientX) / 2,
    (now.clientY + other.clientY) / 2,
  );
  view.panBy((now.clientX - before.clientX) / 2, (now.clientY - before.clientY) / 2);
}
