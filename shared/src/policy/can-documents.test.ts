import { describe } from 'vitest';
import { type Pen } from '../agreement/book.ts';
import { type ClauseState, ClauseState as ClauseStates } from '../agreement/clause-state.ts';
import { clause, comesInto, draftOf, hash, started, theAgreement } from '../agreement/testing.ts';
import type { SideId } from '../ids.ts';
import type { SessionEvent } from '../session/events.ts';
import { applicant, created, respondent, room, third, withThird } from '../session/testing.ts';
import { caucus, chair, excused, nobodysSide } from './testing.ts';
import {
  conducts,
  type DocumentRows,
  type Expectation,
  first,
  hasSide,
  isConductor,
  never,
  petitions,
  placed,
  type Row,
  speaks,
  standing,
  testTable,
  unless,
} from './table/testing.ts';
import type { Action } from './can.ts';

const mine = clause('mine');
const nowhere = clause('nowhere');
const draft = draftOf(caucus);

const mediators: Pen = { kind: 'mediator' };
const everyones: Pen = { kind: 'everyone' };
const sides = (side: SideId): Pen => ({ kind: 'side', side });

/** The agreement has one clause, as far as said. */
const agreement = (pen: Pen, state: ClauseState = 'draft'): readonly SessionEvent[] => [
  started(theAgreement, { id: mine, pen }),
  ...comesInto(mine, state, chair, withThird.sides),
];
const aDraft: readonly SessionEvent[] = [started(draft, { id: mine, pen: everyones })];

/** Whoever is not in the caucus is answered as if it had no draft. */
const beside = first(
  standing,
  unless((s) => s.place === 'caucus', 'document.unknown'),
);
const conductsHere = first(standing, conducts);
/** The recorder and an interpreter whom nobody brought write for all, as those do who conduct. */
const writesForAll = unless(
  (s) => isConductor(s) || s.actor === 'recorder' || s.actor === 'interpreter',
  'clause.not-your-pen',
);
const holds = (pen: Pen): Expectation => {
  switch (pen.kind) {
    case 'everyone':
      return () => null;
    case 'mediator':
      return writesForAll;
    case 'side':
      return unless((s) => hasSide(s) && pen.side === applicant, 'clause.not-your-pen');
  }
};
const comparesTexts = first(
  unless(
    (s) => isConductor(s) || s.actor === 'interpreter' || s.actor === 'interpreter of a side',
    'role.not-allowed',
  ),
  unless((s) => s.actor !== 'interpreter of a side', 'clause.for-one-side'),
);
const isDraft = (state: ClauseState): Expectation => unless(() => state === 'draft', 'clause.not-draft');
const states = ClauseStates.options;
const pens: readonly Pen[] = [mediators, everyones, sides(applicant), sides(respondent)];

/** One row for each state of a clause. */
const inEachState = <A extends Action>(row: (state: ClauseState) => Row<A>): readonly Row<A>[] =>
  states.map(row);

/** One side has agreed. */
const agreedBySide = (side: SideId): readonly SessionEvent[] => [
  ...agreement(mediators, 'proposed'),
  { type: 'clause.agreed', by: chair, at: 1, clause: mine, side, hash: hash('a'), complete: false },
];

