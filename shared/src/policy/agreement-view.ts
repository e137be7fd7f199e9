import { type AgreementState, type Book, bookOf, type Clause, clauseOf } from '../agreement/book.ts';
import type { Comment } from '../agreement/comment.ts';
import type { DocumentKind, DocumentRef } from '../agreement/document.ts';
import {
  type AgreementView,
  type BookView,
  type ClauseHistory,
  type ClauseView,
  type CommentView,
  nothingOfAgreement,
  type ProposalView,
  type RefusalView,
  type VersionView,
} from '../agreement/view-shape.ts';
import { type Change, isOpen, type Proposal } from '../agreement/proposal.ts';
import { type Refusal, refusalsIn } from '../agreement/refusals.ts';
import type { Version } from '../agreement/version.ts';
import { ClauseId, type ParticipantId } from '../ids.ts';
import { onceFor } from '../lib/once-for.ts';
import { err, ok, type Result } from '../lib/result.ts';
import { type Presence, type SessionState, settledIn } from '../session/state.ts';
import { type Action, type Actions, can } from './can.ts';
import { commentsFor } from './comment-view.ts';
import { isAtHand, sidesAsked, sidesInvited, speakersOf, unboundBy } from './consent.ts';
import { ShownAs } from './shown-as.ts';
import type { Denial } from './verdict.ts';

type Allowed = <A extends Action>(action: A, target: Actions[A]) => boolean;
type Sees = (participant: ParticipantId) => boolean;

/** What somebody is shown of the agreement at one moment, so that at the next only what is another is made again. */
export interface AgreementSight {
  readonly view: AgreementView;
  readonly made: Made;
}

/** By whom it is read, where they stand, and what everything was shown as to them there. */
interface Made extends Pick<Presence, 'participant' | 'attendance'> {
  readonly bound: Bound;
  readonly frames: ShownAs<Book['clauses'], BookFrame>;
  readonly sides: ShownAs<AgreementState['excused'], Sides>;
  readonly clauses: ShownAs<Clause, ClauseView>;
  readonly proposals: ShownAs<Proposal, ProposalView>;
  readonly comments: ShownAs<Comment, CommentView>;
  readonly versions: ShownAs<Version, VersionView>;
}

/** For whom an interpreter works. */
type Bound = NonNullable<Presence['interpreting']>['bound'] | null;
const boundOf = ({ interpreting }: Presence): Bound => interpreting?.bound ?? null;

const nothingMade = (me: Presence): Made => ({
  participant: me.participant,
  attendance: me.attendance,
  bound: boundOf(me),
  frames: new ShownAs(),
  sides: new ShownAs(),
  clauses: new ShownAs(),
  proposals: new ShownAs(),
  comments: new ShownAs(),
  versions: new ShownAs(),
});

/**
 * The agreement, and the draft of the caucus somebody stands in, as this participant may know it. Of who did what
 * there is only what the agreement itself says: the sides that agreed, and by name whom its reader sees anyway.
 */
export function agreementViewFor(state: SessionState, viewer: ParticipantId): AgreementView {
  const me = state.people.get(viewer);
  return me === undefined ? nothingOfAgreement : agreementSightFor(state, me, null).view;
}

/** The same view, of a later state than the sight before; what is as it was then is the very same value. */
export function agreementSightFor(
  state: SessionState,
  me: Presence,
  before: AgreementSight | null,
): AgreementSight {
  const isHere =
    before?.made.participant === me.participant &&
    before.made.attendance === me.attendance &&
    before.made.bound === boundOf(me);
  const made = isHere ? before.made : nothingMade(me);
  return { view: agreementView(state, me, made), made };
}

