import type { ParticipantId } from '@parley/shared/ids';
import { type PointerEvent as ReactPointerEvent, type RefCallback, useEffect, useRef, useState } from 'react';

/** People on their way over the board, held by the pointer. */
export interface Dragging {
  readonly people: readonly ParticipantId[];
  /** What they would be dropped on, or null. */
  readonly over: string | null;
}

interface DragParts {
  /** Where they may be dropped: the values of `data-drop`. */
  readonly targets: (people: readonly ParticipantId[]) => ReadonlySet<string>;
  readonly drop: (people: readonly ParticipantId[], target: string) => void;
}

export interface Drag {
  readonly dragging: Dragging | null;
  /** Follows the pointer while somebody is dragged. */
  /** Where what is dragged is drawn. */
  readonly setGhost: RefCallback<HTMLDivElement>;
  readonly start: (event: ReactPointerEvent, people: readonly ParticipantId[]) => void;
}

/** Less than this is a press, not a drag. */
const SLACK_PX = 6;
/** This near to its edges, what is scrolled scrolls on. */
const EDGE_PX = 40;

/**
 * Dragging by mouse or pen. A finger scrolls: for it, as for the keyboard, every chip has a menu. Own pointer events
 * rather than the browser's drag and drop, which does not start on buttons everywhere.
 */
export function useDrag(parts: DragParts): Drag {
  const [dragging, setDragging] = useState<Dragging | null>(null);
  const ghost = useRef<HTMLDivElement | null>(null);
  const running = useRef<AbortController | null>(null);
  const latest = useRef(parts);
  useEffect(() => {
    latest.current = parts;
  });
  useEffect(() => () => running.current?.abort(), []);

  const start = (event: ReactPointerEvent, people: readonly ParticipantId[]): void => {
    if (event.button !== 0 || event.pointerType === 'touch' || people.length === 0) return;
    const from = { x: event.clientX, y: event.clientY };
    const scroller = event.currentTarget.closest<HTMLElement>('[data-scroller]');
    const controller = new AbortController();
    running.current?.abort();
    running.current = controller;
    let held = false;
    let over: string | null = null;

    const end = (): void => {
      controller.abort();
      setDragging(null);
      // The press that began it must not count as a press when the pointer is let go.
      if (held) swallowClick();
    };
    const move = ({ clientX: x, clientY: y }: PointerEvent): void => {
      if (!held && Math.hypot(x - from.x, y - from.y) < SLACK_PX) return;
      held = true;
      if (ghost.current !== null) ghost.current.style.translate = `${x + 12}px ${y + 8}px`;
      over = targetAt(x, y, latest.current.targets(people));
      scrollNear(scroller, y);
      setDragging((old) => (old?.over === over ? old : { people, over }));
    };
    const { signal } = controller;
    addEventListener('pointermove', move, { signal });
    addEventListener(
      'pointerup',
      () => {
        end();
        if (held && over !== null) latest.current.drop(people, over);
      },
      { signal },
    );
    addEventListener('pointercancel', end, { signal });
    addEventListener(
      'keydown',
      (press) => {
        if (press.key === 'Escape' && held) {
          press.stopPropagation();
          end();
        }
      },
      { signal, capture: true },
    );
  };
  const setGhost = (element: HTMLDivElement | null): void => {
    ghost.current = element;
  };
  return { dragging, setGhost, start };
}

function targetAt(x: number, y: number, allowed: ReadonlySet<string>): string | null {
  const found = document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-drop]')?.dataset['drop'];
  return found !== undefined && allowed.has(found) ? found : null;
}

function scrollNear(scroller: HTMLElement | null, y: number): void {
  if (scroller === null) return;
  const { top, bottom } = scroller.getBoundingClientRect();
  if (y < top + EDGE_PX) scroller.scrollBy(0, -EDGE_PX / 4);
  if (y > bottom - EDGE_PX) scroller.scrollBy(0, EDGE_PX / 4);
}

function swallowClick(): void {
  const controller = new AbortController();
  addEventListener(
    'click',
    (click) => {
      click.stopPropagation();
      click.preventDefault();
    },
    { capture: true, signal: controller.signal },
  );
  setTimeout(() => controller.abort());
}
