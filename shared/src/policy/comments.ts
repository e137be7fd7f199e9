import { bookOf, commentOf } from '../agreement/book.ts';
import type { Comment } from '../agreement/comment.ts';
import type { DocumentRef } from '../agreement/document.ts';
import type { ClauseId, CommentId, RoomId } from '../ids.ts';
import { sideOf } from '../session/people.ts';
import { type Presence, type SessionState, settledIn } from '../session/state.ts';
import { hasVoice, isConductor, isIn } from './conditions.ts';
import { isInDocument, opensDocument, seesDocument } from './documents.ts';
import { isWithin, spansIn } from './stays.ts';
import { all, allow, deny, type Verdict, verdict } from './verdict.ts';

/** The conditions of the rules about comments. */

/** A remark of a room is read like its chat: by those who were there when it was made, while they are there. */
export function readsRemark(
  state: SessionState,
  reader: Presence,
  document: DocumentRef,
  { room }: Pick<Comment, 'room'>,
  seq: number,
): boolean {
  if (room === null || document.kind === 'draft') return true;
  return settledIn(reader)?.room === room && isWithin(spansIn(state, reader, room), seq, { kind: 'said' });
}

/** What one may not know of is answered as what does not exist. */
function seen(
  state: SessionState,
  actor: Presence,
  document: DocumentRef,
  id: CommentId,
): { readonly comment: Comment | null; readonly verdict: Verdict } {
  const known = seesDocument(state, actor, document);
  if (known.kind === 'deny') return { comment: null, verdict: known };
  const comment = commentOf(bookOf(state.agreement, document), id);
  if (comment === null || !readsRemark(state, actor, document, comment, comment.seq)) {
    return { comment: null, verdict: deny('comment.unknown') };
  }
  return { comment, verdict: allow };
}

export const seesComment = (
  state: SessionState,
  actor: Presence,
  document: DocumentRef,
  id: CommentId,
): Verdict => seen(state, actor, document, id).verdict;

/** Remarks on a clause, to everyone or to the room they stand in; on a draft always to its room. */
export const comments = (
  state: SessionState,
  actor: Presence,
  { document, clause, room }: { document: DocumentRef; clause: ClauseId; room: RoomId | null },
): Verdict =>
  all(
    opensDocument(state, actor, document),
    hasVoice(actor),
    room === null ? allow : isIn(actor, room),
    isInDocument(state, document, clause),
  );

export function answersComment(
  state: SessionState,
  actor: Presence,
  document: DocumentRef,
  id: CommentId,
): Verdict {
  const { comment, verdict: known } = seen(state, actor, document, id);
  if (comment === null) return known;
  return all(
    opensDocument(state, actor, document),
    hasVoice(actor),
    verdict(!comment.resolved, 'comment.resolved'),
  );
}

/** Sets a comment aside, or takes it up again: its author's side, who conducts, and in a draft whoever writes. */
export function resolvesComment(
  state: SessionState,
  actor: Presence,
  document: DocumentRef,
  id: CommentId,
): Verdict {
  const { comment, verdict: known } = seen(state, actor, document, id);
  if (comment === null) return known;
  const isOwn =
    comment.author === actor.participant.id ||
    (comment.side !== null && comment.side === sideOf(actor.participant));
  return all(
    opensDocument(state, actor, document),
    hasVoice(actor),
    document.kind === 'draft' || isOwn || isConductor(actor).kind === 'allow'
      ? allow
      : deny('comment.not-yours'),
  );
}
