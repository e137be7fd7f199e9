import type { Comment, Remark } from '../agreement/comment.ts';
import type { DocumentRef } from '../agreement/document.ts';
import type { CommentView } from '../agreement/view-shape.ts';
import type { ParticipantId } from '../ids.ts';
import type { Presence, SessionState } from '../session/state.ts';
import { type Action, type Actions, can } from './can.ts';
import { readsRemark } from './comments.ts';

/** The comments of a document that somebody may read, each with those of its answers that they may. */
export function commentsFor(
  state: SessionState,
  me: Presence,
  document: DocumentRef,
  comments: readonly Comment[],
): CommentView[] {
  const viewer = me.participant.id;
  const allowed = <A extends Action>(action: A, target: Actions[A]): boolean =>
    can(state, viewer, action, target).kind === 'allow';
  const sees = (participant: ParticipantId): boolean => allowed('participant.see', { participant });
  const shown = ({ id, author, side, text, mentions, at }: Remark) => ({
    id,
    author: sees(author) ? author : null,
    side,
    text,
    mentions: mentions.filter(sees),
    at,
  });
  return comments.flatMap((comment) => {
    const of = { document, comment: comment.id };
    if (!allowed('comment.see', of)) return [];
    const { clause, language, anchor, quote, room, answers, resolved } = comment;
    return [
      {
        ...shown(comment),
        clause,
        language,
        anchor,
        quote,
        scope: room === null ? ('everyone' as const) : ('room' as const),
        answers: answers
          .filter(({ seq }) => readsRemark(state, me, document, comment, seq))
          .map((answer) => shown(answer)),
        resolved,
        mayAnswer: allowed('comment.answer', of),
        mayResolve: allowed('comment.resolve', of),
      },
    ];
  });
}
