import type { Comment, Remark } from '../agreement/comment.ts';
import type { DocumentRef } from '../agreement/document.ts';
import type { CommentView } from '../agreement/view-shape.ts';
import type { ParticipantId } from '../ids.ts';
import { onceFor } from '../lib/once-for.ts';
import type { Presence, SessionState } from '../session/state.ts';
import { type Action, type Actions, can } from './can.ts';
import { readsRemark } from './comments.ts';
import type { ShownAs } from './shown-as.ts';

/** Everyone who is named in it: of a comment and its answers, who wrote them and who is meant to see them. */
const namedIn = onceFor(({ author, mentions, answers }: Comment): readonly ParticipantId[] => [
  author,
  ...mentions,
  ...answers.flatMap((answer) => [answer.author, ...answer.mentions]),
]);

interface Reading {
  readonly sees: (participant: ParticipantId) => boolean;
  readonly shown: ShownAs<Comment, CommentView>;
}

/** The comments of a document that somebody may read, each with those of its answers that they may. */
export function commentsFor(
  state: SessionState,
  me: Presence,
  document: DocumentRef,
  comments: readonly Comment[],
  { sees, shown }: Reading,
): CommentView[] {
  const viewer = me.participant.id;
  const allowed = <A extends Action>(action: A, target: Actions[A]): boolean =>
    can(state, viewer, action, target).kind === 'allow';
  const said = ({ id, author, side, text, mentions, at }: Remark) => ({
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
    const { clause, language, anchor, quote, room, resolved } = comment;
    const answers = comment.answers.filter(({ seq }) => readsRemark(state, me, document, comment, seq));
    const restsOn = [document.kind, ...answers, ...namedIn(comment).map(sees)];
    return [
      shown.of(comment, restsOn, () => ({
        ...said(comment),
        clause,
        language,
        anchor,
        quote,
        scope: room === null ? 'everyone' : 'room',
        answers: answers.map(said),
        resolved,
        mayAnswer: allowed('comment.answer', of),
        mayResolve: allowed('comment.resolve', of),
      })),
    ];
  });
}
