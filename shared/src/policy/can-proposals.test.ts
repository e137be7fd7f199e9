import { describe } from 'vitest';
import { type ClauseState, ClauseState as ClauseStates } from '../agreement/clause-state.ts';
import type { Change } from '../agreement/proposal.ts';
import {
  clause,
  comesInto,
  draftOf,
  proposal,
  proposed,
  started,
  theAgreement,
  written,
} from '../agreement/testing.ts';
import type { SideId } from '../ids.ts';
import type { SessionEvent } from '../session/events.ts';
import { applicant, created, respondent } from '../session/testing.ts';
import { caucus, chair, mate, online } from './testing.ts';
import {
  type Expectation,
  first,
  isConductor,
  never,
  petitions,
  type ProposalRows,
  type Row,
  standing,
  testTable,
  unless,
} from './table/testing.ts';
import type { Action } from './can.ts';

const mine = clause('mine');
const one = proposal('one');
const nowhere = proposal('nowhere');

const agreement = (state: ClauseState): readonly SessionEvent[] => [
  started(theAgreement, { id: mine, pen: { kind: 'mediator' } }),
  ...comesInto(mine, state, chair, created.sides),
];
const change: Change = { kind: 'change', clause: mine, texts: { zh: written('乙') } };
const removal: Change = { kind: 'remove', clause: mine };
const addition: Change = { kind: 'new', clause: clause('fresh'), after: null, texts: { zh: written('乙') } };
/** One that waits, by a side or by who conducts, about the clause as far as it has come. */
const by = (
  side: SideId | null,
  about: Change = change,
  state: ClauseState = 'draft',
): readonly SessionEvent[] => [
  ...agreement('draft'),
  proposed(one, side, about),
  ...comesInto(mine, state, chair, created.sides),
];
const accepted = (side: SideId, complete: boolean): SessionEvent => ({
  type: 'proposal.accepted',
  by: chair,
  at: 1,
  proposal: one,
  side,
  complete,
});
const refused: SessionEvent = {
  type: 'proposal.refused',
  by: chair,
  at: 1,
  proposal: one,
  side: respondent,
  reason: '',
};

const suggests: Expectation = (s) => (isConductor(s) ? null : petitions(s));
const unlocked = (state: ClauseState): Expectation => unless(() => state !== 'locked', 'clause.locked');
/** Everyone here who is of a side is of the applicant's. */
const others = (side: SideId | null): Expectation =>
  unless((s) => side !== applicant || isConductor(s), 'proposal.own');
const noAgreement = first(standing, never('document.unknown'));

const inEachState = <A extends Action>(row: (state: ClauseState) => Row<A>): readonly Row<A>[] =>
  ClauseStates.options.map(row);
const sides = [applicant, respondent, null] as const;

/** In the caucus there is a draft of one clause. */
const aDraft = started(draftOf(caucus), { id: clause('ours'), pen: { kind: 'everyone' } });
const beside = first(
  standing,
  unless((s) => s.place === 'caucus', 'document.unknown'),
);

const table: ProposalRows = {
  'draft.publish': [
    {
      target: { room: caucus },
      given: [...agreement('draft'), aDraft, online(mate)],
      denial: first(beside, suggests),
    },
    // The counsel who stands there is off the line.
    {
      target: { room: caucus },
      given: [...agreement('draft'), aDraft],
      denial: first(
        beside,
        suggests,
        unless((s) => !isConductor(s), 'document.side-away'),
      ),
    },
    { target: { room: caucus }, given: agreement('draft'), denial: noAgreement },
    { target: { room: caucus }, given: [aDraft], denial: first(beside, suggests, never('document.unknown')) },
    { target: { room: created.plenary }, given: [...agreement('draft'), aDraft], denial: noAgreement },
  ],
  'proposal.make': [
    ...[change, removal].flatMap((about) =>
      inEachState<'proposal.make'>((state) => ({
        target: { change: about },
        given: agreement(state),
        denial: first(standing, suggests, unlocked(state)),
      })),
    ),
    { target: { change: addition }, given: agreement('locked'), denial: first(standing, suggests) },
    {
      target: { change: { ...change, clause: clause('nowhere') } },
      given: agreement('draft'),
      denial: first(standing, suggests, never('clause.unknown')),
    },
    { target: { change }, denial: noAgreement },
    // Proposals are about the agreement: of a draft one is told nothing by them.
    {
      target: { change },
      given: [started(draftOf(caucus), { id: mine, pen: { kind: 'everyone' } })],
      denial: noAgreement,
    },
  ],
  'proposal.accept': [
    ...sides.flatMap((side) =>
      inEachState<'proposal.accept'>((state) => ({
        target: { proposal: one },
        given: by(side, change, state),
        denial: first(standing, petitions, others(side), unlocked(state)),
      })),
    ),
    {
      target: { proposal: one },
      given: by(respondent, addition, 'locked'),
      denial: first(standing, petitions),
    },
    {
      target: { proposal: one },
      given: [...by(null), accepted(applicant, false)],
      denial: first(standing, petitions, never('proposal.already-accepted')),
    },
    {
      target: { proposal: one },
      given: [...by(null), accepted(respondent, false)],
      denial: first(standing, petitions),
    },
    {
      target: { proposal: one },
      given: [...by(null), accepted(respondent, true)],
      denial: first(standing, petitions, never('proposal.closed')),
    },
    {
      target: { proposal: one },
      given: [...by(respondent), refused],
      denial: first(standing, petitions, never('proposal.closed')),
    },
    {
      target: { proposal: nowhere },
      given: by(respondent),
      denial: first(standing, petitions, never('proposal.unknown')),
    },
    { target: { proposal: one }, denial: noAgreement },
  ],
  'proposal.refuse': [
    ...sides.map(
      (side): Row<'proposal.refuse'> => ({
        target: { proposal: one },
        given: by(side, change, 'locked'),
        denial: first(standing, petitions, others(side)),
      }),
    ),
    {
      target: { proposal: one },
      given: [...by(respondent), refused],
      denial: first(standing, petitions, never('proposal.closed')),
    },
    {
      target: { proposal: nowhere },
      given: by(respondent),
      denial: first(standing, petitions, never('proposal.unknown')),
    },
    { target: { proposal: one }, denial: noAgreement },
  ],
  'proposal.counter': [
    ...sides.flatMap((side) =>
      inEachState<'proposal.counter'>((state) => ({
        target: { proposal: one },
        given: by(side, change, state),
        denial: first(standing, suggests, others(side), unlocked(state)),
      })),
    ),
    {
      target: { proposal: nowhere },
      given: by(respondent),
      denial: first(standing, suggests, never('proposal.unknown')),
    },
    { target: { proposal: one }, denial: noAgreement },
  ],
  'proposal.withdraw': [
    ...sides.map(
      (side): Row<'proposal.withdraw'> => ({
        target: { proposal: one },
        given: by(side, change, 'locked'),
        denial: first(
          standing,
          suggests,
          unless((s) => isConductor(s) || side === applicant, 'proposal.not-yours'),
        ),
      }),
    ),
    {
      target: { proposal: one },
      given: [...by(applicant), refused],
      denial: first(standing, suggests, never('proposal.closed')),
    },
    {
      target: { proposal: nowhere },
      given: by(respondent),
      denial: first(standing, suggests, never('proposal.unknown')),
    },
    { target: { proposal: one }, denial: noAgreement },
  ],
};

describe('[POL-1] [POL-2] the policy table, proposals: role × action × placement × phase × whose × state of the clause', () => {
  testTable(table);
});
