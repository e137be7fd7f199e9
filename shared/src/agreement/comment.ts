import { z } from 'zod';
import type { ClauseId, CommentId, ParticipantId, RoomId, SideId } from '../ids.ts';
import type { Language } from '../session/people.ts';
import { printable } from '../session/text.ts';

/**
 * Comments for one room, or for everyone, that are not dealt with, those that are and still kept, and answers to one.
 * Nobody is refused for what they may not read.
 */
export const MAX_OPEN_COMMENTS = 100;
export const MAX_RESOLVED_COMMENTS = 100;
export const MAX_ANSWERS = 50;

/** A Yjs relative position in its binary form, base64: it stays with its words while others write around it. */
const Position = z.string().regex(/^[A-Za-z0-9+/]{1,160}={0,2}$/);

/** The words a comment is about: where they begin and end. */
export const Anchor = z.strictObject({ from: Position, to: Position });
export type Anchor = z.infer<typeof Anchor>;

export const CommentText = z.string().max(2_000).transform(printable).pipe(z.string().min(1));
/** The words as they were when the comment was made: for when they are gone. */
export const Quote = z.string().max(300).transform(printable);

/** Something somebody remarked, and who is meant to see it. */
export interface Remark {
  readonly id: CommentId;
  readonly author: ParticipantId;
  /** The side its author belongs with, or null. */
  readonly side: SideId | null;
  readonly text: string;
  readonly mentions: readonly ParticipantId[];
  readonly at: number;
  /** The number of its event: who was in the room then may read it. */
  readonly seq: number;
}

export interface Comment extends Remark {
  readonly clause: ClauseId;
  readonly language: Language;
  readonly anchor: Anchor;
  readonly quote: string;
  /** The room it is of, or null: of everyone who may know of the document. */
  readonly room: RoomId | null;
  readonly answers: readonly Remark[];
  readonly resolved: boolean;
}
