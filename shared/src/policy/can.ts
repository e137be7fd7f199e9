import type { Pen } from '../agreement/book.ts';
import type { DocumentRef } from '../agreement/document.ts';
import type { BoothMessage } from '../interpreting/booth.ts';
import type { Bound } from '../interpreting/interpreter.ts';
import type { Outlet } from '../interpreting/outlet.ts';
import type { ClauseId, CommentId, Epoch, ParticipantId, ProducerId, RoomId } from '../ids.ts';
import type { Mixing, Unserved } from '../session/commands.ts';
import type { Source } from '../session/media.ts';
import { isSignal, type WishKind } from '../session/wish.ts';
import type { Presence, SessionState } from '../session/state.ts';
import { comeInServed } from './admissions.ts';
import { type CaptionsActions, captionsRules } from './captions.ts';
import { answersComment, comments, resolvesComment, seesComment } from './comments.ts';
import {
  arePlaced,
  attends,
  exists,
  hasCome,
  hasPeer,
  hasVoice,
  hears,
  isCaucus,
  isConductor,
  isHere,
  isIn,
  isNotPutOut,
  isOpen,
  isOut,
  isPlaced,
  isPreparedFor,
  isPresiding,
  isSettled,
  isWithoutMediator,
  mayBeClosed,
  mayBeMoved,
  mayEnter,
  mayPetition,
  mayStandIn,
  notSelf,
  outranks,
  owns,
  sharesRoom,
  someoneWaits,
} from './conditions.ts';
import {
  agrees,
  aligns,
  answers,
  arranges,
  edits,
  handsOver,
  isInDocument,
  isUnderWay,
  keepsTemplate,
  keepsVersion,
  locks,
  opensDocument,
  penFits,
  proposes,
  publishesDraft,
  reopens,
  restartsDocument,
  restoresVersion,
  seesDocument,
  startsDocument,
} from './documents.ts';
import { type SideActions, sideRules } from './excusing.ts';
import { entrySeen, opensDoorTo } from './entries.ts';
import { type ProposalActions, proposalRules } from './proposals.ts';
import { assigns, countsListeners, directs, worksIn } from './interpreters.ts';
import { endsHandover, offersHandover, takesOver } from './handovers.ts';
import { notedRoom } from './noted.ts';
import { isWrittenFor } from './outlets.ts';
import { publishes } from './roles.ts';
import { fitsRoom, sidesStayApart } from './sides.ts';
import { type TermActions, termRules } from './terms.ts';
import { asksForPace, overridesFloor, passesFloor, takesFloor } from './turns.ts';
import { goServed, isServed, type Sent } from './unserved.ts';
import { all, allow, deny, type Verdict, verdict } from './verdict.ts';

type Nothing = Record<never, never>;
interface About {
  readonly participant: ParticipantId;
}
interface OfRoom {
  readonly room: RoomId;
}
interface OfDocument {
  readonly document: DocumentRef;
}
/** Without a document: of the agreement. */
interface OfClause {
  readonly clause: ClauseId;
}
interface OfComment {
  readonly comment: CommentId;
}

