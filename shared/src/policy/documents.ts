import { bookOf, type Clause, clauseOf, type Pen } from '../agreement/book.ts';
import { type ClauseState } from '../agreement/clause-state.ts';
import type { DocumentRef } from '../agreement/document.ts';
import { MAX_RESTORES, MAX_VERSIONS } from '../agreement/version.ts';
import type { ErrorCode } from '../errors/index.ts';
import type { ClauseId, RoomId } from '../ids.ts';
import { type Language, primaryOf, sideOf } from '../session/people.ts';
import { type Presence, type SessionState, settledIn } from '../session/state.ts';
import { hasVoice, isCaucus, isConductor, isIn, isPlaced, isSettled, mayPetition } from './conditions.ts';
import { isAtHand, sidesInvited, speakersOf, speaksFor, unboundBy } from './consent.ts';
import { comparesTexts, writesForAll } from './roles.ts';
import { all, allow, deny, type Verdict, verdict } from './verdict.ts';

/** The conditions of the rules about the agreement and the drafts of caucuses. */

export const theAgreement: DocumentRef = { kind: 'agreement' };

/** A draft one does not stand beside is answered as one that does not exist. */
export function seesDocument(state: SessionState, actor: Presence, document: DocumentRef): Verdict {
  const isThere = bookOf(state.agreement, document) !== null;
  switch (document.kind) {
    case 'agreement':
      return all(isPlaced(actor), verdict(isThere, 'document.unknown'));
    case 'draft':
      return all(
        isSettled(actor),
        verdict(settledIn(actor)?.room === document.room && isThere, 'document.unknown'),
      );
  }
}

export const opensDocument = (state: SessionState, actor: Presence, document: DocumentRef): Verdict =>
  all(isSettled(actor), seesDocument(state, actor, document));

export function startsDocument(state: SessionState, actor: Presence, document: DocumentRef): Verdict {
  const isNew = verdict(bookOf(state.agreement, document) === null, 'document.exists');
  switch (document.kind) {
    case 'agreement':
      return all(isConductor(actor), isSettled(actor), isNew);
    case 'draft':
      return all(
        hasVoice(actor),
        isSettled(actor),
        isIn(actor, document.room),
        verdict(isCaucus(state, document.room).kind === 'allow', 'document.not-here'),
        isNew,
      );
  }
}

/** Puts clauses in, takes them out and orders them: whoever conducts, and in a draft whoever writes. */
export const arranges = (state: SessionState, actor: Presence, document: DocumentRef): Verdict =>
  all(
    opensDocument(state, actor, document),
    document.kind === 'agreement' ? isConductor(actor) : hasVoice(actor),
  );

/** Under a name, of which a document has no more than are kept at hand. */
export function keepsVersion(state: SessionState, actor: Presence, document: DocumentRef): Verdict {
  const named = bookOf(state.agreement, document)?.versions.filter(({ name }) => name !== null) ?? [];
  return all(arranges(state, actor, document), verdict(named.length < MAX_VERSIONS, 'version.too-many'));
}

export function restoresVersion(state: SessionState, actor: Presence, document: DocumentRef): Verdict {
  const { restores = 0 } = bookOf(state.agreement, document) ?? {};
  return all(
    arranges(state, actor, document),
    verdict(restores < MAX_RESTORES, 'version.restored-too-often'),
  );
}

/** Starts it anew while no side has agreed to anything in it. It counts as putting it back. */
export function restartsDocument(state: SessionState, actor: Presence, document: DocumentRef): Verdict {
  const clauses = bookOf(state.agreement, document)?.clauses ?? [];
  const isOpen = ({ state: stands, agreedBy }: Clause): boolean =>
    (stands === 'draft' || stands === 'proposed') && agreedBy.length === 0;
  return all(restoresVersion(state, actor, document), verdict(clauses.every(isOpen), 'document.agreed'));
}

export const penFits = (state: SessionState, pen: Pen): Verdict =>
  verdict(pen.kind !== 'side' || state.sides.some(({ id }) => id === pen.side), 'side.unknown');

const inDocument = (
  state: SessionState,
  document: DocumentRef,
  id: ClauseId,
  ask: (clause: Clause) => Verdict,
): Verdict => {
  const clause = clauseOf(bookOf(state.agreement, document), id);
  return clause === null ? deny('clause.unknown') : ask(clause);
};

export const isInDocument = (state: SessionState, document: DocumentRef, id: ClauseId): Verdict =>
  inDocument(state, document, id, () => allow);

export const isUnderWay = (state: SessionState, document: DocumentRef, id: ClauseId): Verdict =>
  inDocument(state, document, id, (clause) => verdict(clause.state === 'draft', 'clause.not-draft'));

/** The words of one clause may be changed by this person now. */
export const edits = (state: SessionState, actor: Presence, document: DocumentRef, id: ClauseId): Verdict =>
  all(
    opensDocument(state, actor, document),
    hasVoice(actor),
    isUnderWay(state, document, id),
    document.kind === 'draft' ? allow : holdsPen(state, actor, id),
  );

const holdsPen = (state: SessionState, { participant }: Presence, id: ClauseId): Verdict =>
  inDocument(state, theAgreement, id, ({ pen }) => {
    switch (pen.kind) {
      case 'everyone':
        return allow;
      case 'mediator':
        return verdict(writesForAll(participant), 'clause.not-your-pen');
      case 'side':
        return verdict(sideOf(participant) === pen.side, 'clause.not-your-pen');
    }
  });

