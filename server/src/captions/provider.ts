import type { Language } from '@parley/shared/session';

/** What a voice has said, as far as it is understood: until it is done it may change. */
export interface Heard {
  readonly text: string;
  readonly done: boolean;
  /** When it was begun to be said, by the server's clock; null where nobody can tell. */
  readonly saidAt: number | null;
}

/** One person's voice on its way to be understood. */
export interface VoiceStream {
  /** The next packet of Opus: 48 kHz, some milliseconds. */
  hear(frame: Buffer): void;
  /** Nothing is told of it any more. */
  close(): void;
}

/**
 * What turns speech into text. It is told the language of a voice and nothing else: neither whose it is, nor in which room
 * or session.
 */
export interface CaptionProvider {
  /** What it understands; null where it may understand any. */
  readonly languages: readonly Language[] | null;
  /** `answers` is told of whether anything can come of it, whenever that changes; neither before `open` has returned. */
  open(language: Language, told: (heard: Heard) => void, answers: (does: boolean) => void): VoiceStream;
  close(): void;
}