function agreementView(state: SessionState, me: Presence, made: Made): AgreementView {
  const allowed: Allowed = (action, target) => can(state, me.participant.id, action, target).kind === 'allow';
  const seen = new Map<ParticipantId, boolean>();
  const sees: Sees = (participant) => {
    const isSeen = seen.get(participant) ?? allowed('participant.see', { participant });
    seen.set(participant, isSeen);
    return isSeen;
  };
  const room = settledIn(me)?.room ?? null;
  const documents: readonly DocumentRef[] = [
    { kind: 'agreement' },
    ...(room === null ? [] : [{ kind: 'draft', room } as const]),
  ];
  const shown = new Map<DocumentKind, BookView>();
  const [invited, asked] = [sidesInvited(state), sidesAsked(state)];
  const agreed = (id: ClauseId): Clause | null => clauseOf(state.agreement.agreement, id);
  const sides = (): Sides =>
    made.sides.of(state.agreement.excused, sidesRestOn(state), () => sidesView(state, allowed));
  for (const document of documents) {
    const book = bookOf(state.agreement, document);
    if (book !== null && allowed('document.see', { document })) {
      const versions = book.versions.map((version) => {
        const by = version.by !== null && sees(version.by) ? version.by : null;
        return made.versions.of(version, [by], () => versionView(version, by));
      });
      shown.set(document.kind, {
        ...made.frames.of(book.clauses, frameRestsOn(state, document, book, versions), () =>
          frameOf(book, document, versions, allowed),
        ),
        // It hangs on who else is in the room.
        mayPublish: document.kind === 'draft' && allowed('draft.publish', { room: document.room }),
        ...(document.kind === 'agreement' ? sides() : noSides),
        clauses: book.clauses.map((clause) => {
          const { aligned } = clause;
          const aligner = aligned !== null && sees(aligned.by) ? aligned.by : null;
          const [inAgreement, { languages }] = [agreed(clause.id), book];
          const restsOn = [document.kind, inAgreement, languages, aligner, ...invited];
          return made.clauses.of(clause, restsOn, () => ({
            ...clauseView(clause, document, aligner, allowed),
            without: isSettled(clause) ? [...unboundBy(clause, invited)] : [],
          }));
        }),
        proposals: book.proposals.filter(isOpen).map((proposal) =>
          made.proposals.of(proposal, [agreed(proposal.change.clause), ...asked], () => ({
            ...proposalView(proposal, allowed),
            waitsFor: asked.filter((side) => side !== proposal.side && !proposal.acceptedBy.includes(side)),
          })),
        ),
        comments: commentsFor(state, me, document, book.comments, { sees, shown: made.comments }),
      });
    }
  }
  return {
    agreement: shown.get('agreement') ?? null,
    draft: shown.get('draft') ?? null,
    mayStart: documents.filter((document) => allowed('document.start', { document })).map(({ kind }) => kind),
  };
}

/**
 * All that these views are made from, by identity: while every one of these is the same value, so is what anyone is shown.
 * Much happens in a session that has nothing to do with the agreement, and a long one takes a while to show.
 */
export const agreementRestsOn = onceFor(
  ({ agreement, rooms, people, lead }: SessionState): readonly unknown[] => [
    agreement,
    rooms,
    lead,
    ...[...people.values()].flatMap(({ participant, attendance, line, leaving, stays, interpreting }) => [
      participant,
      attendance,
      line.kind === 'offline',
      leaving,
      stays,
      interpreting?.bound,
    ]),
  ],
);

type Sides = Pick<BookView, 'excused' | 'mayExcuse' | 'mayAsk'>;
type BookFrame = Omit<BookView, 'clauses' | 'comments' | 'proposals' | 'mayPublish' | keyof Sides>;

/** Its comments are none of that. */
const frameRestsOn = (
  { agreement }: SessionState,
  { kind }: DocumentRef,
  { languages, prevailing, proposals, restores }: Book,
  versions: readonly VersionView[],
): readonly unknown[] => [
  agreement.agreement === null,
  kind,
  languages,
  prevailing,
  proposals,
  restores,
  ...versions,
];

const frameOf = (
  book: Book,
  document: DocumentRef,
  versions: VersionView[],
  allowed: Allowed,
): BookFrame => ({
  languages: [...book.languages],
  prevailing: book.prevailing,
  refusals: refusalsIn(book).map(refusalView),
  maySuggest: document.kind === 'agreement' && allowed('proposal.make', { change: aNewClause }),
  versions,
  mayKeep: allowed('version.make', { document }),
  mayRestore: allowed('version.restore', { document }),
  mayRestart: allowed('document.restart', { document }),
  mayComment: book.clauses
    .slice(0, 1)
    .some(({ id: clause }) => allowed('comment.make', { document, clause, room: null })),
  mayArrange: allowed('clause.add', { document, pen: { kind: 'everyone' } }),
});

