import type { SessionModel } from './model.ts';

/**
 * The screen stays lit while I am in a room, and a page that shares a screen, or has words that are not stored yet, is
 * not closed by accident.
 */
export class Guards {
  #lock: WakeLockSentinel | null = null;
  #inRoom = false;
  #busy = false;
  readonly #controller = new AbortController();

  constructor() {
    const { signal } = this.#controller;
    // The browser takes the lock back whenever the page is hidden.
    document.addEventListener('visibilitychange', () => void this.#light(), { signal });
    window.addEventListener(
      'beforeunload',
      (event) => {
        if (this.#busy) event.preventDefault();
      },
      { signal },
    );
  }

  follow({ view, local, agreement: { documents } }: SessionModel): void {
    const unsaved = [documents.agreement, documents.draft].some(
      (each) => each?.kind === 'open' && each.live.unsaved,
    );
    this.#busy = local.screen.kind === 'on' || unsaved;
    const inRoom = view?.place.kind === 'room';
    if (inRoom === this.#inRoom) return;
    this.#inRoom = inRoom;
    void this.#light();
  }

  close(): void {
    this.#controller.abort();
    this.#inRoom = false;
    void this.#light();
  }

  async #light(): Promise<void> {
    try {
      if (!this.#inRoom) {
        const lock = this.#lock;
        this.#lock = null;
        await lock?.release();
      } else if (document.visibilityState === 'visible' && this.#lock?.released !== false) {
        const lock = await navigator.wakeLock?.request('screen');
        this.#lock = lock ?? null;
        if (!this.#inRoom) await lock?.release();
      }
    } catch {
      // A low battery or an old browser: the screen goes dark as it always would.
    }
  }
}
