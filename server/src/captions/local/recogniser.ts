import type { Heard } from '../provider.ts';

/** Understands one language; blocks while it does. */
export interface Recogniser {
  open(): RecognisedVoice;
}

export interface RecognisedVoice {
  /** The next sound, 16 kHz, −1 … 1; null while nothing new is made out. */
  hear(samples: Float32Array): Heard | null;
}

/** Hertz, as the models have it. */
export const RATE = 16_000;
