import { describe } from 'vitest';
import { clause, comment, commented, draftOf, started, theAgreement } from '../agreement/testing.ts';
import type { ParticipantId, RoomId, SideId } from '../ids.ts';
import type { SessionEvent } from '../session/events.ts';
import { applicant, respondent } from '../session/testing.ts';
import { arrival, caucus, knocker, mate, other, plenary, x } from './testing.ts';
import {
  type CommentRows,
  conducts,
  type Expectation,
  first,
  hasSide,
  isConductor,
  never,
  placed,
  type Row,
  speaks,
  standing,
  testTable,
  unless,
} from './table/testing.ts';

const mine = clause('mine');
const nowhere = clause('nowhere');
const one = comment('one');
const draft = draftOf(caucus);
const everyones = { kind: 'everyone' } as const;

const agreement: SessionEvent = started(theAgreement, { id: mine, pen: everyones });
const aDraft: SessionEvent = started(draft, { id: mine, pen: everyones });
/** Made while `x` stands where they stand. */
const remarked = (by: ParticipantId, side: SideId | null, room: RoomId | null): readonly SessionEvent[] => [
  agreement,
  commented(one, theAgreement, { clause: mine, by, side, room }),
];
const inDraft: readonly SessionEvent[] = [
  aDraft,
  commented(one, draft, { clause: mine, by: mate, side: applicant, room: caucus }),
];
const resolved: SessionEvent = {
  type: 'comment.resolved',
  document: theAgreement,
  comment: one,
  by: other,
  at: 1,
  resolved: true,
};

/** Whoever is in another room is answered as if there were no such remark. */
const within = (room: RoomId): Expectation =>
  unless(
    (s) =>
      (room === plenary && s.place === 'plenary') ||
      (room === caucus && s.place === 'caucus') ||
      (room === arrival && s.place === 'arrival'),
    'comment.unknown',
  );
const beside = first(
  standing,
  unless((s) => s.place === 'caucus', 'document.unknown'),
);
const noDocument = never('document.unknown');
/** Everyone here who is of a side is of the applicant's. */
const sidesOwn = (side: SideId | null): Expectation =>
  unless((s) => isConductor(s) || (hasSide(s) && side === applicant), 'comment.not-yours');

const about = { document: theAgreement, comment: one };
const ofDraft = { document: draft, comment: one };

const table: CommentRows = {
  'version.make': [
    {
      target: { document: theAgreement },
      given: [agreement],
      denial: first(standing, conducts),
    },
    { target: { document: theAgreement }, denial: first(standing, noDocument) },
    { target: { document: draft }, given: [aDraft], denial: first(beside, speaks) },
  ],
  'version.restore': [
    {
      target: { document: theAgreement },
      given: [agreement],
      denial: first(standing, conducts),
    },
    { target: { document: theAgreement }, denial: first(standing, noDocument) },
    { target: { document: draft }, given: [aDraft], denial: first(beside, speaks) },
  ],
  'comment.see': [
    { target: about, given: remarked(other, respondent, null), denial: placed },
    ...[plenary, caucus, arrival].map(
      (room): Row<'comment.see'> => ({
        target: about,
        given: remarked(other, respondent, room),
        denial: first(placed, within(room)),
      }),
    ),
    { target: about, given: [agreement], denial: first(placed, never('comment.unknown')) },
    { target: about, denial: first(placed, noDocument) },
    { target: ofDraft, given: inDraft, denial: beside },
    { target: ofDraft, given: [aDraft], denial: first(beside, never('comment.unknown')) },
    // A remark on one document is none on the other.
    { target: about, given: [agreement, ...inDraft], denial: first(placed, never('comment.unknown')) },
  ],
  'comment.make': [
    {
      target: { document: theAgreement, clause: mine, room: null },
      given: [agreement],
      denial: first(standing, speaks),
    },
    {
      target: { document: theAgreement, clause: mine, room: caucus },
      given: [agreement],
      denial: first(
        standing,
        speaks,
        unless((s) => s.place === 'caucus', 'room.not-in'),
      ),
    },
    {
      target: { document: theAgreement, clause: nowhere, room: null },
      given: [agreement],
      denial: first(standing, speaks, never('clause.unknown')),
    },
    {
      target: { document: theAgreement, clause: mine, room: null },
      denial: first(standing, noDocument),
    },
    {
      target: { document: draft, clause: mine, room: caucus },
      given: [aDraft],
      denial: first(beside, speaks),
    },
  ],
  'comment.answer': [
    {
      target: about,
      given: remarked(other, respondent, null),
      denial: first(placed, standing, speaks),
    },
    {
      target: about,
      given: remarked(other, respondent, caucus),
      denial: first(placed, within(caucus), standing, speaks),
    },
    {
      target: about,
      given: [...remarked(other, respondent, null), resolved],
      denial: first(standing, speaks, never('comment.resolved')),
    },
    { target: ofDraft, given: inDraft, denial: first(beside, speaks) },
    { target: about, given: [agreement], denial: first(placed, never('comment.unknown')) },
  ],
  'comment.resolve': [
    ...[applicant, respondent, null].map(
      (side): Row<'comment.resolve'> => ({
        target: about,
        given: remarked(side === applicant ? mate : side === respondent ? other : knocker, side, null),
        denial: first(standing, speaks, sidesOwn(side)),
      }),
    ),
    // One's own, also of somebody who belongs with nobody.
    {
      target: about,
      given: remarked(x, null, null),
      denial: first(standing, speaks),
    },
    {
      target: about,
      given: remarked(mate, applicant, caucus),
      denial: first(placed, within(caucus), speaks, sidesOwn(applicant)),
    },
    { target: ofDraft, given: inDraft, denial: first(beside, speaks) },
  ],
};

describe('[POL-1] [POL-2] the policy table, comments and versions: role × action × placement × phase × whose and for whom', () => {
  testTable(table);
});
