import type { AgreementView, BookView } from '@parley/shared/agreement';
import type { ParticipantId } from '@parley/shared/ids';

/** How many clauses and proposals wait for an answer of mine. */
export const answersAwaited = (agreement: BookView | null): number =>
  (agreement?.clauses.filter(({ mayAgree }) => mayAgree).length ?? 0) +
  (agreement?.proposals.filter(({ mayAccept }) => mayAccept).length ?? 0);

/** How many comments mention me, are not dealt with, and were not answered by me last. */
export const mentionsOfMe = (book: Pick<BookView, 'comments'> | null, me: ParticipantId): number =>
  book?.comments.filter((comment) => {
    const remarks = [comment, ...comment.answers];
    const mentioned = remarks.some(({ mentions }) => mentions.includes(me));
    return mentioned && !comment.resolved && remarks.at(-1)?.author !== me;
  }).length ?? 0;

/** Everything in the agreement, and in the draft of the room I am in, that waits for me. */
export const waitingForMe = ({ agreement, draft }: AgreementView, me: ParticipantId): number =>
  answersAwaited(agreement) + mentionsOfMe(agreement, me) + mentionsOfMe(draft, me);
