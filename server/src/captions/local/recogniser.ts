import type { Spoken } from '../stream-clock.ts';

export interface Recognised {
  readonly text: string;
  readonly done: boolean;
  /** Null where the model does not tell. */
  readonly spoken: Spoken | null;
}

/** Understands one language; blocks while it does. */
export interface Recogniser {
  open(): RecognisedVoice;
}

export interface RecognisedVoice {
  /** The next sound, 16 kHz, −1 … 1; null while nothing new is made out. */
  hear(samples: Float32Array): Recognised | null;
}

/** Hertz, as the models have it. */
export const RATE = 16_000;