const table: DocumentRows = {
  'document.see': [
    { target: { document: theAgreement }, denial: first(placed, never('document.unknown')) },
    { target: { document: theAgreement }, given: agreement(mediators), denial: placed },
    { target: { document: draft }, denial: first(standing, never('document.unknown')) },
    { target: { document: draft }, given: aDraft, denial: beside },
    {
      target: { document: draftOf(room('nowhere')) },
      given: aDraft,
      denial: first(standing, never('document.unknown')),
    },
  ],
  'document.open': [
    { target: { document: theAgreement }, denial: first(standing, never('document.unknown')) },
    { target: { document: theAgreement }, given: agreement(mediators), denial: standing },
    { target: { document: draft }, denial: first(standing, never('document.unknown')) },
    { target: { document: draft }, given: aDraft, denial: beside },
    // Neither document opens the other.
    { target: { document: theAgreement }, given: aDraft, denial: first(standing, never('document.unknown')) },
    {
      target: { document: draft },
      given: agreement(mediators),
      denial: first(standing, never('document.unknown')),
    },
  ],
  'document.restart': [
    ...inEachState<'document.restart'>((state) => ({
      target: { document: theAgreement },
      given: agreement(mediators, state),
      denial: first(
        conductsHere,
        unless(() => state === 'draft' || state === 'proposed', 'document.agreed'),
      ),
    })),
    {
      target: { document: theAgreement },
      given: agreedBySide(applicant),
      denial: first(conductsHere, never('document.agreed')),
    },
    { target: { document: theAgreement }, denial: first(standing, never('document.unknown')) },
    { target: { document: draft }, given: aDraft, denial: first(beside, speaks) },
    { target: { document: draft }, denial: first(standing, never('document.unknown')) },
  ],
  'document.start': [
    { target: { document: theAgreement }, denial: first(conducts, standing) },
    {
      target: { document: theAgreement },
      given: agreement(mediators),
      denial: first(conducts, standing, never('document.exists')),
    },
    {
      target: { document: draft },
      denial: first(
        speaks,
        standing,
        unless((s) => s.place === 'caucus', 'room.not-in'),
      ),
    },
    {
      target: { document: draft },
      given: aDraft,
      denial: first(
        speaks,
        standing,
        unless((s) => s.place === 'caucus', 'room.not-in'),
        never('document.exists'),
      ),
    },
    {
      target: { document: draftOf(created.plenary) },
      denial: first(
        speaks,
        standing,
        unless((s) => s.place === 'plenary', 'room.not-in'),
        never('document.not-here'),
      ),
    },
  ],
  'clause.edit': [
    ...pens.flatMap((pen) =>
      inEachState<'clause.edit'>((state) => ({
        target: { document: theAgreement, clause: mine },
        given: agreement(pen, state),
        denial: first(standing, speaks, isDraft(state), holds(pen)),
      })),
    ),
    {
      target: { document: theAgreement, clause: nowhere },
      given: agreement(everyones),
      denial: first(standing, speaks, never('clause.unknown')),
    },
    {
      target: { document: theAgreement, clause: mine },
      denial: first(standing, never('document.unknown')),
    },
    { target: { document: draft, clause: mine }, given: aDraft, denial: first(beside, speaks) },
    {
      target: { document: draft, clause: nowhere },
      given: aDraft,
      denial: first(beside, speaks, never('clause.unknown')),
    },
    // A clause of the agreement is none of the draft's.
    {
      target: { document: draft, clause: mine },
      given: [...agreement(everyones), started(draft)],
      denial: first(beside, speaks, never('clause.unknown')),
    },
  ],
  'clause.add': [
    {
      target: { document: theAgreement, pen: sides(respondent) },
      given: agreement(mediators),
      denial: conductsHere,
    },
    {
      target: { document: theAgreement, pen: { kind: 'side', side: nobodysSide } },
      given: agreement(mediators),
      denial: first(conductsHere, never('side.unknown')),
    },
    {
      target: { document: theAgreement, pen: mediators },
      denial: first(standing, never('document.unknown')),
    },
    { target: { document: draft, pen: everyones }, given: aDraft, denial: first(beside, speaks) },
  ],
  'clause.remove': [
    ...inEachState<'clause.remove'>((state) => ({
      target: { document: theAgreement, clause: mine },
      given: agreement(sides(applicant), state),
      denial: first(conductsHere, isDraft(state)),
    })),
    {
      target: { document: theAgreement, clause: nowhere },
      given: agreement(mediators),
      denial: first(conductsHere, never('clause.unknown')),
    },
    { target: { document: draft, clause: mine }, given: aDraft, denial: first(beside, speaks) },
  ],
  'clause.move': [
    ...inEachState<'clause.move'>((state) => ({
      target: { document: theAgreement, clause: mine },
      given: agreement(mediators, state),
      denial: conductsHere,
    })),
    {
      target: { document: theAgreement, clause: nowhere },
      given: agreement(mediators),
      denial: first(conductsHere, never('clause.unknown')),
    },
    { target: { document: draft, clause: mine }, given: aDraft, denial: first(beside, speaks) },
  ],
  'clause.hand': [
    ...inEachState<'clause.hand'>((state) => ({
      target: { clause: mine, pen: sides(respondent) },
      given: agreement(mediators, state),
      denial: conductsHere,
    })),
    {
      target: { clause: mine, pen: { kind: 'side', side: nobodysSide } },
      given: agreement(mediators),
      denial: first(conductsHere, never('side.unknown')),
    },
    {
      target: { clause: nowhere, pen: mediators },
      given: agreement(mediators),
      denial: first(conductsHere, never('clause.unknown')),
    },
    {
      target: { clause: mine, pen: mediators },
      given: aDraft,
      denial: first(standing, never('document.unknown')),
    },
  ],
  'clause.propose': [
    ...pens.flatMap((pen) =>
      inEachState<'clause.propose'>((state) => ({
        target: { clause: mine },
        given: agreement(pen, state),
        denial: first(
          standing,
          (s) => (isConductor(s) ? null : petitions(s)),
          isDraft(state),
          (s) => (isConductor(s) ? null : holds(pen)(s)),
        ),
      })),
    ),
    { target: { clause: mine }, given: aDraft, denial: first(standing, never('document.unknown')) },
  ],
  'clause.agree': [
    ...inEachState<'clause.agree'>((state) => ({
      target: { clause: mine },
      given: agreement(mediators, state),
      denial: first(
        standing,
        petitions,
        unless(() => state === 'proposed', 'clause.not-proposed'),
      ),
    })),
    {
      target: { clause: mine },
      given: agreedBySide(applicant),
      denial: first(standing, petitions, never('clause.already-agreed')),
    },
    { target: { clause: mine }, given: agreedBySide(respondent), denial: first(standing, petitions) },
    {
      target: { clause: nowhere },
      given: agreement(mediators),
      denial: first(standing, petitions, never('clause.unknown')),
    },
    { target: { clause: mine }, given: aDraft, denial: first(standing, never('document.unknown')) },
  ],
  'clause.disagree': [
    ...inEachState<'clause.disagree'>((state) => ({
      target: { clause: mine },
      given: agreement(mediators, state),
      denial: first(
        standing,
        petitions,
        unless(() => state === 'proposed', 'clause.not-proposed'),
      ),
    })),
    { target: { clause: mine }, given: agreedBySide(applicant), denial: first(standing, petitions) },
  ],
  'clause.reopen': inEachState<'clause.reopen'>((state) => ({
    target: { clause: mine },
    given: agreement(mediators, state),
    denial: first(
      conductsHere,
      unless(() => state !== 'draft', 'clause.is-draft'),
    ),
  })),
  'clause.lock': inEachState<'clause.lock'>((state) => ({
    target: { clause: mine },
    given: agreement(mediators, state),
    denial: first(
      conductsHere,
      unless(() => state === 'agreed', 'clause.not-agreed'),
    ),
  })),
  'template.keep': [
    ...inEachState<'template.keep'>((state) => ({
      target: { clauses: [mine] },
      given: agreement(mediators, state),
      denial: first(
        conductsHere,
        unless(() => state === 'agreed' || state === 'locked', 'clause.not-agreed'),
      ),
    })),
    // What is agreed without one side is no wish of its.
    {
      target: { clauses: [mine] },
      given: [
        ...agreedBySide(applicant),
        {
          type: 'clause.agreed',
          by: chair,
          at: 1,
          clause: mine,
          side: respondent,
          hash: hash('a'),
          complete: false,
        },
        excused(third),
        { type: 'clause.completed', at: 1, clause: mine, without: third },
      ],
      denial: first(conductsHere, never('clause.not-agreed')),
    },
    {
      // The words of a draft have no way out there.
      target: { clauses: [clause('ours')] },
      given: [
        ...agreement(mediators, 'agreed'),
        started(draftOf(caucus), { id: clause('ours'), pen: { kind: 'everyone' } }),
      ],
      denial: first(conductsHere, never('clause.unknown')),
    },
    {
      target: { clauses: [mine, clause('nowhere')] },
      given: agreement(mediators, 'agreed'),
      denial: first(conductsHere, never('clause.unknown')),
    },
  ],
  'clause.align': [
    ...inEachState<'clause.align'>((state) => ({
      target: { clause: mine },
      given: agreement(mediators, state),
      denial: first(standing, comparesTexts),
    })),
    {
      target: { clause: nowhere },
      given: agreement(mediators),
      denial: first(standing, comparesTexts, never('clause.unknown')),
    },
    {
      target: { clause: mine },
      given: [{ ...started(theAgreement, { id: mine, pen: mediators }), languages: ['zh'] }],
      denial: first(standing, comparesTexts, never('document.one-language')),
    },
    {
      target: { clause: mine },
      given: [{ ...started(theAgreement, { id: mine, pen: mediators }), languages: ['zh-HK', 'en-GB'] }],
      denial: first(standing, comparesTexts),
    },
    // Everyone here knows Chinese and English.
    {
      target: { clause: mine },
      given: [{ ...started(theAgreement, { id: mine, pen: mediators }), languages: ['zh', 'ja'] }],
      denial: first(standing, comparesTexts, never('clause.not-your-languages')),
    },
    { target: { clause: mine }, given: aDraft, denial: first(standing, never('document.unknown')) },
  ],
};

describe('[POL-1] [POL-2] the policy table, the agreement and drafts: role × action × placement × phase × state of the clause', () => {
  testTable(table);
});
