import { describe } from 'vitest';
import type { SessionEvent } from '../session/events.ts';
import { room } from '../session/testing.ts';
import {
  arrival,
  caller,
  caucus,
  chair,
  guest,
  knocker,
  mate,
  online,
  other,
  plenary,
  second,
  type Situation,
  stands,
  wisher,
  worksFor,
  x,
} from './testing.ts';
import {
  conducts,
  first,
  hasSide,
  inCaucus,
  isConductor,
  never,
  petitions,
  placed,
  presides,
  type RoomRows,
  sessionOpen,
  standing,
  testTable,
  unless,
} from './table/testing.ts';

const asksToMove = first(conducts, sessionOpen);
/** Everyone else is answered as if nobody were at the door. */
const knowsOfEntry = unless((s) => isConductor(s) || s.place === 'caucus', 'entry.unknown');
const opensDoor = unless(
  (s) => isConductor(s) || s.actor === 'party' || s.actor === 'counsel',
  'role.not-allowed',
);
/** Of the applicant's side, in the caucus: one more whom a mixing has to name. */
const isInside = (s: Situation): boolean => s.place === 'caucus' && hasSide(s);
const waits = unless((s) => s.place === 'waiting', 'participant.not-waiting');
/** A party has an interpreter of their own, who is not on the line. */
const bereft: readonly SessionEvent[] = [online(other), worksFor(other)];
const away: readonly SessionEvent[] = [...bereft, ...stands(other, caucus)];
const gathering = { type: 'gathering.announced' as const, by: chair, due: 9, without: [] };

