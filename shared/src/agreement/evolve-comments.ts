import type { CommentId, RoomId } from '../ids.ts';
import { assertNever } from '../lib/assert-never.ts';
import { type AgreementState, type Book, commentOf } from './book.ts';
import { type Comment, MAX_RESOLVED_COMMENTS, type Remark } from './comment.ts';
import type { CommentEvent } from './events.ts';
import { patchAgreement, patchBook } from './patches.ts';

/** Applies what happened to a comment, in the event of the session with the number `seq`. */
export function evolveComments(state: AgreementState, event: CommentEvent, seq: number): AgreementState {
  const { document } = event;
  switch (event.type) {
    case 'comment.made': {
      const { clause, language, anchor, quote, room } = event;
      const made: Comment = {
        ...remarkOf(event, seq),
        clause,
        language,
        anchor,
        quote,
        room,
        answers: [],
        resolved: false,
      };
      return patchBook(state, document, (book) => ({
        ...withRemarked(book, made),
        comments: [...book.comments, made],
      }));
    }
    case 'comment.answered': {
      const answer = remarkOf(event, seq);
      return patchBook(state, document, (book) =>
        patchComment(withRemarked(book, answer), event.comment, (comment) => ({
          ...comment,
          answers: [...comment.answers, answer],
        })),
      );
    }
    case 'comment.resolved':
      return patchBook(state, document, (book) =>
        forgetOldest(
          patchComment(book, event.comment, (comment) => ({ ...comment, resolved: event.resolved })),
          commentOf(book, event.comment)?.room ?? null,
        ),
      );
    default:
      return assertNever(event);
  }
}

/** What was remarked in a room is read by nobody any more once the room is closed. */
export const withoutRemarksOf = (state: AgreementState, room: RoomId): AgreementState =>
  state.agreement === null || !state.agreement.comments.some((comment) => comment.room === room)
    ? state
    : patchAgreement(state, (book) => ({
        ...book,
        comments: book.comments.filter((comment) => comment.room !== room),
      }));

const remarkOf = (
  { id, by: author, side, text, mentions, at }: Exclude<CommentEvent, { type: 'comment.resolved' }>,
  seq: number,
): Remark => ({ id, author, side, text, mentions, at, seq });

const patchComment = (book: Book, id: CommentId, change: (comment: Comment) => Comment): Book => ({
  ...book,
  comments: book.comments.map((comment) => (comment.id === id ? change(comment) : comment)),
});

const withRemarked = (book: Book, { id, author }: Remark): Book => ({
  ...book,
  remarked: new Map(book.remarked).set(id, author),
});

/** What is set aside in a room, or for everyone with null, makes nothing be forgotten that others read. */
function forgetOldest(book: Book, room: RoomId | null): Book {
  const resolved = book.comments.filter((comment) => comment.resolved && comment.room === room);
  const forgotten = new Set(resolved.slice(0, Math.max(0, resolved.length - MAX_RESOLVED_COMMENTS)));
  return { ...book, comments: book.comments.filter((comment) => !forgotten.has(comment)) };
}
