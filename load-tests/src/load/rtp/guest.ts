import type { Ear } from './ear.ts';
import type { Voice } from './voice.ts';

/** Somebody who comes to be seen and heard, or to listen. */
export interface Guest {
  readonly number: number;
  /** Null for who only listens. */
  readonly voice: Voice | null;
  readonly ear: Ear;
}
