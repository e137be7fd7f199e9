import type { ProducerId } from '@parley/shared/ids';
import { hasVoiceInto, momentOf, silenceOf, type Sounds, type Wanted, wantedIn } from '@parley/shared/policy';
import type { ServerCommand, SessionState } from '@parley/shared/session';
import type { Timers } from '../lib/timers.ts';

/** How long people speak without anybody rendering it before that is too long. */
const TOO_LONG_MS = 15_000;
/** Whoever pauses for longer has ended. */
const PAUSE_MS = 10_000;

interface WatchParts {
  readonly state: () => SessionState;
  readonly timers: Timers;
  readonly now: () => number;
  /** Rejects when it could not be stored: then the next sound tries again. */
  readonly ring: (command: ServerCommand) => Promise<void>;
}

/** Since when people speak for somebody who listens to a language and hears nobody render it. */
interface Stretch {
  readonly since: number;
  readonly last: number;
}

/** Listens to who is loud, and notices when a language that somebody listens to stays silent meanwhile. */
export class SilenceWatch {
  readonly #parts: WatchParts;
  readonly #stretches = new Map<string, Stretch>();
  /** When each microphone was last loud, for as long as a pause may last. */
  readonly #loudAt = new Map<ProducerId, number>();
  #cancel: () => void = () => undefined;

  constructor(parts: WatchParts) {
    this.#parts = parts;
  }

  /** Said several times a second while anybody speaks, and once when nobody does any more. */
  levels(loud: readonly ProducerId[]): void {
    const state = this.#parts.state();
    const sounds = this.#soundsOf(loud);
    const wanted = wantedIn(state);
    const keys = new Set(wanted.map(keyOf));
    for (const key of this.#stretches.keys()) if (!keys.has(key)) this.#stretches.delete(key);
    for (const each of wanted) this.#follow(state, each, sounds);
    this.#lookAgain(loud.length > 0 || this.#stretches.size > 0);
  }

  close(): void {
    this.#cancel();
    this.#stretches.clear();
    this.#loudAt.clear();
  }

  #soundsOf(loud: readonly ProducerId[]): Sounds {
    const now = this.#parts.now();
    for (const producer of loud) this.#loudAt.set(producer, now);
    for (const [producer, at] of this.#loudAt) if (now - at >= PAUSE_MS) this.#loudAt.delete(producer);
    return { loud: new Set(loud), lately: new Set(this.#loudAt.keys()) };
  }

  #follow(state: SessionState, wanted: Wanted, sounds: Sounds): void {
    const key = keyOf(wanted);
    const now = this.#parts.now();
    const stands = silenceOf(state, wanted) !== undefined;
    const before = this.#stretches.get(key);
    switch (momentOf(state, wanted, sounds)) {
      case 'rendered':
        return this.#over(wanted, stands);
      case 'unrendered': {
        const since = before?.since ?? now;
        this.#stretches.set(key, { since, last: now });
        const isTooLong = now - since >= TOO_LONG_MS || !hasVoiceInto(state, wanted);
        if (isTooLong && !stands) this.#ring({ type: 'silence.begin', ...wanted });
        return;
      }
      case 'quiet':
        if (before === undefined && stands) this.#stretches.set(key, { since: now, last: now });
        if (before !== undefined && now - before.last >= PAUSE_MS) this.#over(wanted, stands);
    }
  }

  #over(wanted: Wanted, stands: boolean): void {
    this.#stretches.delete(keyOf(wanted));
    if (stands) this.#ring({ type: 'silence.end', ...wanted });
  }

  #ring(command: ServerCommand): void {
    this.#parts.ring(command).catch(() => undefined);
  }

  /** Nothing is said of it when it stays quiet. */
  #lookAgain(isDue: boolean): void {
    this.#cancel();
    this.#cancel = isDue ? this.#parts.timers.after(PAUSE_MS, () => this.levels([])) : (): void => undefined;
  }
}

const keyOf = ({ room, language }: Wanted): string => `${room} ${language}`;