const table: RoomRows = {
  'board.see': [{ target: {}, denial: conducts }],
  'caucus.open': [
    { target: { participants: [other, knocker], mixing: [] }, denial: asksToMove },
    { target: { participants: [], mixing: [] }, denial: first(asksToMove, never('participant.not-in-room')) },
    {
      target: { participants: [other, guest], mixing: [] },
      denial: first(asksToMove, never('participant.not-in-room')),
    },
    {
      target: { participants: [other, mate], mixing: [] },
      denial: first(asksToMove, never('room.mixes-sides')),
    },
    {
      target: { participants: [other, mate], mixing: [other, mate, wisher] },
      denial: first(asksToMove, never('room.mixes-sides')),
    },
    { target: { participants: [other, mate], mixing: [mate, other] }, denial: asksToMove },
    {
      target: { participants: [chair], mixing: [] },
      given: stands(chair, plenary),
      denial: first(asksToMove, presides),
    },
  ],
  'caucus.change': [
    { target: { room: caucus }, denial: conducts },
    { target: { room: plenary }, denial: first(conducts, never('room.unknown')) },
    { target: { room: arrival }, denial: first(conducts, never('room.unknown')) },
    { target: { room: room('nowhere') }, denial: first(conducts, never('room.unknown')) },
  ],
  'caucus.close': [
    { target: { room: caucus }, denial: conducts },
    { target: { room: plenary }, denial: first(conducts, never('room.unknown')) },
    { target: { room: room('nowhere') }, denial: first(conducts, never('room.unknown')) },
    { target: { room: caucus }, given: stands(chair, caucus), denial: first(conducts, presides) },
    { target: { room: caucus }, given: stands(second, caucus), denial: first(conducts, presides) },
    // Whoever conducts elsewhere is not moved by it.
    { target: { room: caucus }, given: stands(chair, plenary), denial: conducts },
  ],
  'people.move': [
    { target: { participants: [other], to: plenary, mixing: [], unserved: [] }, denial: asksToMove },
    {
      target: { participants: [mate], to: plenary, mixing: [], unserved: [] },
      given: [{ type: 'joint.closed', by: chair }],
      denial: first(asksToMove, never('joint.not-open')),
    },
    {
      target: { participants: [knocker], to: plenary, mixing: [], unserved: [] },
      given: [{ type: 'joint.closed', by: chair }],
      denial: asksToMove,
    },
    { target: { participants: [mate], to: arrival, mixing: [], unserved: [] }, denial: asksToMove },
    {
      target: { participants: [mate, other], to: arrival, mixing: [mate, other], unserved: [] },
      denial: first(asksToMove, never('room.of-other-side')),
    },
    {
      target: { participants: [other], to: room('nowhere'), mixing: [], unserved: [] },
      denial: first(asksToMove, never('room.unknown')),
    },
    {
      target: { participants: [guest], to: caucus, mixing: [], unserved: [] },
      denial: first(asksToMove, never('participant.not-in-room')),
    },
    { target: { participants: [knocker], to: caucus, mixing: [], unserved: [] }, denial: asksToMove },
    {
      target: { participants: [other], to: caucus, mixing: [], unserved: [] },
      denial: first(asksToMove, never('room.mixes-sides')),
    },
    {
      target: { participants: [other], to: caucus, mixing: [other, mate], unserved: [] },
      denial: first(
        asksToMove,
        unless((s) => !isInside(s), 'room.mixes-sides'),
      ),
    },
    {
      target: { participants: [second], to: arrival, mixing: [], unserved: [] },
      given: stands(second, plenary),
      denial: first(asksToMove, presides),
    },
    // Whoever is there already is not brought.
    {
      target: { participants: [other], to: plenary, mixing: [], unserved: [] },
      given: bereft,
      denial: asksToMove,
    },
    {
      target: { participants: [other], to: plenary, mixing: [], unserved: [] },
      given: away,
      denial: first(asksToMove, never('interpreter.missing')),
    },
    {
      target: { participants: [other], to: plenary, mixing: [], unserved: [other, mate] },
      given: away,
      denial: first(asksToMove, never('interpreter.missing')),
    },
    {
      target: { participants: [other], to: plenary, mixing: [], unserved: [other] },
      given: away,
      denial: asksToMove,
    },
  ],
  'entry.see': [
    { target: { participant: knocker }, denial: knowsOfEntry },
    { target: { participant: caller }, denial: knowsOfEntry },
    { target: { participant: other }, denial: never('entry.unknown') },
  ],
  'entry.admit': [
    {
      target: { participant: knocker },
      denial: first(knowsOfEntry, opensDoor, standing, inCaucus),
    },
    {
      target: { participant: caller },
      denial: first(knowsOfEntry, opensDoor, standing, inCaucus, never('entry.not-asked')),
    },
    { target: { participant: other }, denial: never('entry.unknown') },
  ],
  'entry.end': [
    {
      target: { participant: knocker },
      denial: first(knowsOfEntry, opensDoor),
    },
    {
      target: { participant: caller },
      denial: first(knowsOfEntry, opensDoor, unless(isConductor, 'entry.not-asked')),
    },
    { target: { participant: other }, denial: never('entry.unknown') },
    {
      target: { participant: second },
      given: [
        ...stands(second, plenary),
        {
          type: 'entry.announced',
          participant: second,
          by: second,
          room: caucus,
          at: 1,
          consent: { kind: 'announced', due: 3_001 },
        },
      ],
      denial: (s) =>
        isConductor(s) ? presides(s) : first(knowsOfEntry, opensDoor, never('entry.not-asked'))(s),
    },
  ],
  'joint.gather': [
    { target: { unserved: [] }, denial: first(asksToMove, placed) },
    // Nobody is missing, whoever was named.
    { target: { unserved: [other] }, denial: first(asksToMove, placed) },
    {
      target: { unserved: [] },
      given: [gathering],
      denial: first(asksToMove, placed, never('gathering.under-way')),
    },
    {
      target: { unserved: [] },
      given: bereft,
      denial: first(asksToMove, placed, never('interpreter.missing')),
    },
    { target: { unserved: [other] }, given: bereft, denial: first(asksToMove, placed) },
  ],
  'joint.close': [
    { target: {}, denial: asksToMove },
    {
      target: {},
      given: [{ type: 'joint.closed', by: chair }],
      denial: first(asksToMove, never('joint.not-open')),
    },
  ],
  'gathering.call-off': [
    { target: {}, given: [gathering], denial: conducts },
    { target: {}, denial: first(conducts, never('gathering.none')) },
  ],
  'wish.make': [
    { target: { kind: 'caucus' }, denial: first(petitions, standing) },
    { target: { kind: 'mediator' }, denial: first(petitions, standing) },
    { target: { kind: 'late' }, denial: waits },
    { target: { kind: 'help' }, denial: waits },
  ],
  'wish.withdraw': [
    { target: {}, denial: never('wish.none') },
    {
      target: {},
      given: [{ type: 'wish.made', participant: x, kind: 'mediator', note: '', at: 1 }],
      denial: () => null,
    },
  ],
  'wish.decline': [
    { target: { participant: wisher }, denial: conducts },
    { target: { participant: other }, denial: first(conducts, never('wish.none')) },
  ],
  'room.tell': [
    { target: { room: caucus }, denial: first(conducts, placed) },
    { target: { room: room('nowhere') }, denial: first(conducts, placed, never('room.unknown')) },
  ],
};

describe('[POL-1] [POL-2] the policy table, private rooms, the joint session, and the ways between them: role × action × placement × phase', () => {
  testTable(table);
});
