import type { RoomId } from '@parley/shared/ids';
import type { Logger } from 'pino';
import type { Timers } from '../lib/timers.ts';
import type { SessionActor } from '../session/actor.ts';

/** Whoever stumbles for less is not told of; and whoever is back stays for so long first. */
const STUMBLE_MS = 3_000;

interface WatchParts {
  readonly actor: SessionActor;
  readonly timers: Timers;
  readonly logger: Pick<Logger, 'debug'>;
}

/** Tells the session, room by room, that nothing comes any more of what is said there, and that it does again. */
export class StallWatch {
  readonly #parts: WatchParts;
  readonly #pending = new Map<RoomId, { readonly stalled: boolean; readonly cancel: () => void }>();
  #closed = false;

  constructor(parts: WatchParts) {
    this.#parts = parts;
  }

  /** What is known of a room now; null: nothing, and so what was known holds. */
  look(room: RoomId, stalled: boolean | null): void {
    if (this.#closed) return;
    const { actor, timers } = this.#parts;
    if (stalled === null || actor.state.stalled.has(room) === stalled) return this.#forget(room);
    if (this.#pending.get(room)?.stalled === stalled) return;
    this.#forget(room);
    const cancel = timers.after(STUMBLE_MS, () => void this.#tell(room, stalled));
    this.#pending.set(room, { stalled, cancel });
  }

  close(): void {
    this.#closed = true;
    for (const room of this.#pending.keys()) this.#forget(room);
  }

  #forget(room: RoomId): void {
    this.#pending.get(room)?.cancel();
    this.#pending.delete(room);
  }

  async #tell(room: RoomId, stalled: boolean): Promise<void> {
    this.#pending.delete(room);
    const { actor, logger } = this.#parts;
    const ear = actor.state.ears.get(room)?.peer;
    if (ear === undefined) return;
    try {
      await actor.ask({ type: 'captions.stall', room, ear, stalled }, { kind: 'server' });
    } catch (error) {
      logger.debug({ session: actor.id, err: error }, 'that captions have stopped could not be told');
      this.look(room, stalled);
    }
  }
}
