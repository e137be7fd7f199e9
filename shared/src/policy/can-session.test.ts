import { describe, expect, test } from 'vitest';
import type { SessionEvent } from '../session/events.ts';
import {
  chair,
  gone,
  guest,
  online,
  other,
  plenary,
  second,
  stands,
  waits,
  worksFor,
  x,
  mediatorHere,
  stateOf,
} from './testing.ts';
import {
  always,
  conducts,
  first,
  isConductor,
  isMediator,
  isPlaced,
  never,
  presides,
  sessionOpen,
  type SessionRows,
  standing,
  standsIn,
  testTable,
  together,
  unless,
} from './table/testing.ts';
import { can } from './can.ts';

const notOut = unless((s) => s.place !== 'removed', 'participant.removed');
const inOrWaiting = unless((s) => isPlaced(s) || s.place === 'waiting', 'room.not-in');
const notIn = unless((s) => !isPlaced(s), 'participant.already-in');

/** Somebody who waits has an interpreter of their own, who is not on the line; who asks is, and so holds the joint session. */
const bereft: readonly SessionEvent[] = [online(x), worksFor(guest)];
const intoJoint = unless((s) => s.place !== 'plenary', 'interpreter.missing');

const table: SessionRows = {
  'session.enter': [
    { target: {}, denial: first(notOut, notIn) },
    {
      target: {},
      given: [{ type: 'session.locked', by: chair, locked: true }],
      denial: first(
        notOut,
        notIn,
        unless((s) => isConductor(s) || s.place === 'waiting', 'session.locked'),
      ),
    },
  ],
  'session.leave': [
    {
      target: {},
      denial: first(
        unless((s) => s.place !== 'expected', 'room.not-in'),
        notOut,
      ),
    },
  ],
  'session.adjourn': [{ target: {}, denial: first(presides, sessionOpen) }],
  'session.resume': [
    {
      target: {},
      denial: first(
        presides,
        unless((s) => s.phase === 'adjourned', 'session.already-open'),
      ),
    },
  ],
  'session.lock': [{ target: {}, denial: presides }],
  'house-rules.set': [{ target: {}, denial: presides }],
  'lead.take': [
    { target: {}, denial: first(standsIn, inOrWaiting) },
    // Nobody stands in their own way.
    { target: {}, given: [online(x)], denial: first(standsIn, inOrWaiting) },
    {
      target: {},
      given: [online(chair), ...stands(chair, plenary)],
      denial: first(standsIn, inOrWaiting, never('lead.mediator-present')),
    },
    {
      target: {},
      given: [online(second), ...stands(second, plenary), { type: 'lead.taken', by: second }],
      denial: first(standsIn, inOrWaiting, never('lead.mediator-present')),
    },
  ],
  'lead.return': [
    {
      target: {},
      denial: first(
        presides,
        unless((s) => s.actor === 'lead', 'lead.not-taken'),
      ),
    },
    {
      target: {},
      given: [{ type: 'lead.taken', by: second }],
      denial: isMediator,
    },
  ],
  'lobby.see': [{ target: {}, denial: conducts }],
  'lobby.admit': [
    { target: { participants: [guest], unserved: [] }, denial: first(conducts, sessionOpen) },
    // Nobody is missing, whoever was named.
    { target: { participants: [other, guest], unserved: [guest] }, denial: first(conducts, sessionOpen) },
    {
      target: { participants: [other], unserved: [] },
      denial: first(conducts, sessionOpen, never('participant.not-waiting')),
    },
    {
      target: { participants: [guest], unserved: [] },
      given: bereft,
      denial: first(conducts, sessionOpen, intoJoint),
    },
    {
      target: { participants: [guest], unserved: [guest, other] },
      given: bereft,
      denial: first(conducts, sessionOpen, intoJoint),
    },
    {
      target: { participants: [guest], unserved: [guest] },
      given: bereft,
      denial: first(conducts, sessionOpen),
    },
  ],
  'lobby.refuse': [
    { target: { participant: guest }, denial: conducts },
    { target: { participant: other }, denial: first(conducts, never('participant.not-waiting')) },
    { target: { participant: chair }, given: [waits(chair)], denial: first(conducts, presides) },
  ],
  'participant.see': [
    {
      target: { participant: other },
      denial: (s) => (isConductor(s) ? null : first(standing, together)(s)),
    },
    { target: { participant: x }, denial: always },
  ],
  'participant.locate': [{ target: { participant: other }, denial: conducts }],
  'participant.remove': [
    { target: { participant: other }, denial: presides },
    { target: { participant: guest }, denial: presides },
    { target: { participant: gone }, denial: first(presides, never('participant.not-in-room')) },
    { target: { participant: second }, given: [waits(second)], denial: presides },
    { target: { participant: chair }, given: [waits(chair)], denial: isMediator },
  ],
  'participant.recall': [
    { target: { participant: gone }, denial: presides },
    {
      target: { participant: guest },
      given: [{ type: 'participant.refused', participant: guest, by: chair, reason: '' }],
      denial: presides,
    },
    { target: { participant: other }, denial: first(presides, never('participant.not-removed')) },
  ],
  'ready.set': [{ target: {}, denial: standing }],
};

describe('[POL-1] [POL-2] the policy table, who comes in, who is put out, and who says so: role × action × placement × phase', () => {
  testTable(table);
});

test('[POL-6] a mediator cannot remove themselves by that action', () => {
  const verdict = can(stateOf(mediatorHere), x, 'participant.remove', { participant: x });
  expect(verdict).toEqual({ kind: 'deny', code: 'participant.self' });
});
