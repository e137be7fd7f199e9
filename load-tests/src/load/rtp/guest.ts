import type { Through } from '../wire/end.ts';
import type { Ear } from './ear.ts';
import type { SizedPicture } from './sized-picture.ts';
import type { Voice } from './voice.ts';

/** What somebody sends, made up or recorded. */
export type Sender = Pick<Voice, 'tracks' | 'begin' | 'end' | 'feedback'>;

/** Somebody who comes to be seen and heard, or to listen. */
export interface Guest {
  readonly number: number;
  /** Null for who only listens. */
  readonly voice: Sender | null;
  /** What they show in several sizes, by now; none for most. */
  readonly pictures?: readonly SizedPicture[];
  readonly ear: Ear;
}

/** Somebody who comes into one of a house's rooms. */
export interface RoomGuest extends Guest {
  /** Which of the rooms; what they send carries its number. */
  readonly room: number;
  /** A bad network between them and whatever passes media on, if any. */
  readonly through: Through | null;
}