const is = (state: SessionState, id: ClauseId, wanted: readonly ClauseState[], code: ErrorCode): Verdict =>
  inDocument(state, theAgreement, id, (clause) => verdict(wanted.includes(clause.state), code));

/**
 * Lets words out of the draft of the caucus they stand in: a party or counsel for its side, of whom nothing more is asked,
 * for it would tell them who was there before; or whoever conducts.
 */
export const publishesDraft = (state: SessionState, actor: Presence, room: RoomId): Verdict =>
  all(
    opensDocument(state, actor, { kind: 'draft', room }),
    suggests(actor),
    opensDocument(state, actor, theAgreement),
    speaksFor(actor.participant) === null ? sidesAreThere(state, room) : allow,
  );

/** Of each side that was ever in the room somebody who speaks for it is, and sees what goes: the words are theirs as well. */
const sidesAreThere = (state: SessionState, room: RoomId): Verdict =>
  verdict(
    state.sides.every(({ id }) => {
      const speakers = speakersOf(state, id);
      const hasBeen = speakers.some(({ stays }) => stays.some((stay) => stay.room === room));
      return !hasBeen || speakers.some((person) => isStillIn(person, room));
    }),
    'document.side-away',
  );

const isStillIn = (person: Presence, room: RoomId): boolean =>
  settledIn(person)?.room === room && isAtHand(person);

/** A party, a counsel, or whoever conducts. */
export const suggests = (actor: Presence): Verdict =>
  isConductor(actor).kind === 'allow' ? allow : mayPetition(actor);

/** Whoever conducts hands over pens, reopens and locks. */
export const handsOver = (state: SessionState, actor: Presence, id: ClauseId, pen: Pen): Verdict =>
  all(arranges(state, actor, theAgreement), isInDocument(state, theAgreement, id), penFits(state, pen));

export const reopens = (state: SessionState, actor: Presence, id: ClauseId): Verdict =>
  all(
    arranges(state, actor, theAgreement),
    is(state, id, ['proposed', 'agreed', 'locked'], 'clause.is-draft'),
  );

export const locks = (state: SessionState, actor: Presence, id: ClauseId): Verdict =>
  all(arranges(state, actor, theAgreement), is(state, id, ['agreed'], 'clause.not-agreed'));

/** Whoever conducts keeps for other cases what every side has agreed to: nothing that is still a side's own wish. */
export const keepsTemplate = (state: SessionState, actor: Presence, clauses: readonly ClauseId[]): Verdict =>
  all(
    arranges(state, actor, theAgreement),
    ...clauses.flatMap((id) => [
      is(state, id, ['agreed', 'locked'], 'clause.not-agreed'),
      isOfEverySide(state, id),
    ]),
  );

/** Also of those that nobody waits for. */
const isOfEverySide = (state: SessionState, id: ClauseId): Verdict =>
  inDocument(state, theAgreement, id, (clause) =>
    verdict(unboundBy(clause, sidesInvited(state)).length === 0, 'clause.not-agreed'),
  );

/** Puts a clause to the sides as it stands: whoever conducts, or a party or counsel that has the pen. */
export const proposes = (state: SessionState, actor: Presence, id: ClauseId): Verdict =>
  all(
    opensDocument(state, actor, theAgreement),
    suggests(actor),
    isUnderWay(state, theAgreement, id),
    isConductor(actor).kind === 'allow' ? allow : holdsPen(state, actor, id),
  );

/** Speaks for a side on words that were put to it. */
export const answers = (state: SessionState, actor: Presence, id: ClauseId): Verdict =>
  all(
    opensDocument(state, actor, theAgreement),
    mayPetition(actor),
    is(state, id, ['proposed'], 'clause.not-proposed'),
  );

export const agrees = (state: SessionState, actor: Presence, id: ClauseId): Verdict =>
  all(
    answers(state, actor, id),
    inDocument(state, theAgreement, id, ({ agreedBy }) =>
      verdict(!agreedBy.some((side) => side === sideOf(actor.participant)), 'clause.already-agreed'),
    ),
  );

/** Says for all sides that the texts of a clause agree: somebody who knows all the languages, and works for no one side. */
export const aligns = (state: SessionState, actor: Presence, id: ClauseId): Verdict =>
  all(
    opensDocument(state, actor, theAgreement),
    verdict(comparesTexts(actor.participant.role), 'role.not-allowed'),
    verdict(!worksForOneSide(actor), 'clause.for-one-side'),
    isInDocument(state, theAgreement, id),
    verdict(booksLanguages(state).length > 1, 'document.one-language'),
    verdict(
      booksLanguages(state).every((language) => knows(actor, language)),
      'clause.not-your-languages',
    ),
  );

/** An interpreter whom a side brought, or who works for a party. */
const worksForOneSide = ({ participant, interpreting }: Presence): boolean =>
  interpreting !== null && (sideOf(participant) !== null || interpreting.bound.to === 'party');

const booksLanguages = (state: SessionState): readonly Language[] =>
  state.agreement.agreement?.languages ?? [];

const knows = ({ participant }: Presence, language: Language): boolean =>
  participant.languages.some((own) => primaryOf(own) === primaryOf(language));