/** Everything a participant can try, with what it is aimed at. A new member without a rule does not compile. */
export interface Actions extends CaptionsActions, ProposalActions, SideActions, TermActions {
  'session.enter': Nothing;
  'session.leave': Nothing;
  'session.adjourn': Nothing;
  'session.resume': Nothing;
  'session.lock': Nothing;
  'house-rules.set': Nothing;
  'lead.take': Nothing;
  'lead.return': Nothing;
  'lobby.see': Nothing;
  'lobby.admit': { readonly participants: readonly ParticipantId[]; readonly unserved: Unserved };
  'lobby.refuse': About;
  'participant.see': About;
  /** To know which room somebody is in. */
  'participant.locate': About;
  'participant.mute': About;
  'participant.remove': About;
  'participant.recall': About;
  'ready.set': Nothing;
  'hand.raise': Nothing;
  'hand.lower': About;
  'microphone.open': Nothing;
  'microphone.mute': Nothing;
  /** To know of all rooms, and what everyone asks for. */
  'board.see': Nothing;
  'caucus.open': { readonly participants: readonly ParticipantId[]; readonly mixing: Mixing };
  'caucus.change': OfRoom;
  'caucus.close': OfRoom;
  'people.move': Sent & { readonly mixing: Mixing };
  'entry.see': About;
  'entry.admit': About;
  'entry.end': About;
  /** Naming those who lack an interpreter, as whoever gathers was shown. */
  'joint.gather': { readonly unserved: Unserved };
  'joint.close': Nothing;
  'gathering.call-off': Nothing;
  'wish.make': { readonly kind: WishKind };
  'wish.withdraw': Nothing;
  'wish.decline': About;
  'room.tell': OfRoom;
  'chat.say': OfRoom;
  'chat.read': OfRoom;
  'file.share': OfRoom;
  /** What somebody keeps for themselves about the room of this epoch. */
  'note.write': { readonly epoch: Epoch };
  /** To look up one's own notes on every room. */
  'note.review': Nothing;
  /** To know of a document: which clauses there are, and how far they have come. */
  'document.see': OfDocument;
  /** To read its words as they are written. */
  'document.open': OfDocument;
  'document.start': OfDocument;
  'document.restart': OfDocument;
  'clause.edit': OfDocument & OfClause;
  'clause.add': OfDocument & { readonly pen: Pen };
  'clause.remove': OfDocument & OfClause;
  'clause.move': OfDocument & OfClause;
  'clause.hand': OfClause & { readonly pen: Pen };
  'clause.propose': OfClause;
  'clause.agree': OfClause;
  'clause.disagree': OfClause;
  'clause.reopen': OfClause;
  'clause.lock': OfClause;
  'clause.align': OfClause;
  'comment.see': OfDocument & OfComment;
  /** To a room, or, with null, to everyone who may know of the document. */
  'comment.make': OfDocument & OfClause & { readonly room: RoomId | null };
  'comment.answer': OfDocument & OfComment;
  'comment.resolve': OfDocument & OfComment;
  /** To read a version of a document is to know of the document. */
  'version.make': OfDocument;
  'version.restore': OfDocument;
  'draft.publish': OfRoom;
  /** To let words of these clauses of the agreement out of the session, for the organisation's templates. */
  'template.keep': { readonly clauses: readonly ClauseId[] };
  'interpreter.assign': About & { readonly bound: Bound };
  'interpreter.direct': { readonly outlet: Outlet };
  'channel.listen': Nothing;
  'handover.offer': { readonly to: ParticipantId };
  'handover.take': { readonly from: ParticipantId };
  'handover.end': { readonly from: ParticipantId };
  'booth.say': OfRoom;
  'booth.read': Pick<BoothMessage, 'room' | 'author' | 'languages'>;
  'manner.set': OfRoom;
  'floor.take': Nothing;
  'floor.pass': { readonly to: ParticipantId | null };
  'floor.override': { readonly to: ParticipantId | null };
  'pace.ask': About;
  /** To know that an interpreter, who asked somebody for a slower pace, cannot follow. */
  'pace.see': About;
  /** To know how many in one's room listen to each language. */
  'channel.count': Nothing;
  'media.join': Nothing;
  'media.publish': { readonly source: Source };
  'media.unpublish': { readonly producer: ProducerId };
  'media.hear': { readonly producer: ProducerId };
  /** To have set up what would bring a voice, without hearing it. */
  'media.prepare': { readonly producer: ProducerId };
}
export type Action = keyof Actions;

type Rule<A extends Action> = (state: SessionState, actor: Presence, target: Actions[A]) => Verdict;

