import type { Clock } from './clock.ts';
import type { Later } from './store.ts';

/** Longer than a press takes. Whoever holds on, to scroll or to drag, must see what happens all the same. */
export const PRESS_MS = 500;

/** What keeps still what is under somebody's finger, until it is let go. */
export class Presses {
  readonly #clock: Clock;
  readonly #leave = new AbortController();
  /** Ends the press that is under way. */
  #forget: (() => void) | null = null;
  readonly #waiting = new Set<() => void>();

  constructor(page: EventTarget, clock: Clock) {
    this.#clock = clock;
    const { signal } = this.#leave;
    // Before anything on the page sees it, and whatever becomes of it there.
    const how = { capture: true, signal };
    page.addEventListener('pointerdown', () => this.#begin(), how);
    for (const end of ['pointerup', 'pointercancel']) page.addEventListener(end, () => this.#end(), how);
  }

  /** As that, but not while somebody presses: what was pressed is done first. */
  between(later: Later): Later {
    return (work) => {
      let cancel = later(() => {
        if (this.#forget === null) return work();
        const released = (): void => {
          cancel = later(work);
        };
        this.#waiting.add(released);
        cancel = () => this.#waiting.delete(released);
      });
      return () => cancel();
    };
  }

  close(): void {
    this.#leave.abort();
    this.#end();
  }

  #begin(): void {
    // A second finger puts off no longer what the first one has put off.
    this.#forget ??= this.#clock.after(PRESS_MS, () => this.#end());
  }

  #end(): void {
    this.#forget?.();
    this.#forget = null;
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const released of waiting) released();
  }
}
