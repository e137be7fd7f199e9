import { mediaKindOf } from '@parley/shared/session';
import type { ConsumerId } from '@parley/shared/ids';
import type { RemoteTrack } from './model.ts';
import { playThrough } from './speaker.ts';

/** One sound on its way to the ear. */
export interface Sound {
  /** Rejects while the browser wants a gesture first. */
  play(): Promise<void>;
  through(speaker: string | null): void;
  /** 0 … 1 */
  loudness(level: number): void;
  stop(): void;
}

/** How loud each sound is: some in full, some not at all, and all others as the original. */
export interface Balance {
  readonly full: ReadonlySet<ConsumerId>;
  /** 0 … 1 */
  readonly original: number;
  readonly silent: ReadonlySet<ConsumerId>;
}

export interface PlaybackParts {
  readonly open: (track: MediaStreamTrack) => Sound;
  /** Calls back at every gesture of the person. */
  readonly onGesture: (listener: () => void) => () => void;
}

/** Plays every sound that reaches me, through the speaker I chose; screens draw pictures only. */
export class Playback {
  readonly #parts: PlaybackParts;
  readonly #sounds = new Map<ConsumerId, { readonly track: MediaStreamTrack; readonly sound: Sound }>();
  /** Kept back by the browser until there is a gesture. */
  readonly #kept = new Set<Sound>();
  readonly #unwatch: () => void;
  #speaker: string | null = null;
  #balance: Balance = { full: new Set(), original: 1, silent: new Set() };

  constructor(parts: PlaybackParts) {
    this.#parts = parts;
    this.#unwatch = parts.onGesture(() => {
      for (const sound of this.#kept) this.#play(sound);
    });
  }

  /** Exactly these, from now on. */
  show(tracks: ReadonlyMap<ConsumerId, RemoteTrack>): void {
    for (const [consumer, { track, sound }] of this.#sounds) {
      if (tracks.get(consumer)?.track === track) continue;
      this.#sounds.delete(consumer);
      this.#kept.delete(sound);
      sound.stop();
    }
    for (const [consumer, { track, source }] of tracks) {
      if (mediaKindOf(source) !== 'audio' || this.#sounds.has(consumer)) continue;
      const sound = this.#parts.open(track);
      this.#sounds.set(consumer, { track, sound });
      sound.through(this.#speaker);
      sound.loudness(this.#loudnessOf(consumer));
      this.#play(sound);
    }
  }

  balance(balance: Balance): void {
    this.#balance = balance;
    for (const [consumer, { sound }] of this.#sounds) sound.loudness(this.#loudnessOf(consumer));
  }

  through(speaker: string | null): void {
    if (speaker === this.#speaker) return;
    this.#speaker = speaker;
    for (const { sound } of this.#sounds.values()) sound.through(speaker);
  }

  close(): void {
    this.#unwatch();
    this.show(new Map());
  }

  #loudnessOf(consumer: ConsumerId): number {
    const { full, original, silent } = this.#balance;
    if (full.has(consumer)) return 1;
    return silent.has(consumer) ? 0 : original;
  }

  #play(sound: Sound): void {
    this.#kept.add(sound);
    sound.play().then(
      () => this.#kept.delete(sound),
      () => undefined,
    );
  }
}

/** Sounds as hidden elements of the page. */
export const browserPlayback: PlaybackParts = {
  open: (track) => {
    const element = document.createElement('audio');
    element.hidden = true;
    element.autoplay = true;
    element.srcObject = new MediaStream([track]);
    document.body.append(element);
    return {
      play: () => element.play(),
      through: (speaker) => void playThrough(element, speaker),
      loudness: (level) => {
        element.volume = level;
        // Where pages may not set how loud they are, they can still be silent.
        element.muted = level < 1 && element.volume !== level;
      },
      stop: () => {
        element.pause();
        element.srcObject = null;
        element.remove();
      },
    };
  },
  onGesture: (listener) => {
    const controller = new AbortController();
    for (const gesture of ['pointerdown', 'keydown', 'touchend']) {
      window.addEventListener(gesture, listener, { passive: true, signal: controller.signal });
    }
    return () => controller.abort();
  },
};
