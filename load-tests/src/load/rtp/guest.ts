import type { Ear } from './ear.ts';
import type { SizedPicture } from './sized-picture.ts';
import type { Voice } from './voice.ts';

/** Somebody who comes to be seen and heard, or to listen. */
export interface Guest {
  readonly number: number;
  /** Null for who only listens. */
  readonly voice: Voice | null;
  /** What they show in several sizes, by now; none for most. */
  readonly pictures?: readonly SizedPicture[];
  readonly ear: Ear;
}