const rules: { readonly [A in Action]: Rule<A> } = {
  'session.enter': (state, actor) => mayEnter(state, actor),
  // Whoever was removed cannot make it undone by leaving and asking again.
  'session.leave': (_state, actor) =>
    all(verdict(actor.attendance.kind !== 'expected', 'room.not-in'), isNotPutOut(actor)),
  'session.adjourn': (state, actor) => all(isPresiding(state, actor), isOpen(state)),
  'session.resume': (state, actor) =>
    all(isPresiding(state, actor), verdict(state.phase.kind === 'adjourned', 'session.already-open')),
  'session.lock': (state, actor) => isPresiding(state, actor),
  'house-rules.set': (state, actor) => isPresiding(state, actor),
  'lead.take': (state, actor) => all(mayStandIn(actor), hasCome(actor), isWithoutMediator(state, actor)),
  'lead.return': (state, actor) =>
    all(isPresiding(state, actor), verdict(state.lead !== null, 'lead.not-taken')),
  'lobby.see': (_state, actor) => isConductor(actor),
  'lobby.admit': (state, actor, { participants, unserved }) =>
    all(
      isConductor(actor),
      isOpen(state),
      someoneWaits(state, participants),
      comeInServed(state, actor, participants, unserved),
    ),
  'lobby.refuse': (state, actor, { participant }) =>
    all(
      isConductor(actor),
      attends(state, participant, 'waiting', 'participant.not-waiting'),
      mayBeMoved(state, actor, [participant]),
    ),
  'participant.see': (state, actor, { participant }) =>
    participant === actor.participant.id ||
    (isConductor(actor).kind === 'allow' && state.people.has(participant))
      ? allow
      : all(isSettled(actor), sharesRoom(state, actor, participant)),
  'participant.locate': (_state, actor) => isConductor(actor),
  'participant.mute': (state, actor, { participant }) =>
    all(isConductor(actor), isSettled(actor), sharesRoom(state, actor, participant)),
  'participant.remove': (state, actor, { participant }) =>
    all(
      isPresiding(state, actor),
      notSelf(actor, participant),
      outranks(state, actor, participant),
      isHere(state, participant),
    ),
  'participant.recall': (state, actor, { participant }) =>
    all(isPresiding(state, actor), isOut(state, participant)),
  'ready.set': (_state, actor) => isSettled(actor),
  'hand.raise': (_state, actor) => all(hasVoice(actor), isSettled(actor)),
  'hand.lower': (state, actor, { participant }) =>
    participant === actor.participant.id
      ? isSettled(actor)
      : all(isConductor(actor), isSettled(actor), sharesRoom(state, actor, participant)),
  // Nobody opens another person's microphone: there is no action for it.
  'microphone.open': (_state, actor) => all(hasVoice(actor), isSettled(actor)),
  'microphone.mute': (_state, actor) => isPlaced(actor),
  'board.see': (_state, actor) => isConductor(actor),
  'caucus.open': (state, actor, { participants, mixing }) =>
    all(
      isConductor(actor),
      isOpen(state),
      arePlaced(state, participants),
      mayBeMoved(state, actor, participants),
      sidesStayApart(state, null, participants, mixing),
    ),
  'caucus.change': (state, actor, { room }) => all(isConductor(actor), isCaucus(state, room)),
  'caucus.close': (state, actor, { room }) => all(isConductor(actor), mayBeClosed(state, actor, room)),
  'people.move': (state, actor, { participants, to, mixing, unserved }) =>
    all(
      isConductor(actor),
      isOpen(state),
      exists(state, to),
      arePlaced(state, participants),
      mayBeMoved(state, actor, participants),
      fitsRoom(state, to, participants, mixing),
      goServed(state, actor, { participants, to, unserved }),
    ),
  'entry.see': (state, actor, { participant }) => entrySeen(state, actor, participant).verdict,
  'entry.admit': (state, actor, { participant }) => opensDoorTo(state, actor, participant),
  'entry.end': (state, actor, { participant }) =>
    isConductor(actor).kind === 'allow'
      ? all(entrySeen(state, actor, participant).verdict, mayBeMoved(state, actor, [participant]))
      : opensDoorTo(state, actor, participant),
  'joint.gather': (state, actor, { unserved }) =>
    all(
      isConductor(actor),
      isOpen(state),
      isPlaced(actor),
      verdict(state.gathering === null, 'gathering.under-way'),
      isServed(state, unserved),
    ),
  'joint.close': (state, actor) =>
    all(isConductor(actor), isOpen(state), verdict(state.jointSince !== null, 'joint.not-open')),
  'gathering.call-off': (state, actor) =>
    all(isConductor(actor), verdict(state.gathering !== null, 'gathering.none')),
  'wish.make': (_state, actor, { kind }) =>
    isSignal(kind)
      ? verdict(actor.attendance.kind === 'waiting', 'participant.not-waiting')
      : all(mayPetition(actor), isSettled(actor)),
  'wish.withdraw': (_state, actor) => verdict(actor.wish !== null, 'wish.none'),
  'wish.decline': (state, actor, { participant }) =>
    all(isConductor(actor), verdict((state.people.get(participant)?.wish ?? null) !== null, 'wish.none')),
  'room.tell': (state, actor, { room }) => all(isConductor(actor), isPlaced(actor), exists(state, room)),
  'chat.say': (_state, actor, { room }) => all(hasVoice(actor), isSettled(actor), isIn(actor, room)),
  'chat.read': (_state, actor, { room }) => all(isSettled(actor), isIn(actor, room)),
  'file.share': (_state, actor, { room }) => all(hasVoice(actor), isSettled(actor), isIn(actor, room)),
  'note.write': (_state, actor, { epoch }) =>
    all(isNotPutOut(actor), verdict(notedRoom(actor, epoch) !== null, 'epoch.stale')),
  'note.review': (_state, actor) => isConductor(actor),
  'document.see': (state, actor, { document }) => seesDocument(state, actor, document),
  'document.open': (state, actor, { document }) => opensDocument(state, actor, document),
  'document.start': (state, actor, { document }) => startsDocument(state, actor, document),
  'document.restart': (state, actor, { document }) => restartsDocument(state, actor, document),
  'clause.edit': (state, actor, { document, clause }) => edits(state, actor, document, clause),
  'clause.add': (state, actor, { document, pen }) =>
    all(arranges(state, actor, document), penFits(state, pen)),
  // What was put to the sides is not taken from them unseen: it is reopened first.
  'clause.remove': (state, actor, { document, clause }) =>
    all(arranges(state, actor, document), isUnderWay(state, document, clause)),
  'clause.move': (state, actor, { document, clause }) =>
    all(arranges(state, actor, document), isInDocument(state, document, clause)),
  'clause.hand': (state, actor, { clause, pen }) => handsOver(state, actor, clause, pen),
  'clause.propose': (state, actor, { clause }) => proposes(state, actor, clause),
  'clause.agree': (state, actor, { clause }) => agrees(state, actor, clause),
  'clause.disagree': (state, actor, { clause }) => answers(state, actor, clause),
  'clause.reopen': (state, actor, { clause }) => reopens(state, actor, clause),
  'clause.lock': (state, actor, { clause }) => locks(state, actor, clause),
  'clause.align': (state, actor, { clause }) => aligns(state, actor, clause),
  'comment.see': (state, actor, { document, comment }) => seesComment(state, actor, document, comment),
  'comment.make': (state, actor, target) => comments(state, actor, target),
  'comment.answer': (state, actor, { document, comment }) => answersComment(state, actor, document, comment),
  'comment.resolve': (state, actor, { document, comment }) =>
    resolvesComment(state, actor, document, comment),
  'version.make': (state, actor, { document }) => keepsVersion(state, actor, document),
  'version.restore': (state, actor, { document }) => restoresVersion(state, actor, document),
  'draft.publish': (state, actor, { room }) => publishesDraft(state, actor, room),
  'template.keep': (state, actor, { clauses }) => keepsTemplate(state, actor, clauses),
  'interpreter.assign': (state, actor, { participant, bound }) => assigns(state, actor, participant, bound),
  'interpreter.direct': (state, actor, { outlet }) => directs(state, actor, outlet),
  'channel.listen': (_state, actor) => isPlaced(actor),
  'handover.offer': (state, actor, { to }) => offersHandover(state, actor, to),
  'handover.take': (state, actor, { from }) => takesOver(state, actor, from),
  'handover.end': (state, actor, { from }) => endsHandover(state, actor, from),
  'booth.say': (_state, actor, { room }) => worksIn(actor, room),
  'booth.read': (state, actor, message) =>
    all(worksIn(actor, message.room), isWrittenFor(state, message, actor)),
  'manner.set': (state, actor, { room }) => all(isConductor(actor), exists(state, room)),
  'floor.take': (state, actor) => takesFloor(state, actor),
  'floor.pass': (state, actor, { to }) => passesFloor(state, actor, to),
  'floor.override': (state, actor, { to }) => overridesFloor(state, actor, to),
  'pace.ask': (state, actor, { participant }) => asksForPace(state, actor, participant),
  'pace.see': (state, actor, { participant }) =>
    all(isConductor(actor), isSettled(actor), sharesRoom(state, actor, participant)),
  'channel.count': (_state, actor) => countsListeners(actor),
  ...captionsRules,
  ...proposalRules,
  ...sideRules,
  ...termRules,
  'media.join': (_state, actor) => isPlaced(actor),
  'media.publish': (_state, actor, { source }) =>
    all(
      verdict(publishes(actor.participant.role, source), 'role.not-allowed'),
      isSettled(actor),
      hasPeer(actor),
    ),
  'media.unpublish': (state, actor, { producer }) => owns(state, actor, producer),
  'media.hear': (state, actor, { producer }) => hears(state, actor, producer),
  'media.prepare': (state, actor, { producer }) => isPreparedFor(state, actor, producer),
};

/**
 * May this participant do this? The only place, with `audience` and `viewFor`, that compares roles, sides and
 * rooms. A stranger to the session is denied; whatever has no rule is denied.
 */
export function can<A extends Action>(
  state: SessionState,
  actor: ParticipantId,
  action: A,
  target: Actions[A],
): Verdict {
  const presence = state.people.get(actor);
  if (presence === undefined) return deny('participant.unknown');
  const rule: Rule<A> = rules[action];
  return rule(state, presence, target);
}
