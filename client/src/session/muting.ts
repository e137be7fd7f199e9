import type { ErrorReply } from '@parley/shared/errors';
import { type Ask, replyTo } from './ask.ts';
import type { Clock } from './clock.ts';
import type { SessionModel } from './model.ts';

const AGAIN_MS = 500;

/** The server takes my microphone for open, and can be asked. */
export const isOpenHere = ({ line, view }: SessionModel): boolean =>
  line.kind === 'online' && view?.me.microphone === 'open';

export interface MutingParts {
  readonly ask: Ask;
  readonly clock: Clock;
  /** Muted here, and the server's latest view still says open. */
  readonly due: () => boolean;
  readonly refused: (error: ErrorReply) => void;
}

/** The microphone is silent here already; the server is told until it says so too. */
export class Muting {
  readonly #parts: MutingParts;
  #asking = false;

  constructor(parts: MutingParts) {
    this.#parts = parts;
  }

  async tell(): Promise<void> {
    if (this.#asking) return;
    this.#asking = true;
    const { ask, clock, refused } = this.#parts;
    try {
      await ask('microphone.set', { open: false });
    } catch (error) {
      const reply = replyTo(error);
      if (reply.category === 'tell') return refused(reply);
    } finally {
      this.#asking = false;
    }
    // Unanswered, or crossed by an earlier wish to open it.
    if (this.#parts.due()) clock.after(AGAIN_MS, () => this.tellIfDue());
  }

  tellIfDue(): void {
    if (this.#parts.due()) void this.tell();
  }
}
