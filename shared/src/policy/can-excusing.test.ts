import { describe } from 'vitest';
import { clause, started, theAgreement } from '../agreement/testing.ts';
import type { SessionEvent } from '../session/events.ts';
import { applicant, respondent, third } from '../session/testing.ts';
import { excused, guest, mate, nobodysSide, online, other, plenary, stands, wisher } from './testing.ts';
import { first, never, presides, type SideRows, standing, testTable } from './table/testing.ts';

const agreement: readonly SessionEvent[] = [
  started(theAgreement, { id: clause('mine'), pen: { kind: 'mediator' } }),
];

const went = (...people: readonly (typeof other)[]): readonly SessionEvent[] =>
  people.map((participant) => ({ type: 'participant.left', participant }));
/** Nobody is there who would speak for the respondent. */
const withoutRespondent = [...agreement, ...went(other, wisher, guest)];
const presidesHere = first(standing, presides);

const table: SideRows = {
  'side.excuse': [
    // Nobody of it has come; of the other everyone has gone.
    { target: { side: third }, given: agreement, denial: presidesHere },
    { target: { side: respondent }, given: withoutRespondent, denial: presidesHere },
    {
      target: { side: respondent },
      given: [...agreement, online(other), ...went(wisher, guest)],
      denial: first(presidesHere, never('side.here')),
    },
    {
      target: { side: respondent },
      given: [...agreement, online(guest), ...went(other, wisher)],
      denial: first(presidesHere, never('side.here')),
    },
    // Two are in a room and one waits, whose lines were given up.
    { target: { side: respondent }, given: agreement, denial: presidesHere },
    // Whoever presides is of no side, and the applicant's counsel is gone.
    { target: { side: applicant }, given: [...agreement, ...went(mate)], denial: presidesHere },
    {
      target: { side: respondent },
      given: [...withoutRespondent, excused(respondent)],
      denial: first(presidesHere, never('side.excused')),
    },
    // Two are always asked.
    {
      target: { side: respondent },
      given: [...withoutRespondent, excused(third)],
      denial: first(presidesHere, never('side.too-few')),
    },
    {
      target: { side: nobodysSide },
      given: withoutRespondent,
      denial: first(presidesHere, never('side.unknown')),
    },
    {
      target: { side: respondent },
      given: went(other, wisher, guest),
      denial: first(standing, never('document.unknown')),
    },
  ],
  'side.ask': [
    {
      target: { side: respondent },
      given: [...withoutRespondent, excused(respondent)],
      denial: presidesHere,
    },
    {
      target: { side: respondent },
      given: withoutRespondent,
      denial: first(presidesHere, never('side.not-excused')),
    },
    // Once it has come it is asked anyway.
    {
      target: { side: respondent },
      given: [...withoutRespondent, excused(respondent), online(other), ...stands(other, plenary)],
      denial: first(presidesHere, never('side.not-excused')),
    },
    {
      target: { side: nobodysSide },
      given: withoutRespondent,
      denial: first(presidesHere, never('side.unknown')),
    },
    { target: { side: respondent }, denial: first(standing, never('document.unknown')) },
  ],
};

describe('[POL-1] [POL-2] the policy table, sides that do not come: role × action × placement × phase', () => {
  testTable(table);
});
