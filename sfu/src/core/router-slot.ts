import { refusalOf } from './failure.ts';
import type { MediaRouter, RouterEvents } from './media.ts';

type OpenRouter = (events: RouterEvents) => Promise<MediaRouter>;

/** A session's router: opened when first needed, and anew after its worker died. */
export class RouterSlot {
  readonly #openRouter: OpenRouter;
  readonly #events: RouterEvents;
  #opening: Promise<MediaRouter> | null = null;
  #open: MediaRouter | null = null;

  constructor(openRouter: OpenRouter, events: RouterEvents) {
    this.#openRouter = openRouter;
    this.#events = events;
  }

  get(): Promise<MediaRouter> {
    this.#opening ??= this.#openOne();
    return this.#opening;
  }

  /** Everything closed or paused before is so. A dead worker has closed everything there was. */
  async settled(): Promise<void> {
    const router = this.#open;
    try {
      await router?.settled();
    } catch (error) {
      if (this.#open === router) throw refusalOf(error);
    }
  }

  async close(): Promise<void> {
    const opening = this.#opening;
    this.#opening = null;
    this.#open = null;
    const router = await opening?.catch(() => undefined);
    router?.close();
    await router?.settled().catch(() => undefined);
  }

  #openOne(): Promise<MediaRouter> {
    const opening = this.#openRouter({
      lost: () => {
        if (this.#opening !== opening) return;
        this.#forget(opening);
        this.#events.lost();
      },
      levels: (levels) => {
        if (this.#opening === opening) this.#events.levels(levels);
      },
    });
    opening.then(
      (router) => {
        if (this.#opening === opening) this.#open = router;
      },
      () => this.#forget(opening),
    );
    return opening;
  }

  #forget(opening: Promise<MediaRouter>): void {
    if (this.#opening !== opening) return;
    this.#opening = null;
    this.#open = null;
  }
}