const versionView = ({ id, name, why, at, hash }: Version, by: ParticipantId | null): VersionView => ({
  id,
  name,
  why,
  by,
  at,
  hash,
});

/** A draft asks nobody's word. */
const noSides: Sides = { excused: [], mayExcuse: [], mayAsk: [] };

/** Whose word is not asked. */
function sidesView({ agreement, sides }: SessionState, allowed: Allowed): Sides {
  const among = sides.map(({ id }) => id);
  return {
    excused: agreement.excused.map((each) => ({ ...each })),
    mayExcuse: among.filter((side) => allowed('side.excuse', { side })),
    mayAsk: among.filter((side) => allowed('side.ask', { side })),
  };
}

/** Who presides, and who speaks for which side and is about. */
const sidesRestOn = (state: SessionState): readonly unknown[] => [
  state.lead,
  state.sides,
  state.spokenFor,
  ...state.sides.flatMap(({ id }) =>
    speakersOf(state, id).flatMap((person) => [person.participant, person.attendance, isAtHand(person)]),
  ),
];

const isSettled = ({ state }: Clause): boolean => state === 'agreed' || state === 'locked';

/** May somebody propose a new clause: asked with one that nobody proposes. */
const aNewClause: Change = { kind: 'new', clause: ClauseId.parse('any-clause'), after: null, texts: {} };

const proposalView = (proposal: Proposal, allowed: Allowed): Omit<ProposalView, 'waitsFor'> => {
  const of = { proposal: proposal.id };
  return {
    ...proposalShown(proposal),
    mayAccept: allowed('proposal.accept', of),
    mayRefuse: allowed('proposal.refuse', of),
    mayCounter: allowed('proposal.counter', of),
    mayWithdraw: allowed('proposal.withdraw', of),
  };
};

const refusalView = ({ proposal: { id, change, side }, outcome }: Refusal): RefusalView => ({
  proposal: id,
  kind: change.kind,
  clause: change.clause,
  after: change.kind === 'new' ? change.after : null,
  side,
  outcome,
});

const proposalShown = ({ id, side, change, base, note, at, counters, acceptedBy }: Proposal) => ({
  id,
  side,
  change,
  base: { ...base },
  note,
  at,
  counters,
  acceptedBy: [...acceptedBy],
});

/** What became of a clause of the agreement, or of one that was proposed; the policy's denial for whoever may not know of it. */
export function clauseHistoryFor(
  state: SessionState,
  viewer: ParticipantId,
  id: ClauseId,
): Result<ClauseHistory, Denial> {
  const verdict = can(state, viewer, 'document.see', { document: { kind: 'agreement' } });
  if (verdict.kind === 'deny') return err(verdict);
  const book = state.agreement.agreement;
  const clause = clauseOf(book, id);
  const proposals = book?.proposals.filter(({ change }) => change.clause === id) ?? [];
  if (clause === null && proposals.length === 0) return err({ code: 'clause.unknown' });
  return ok({
    deeds: clause?.deeds.map((deed) => ({ ...deed })) ?? [],
    proposals: proposals.map((proposal) => ({ ...proposalShown(proposal), outcome: proposal.outcome })),
  });
}

function clauseView(
  clause: Clause,
  document: DocumentRef,
  aligner: ParticipantId | null,
  allowed: Allowed,
): Omit<ClauseView, 'without'> {
  const { id, state, pen, agreedBy, objection, aligned, letOut } = clause;
  const of = { clause: id };
  return {
    id,
    state,
    pen,
    agreedBy: [...agreedBy],
    objection,
    aligned: aligned === null ? null : { texts: { ...aligned.texts }, by: aligner, at: aligned.at },
    letOut: letOut === null ? null : { ...letOut, texts: { ...letOut.texts } },
    mayEdit: allowed('clause.edit', { document, ...of }),
    mayRemove: allowed('clause.remove', { document, ...of }),
    mayPropose: allowed('clause.propose', of),
    mayAgree: allowed('clause.agree', of),
    mayDisagree: allowed('clause.disagree', of),
    mayReopen: allowed('clause.reopen', of),
    mayLock: allowed('clause.lock', of),
    mayAlign: allowed('clause.align', of),
    maySuggest:
      document.kind === 'agreement' && allowed('proposal.make', { change: { kind: 'remove', ...of } }),
  };
}
