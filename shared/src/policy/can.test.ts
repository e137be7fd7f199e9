import { describe, expect, test } from 'vitest';
import type { ErrorCode } from '../errors/index.ts';
import { create, evolve } from '../session/evolve.ts';
import type { SessionEvent } from '../session/events.ts';
import type { SessionState } from '../session/state.ts';
import {
  applicant,
  created,
  participant,
  peer,
  producer,
  respondent,
  room,
  roles,
} from '../session/testing.ts';
import type { Action, Actions } from './can.ts';
import { can } from './can.ts';

/** Where the actor can stand, as the events that bring them there. */
const places = {
  expected: [],
  waiting: [{ type: 'participant.waiting', participant: participant('x'), at: 1 }],
  refused: [{ type: 'participant.refused', participant: participant('x'), by: participant('x'), reason: '' }],
  moving: [moving('plenary')],
  plenary: [moving('plenary'), settled('plenary')],
  elsewhere: [moving('caucus'), settled('caucus')],
  left: [{ type: 'participant.left', participant: participant('x') }],
  removed: [{ type: 'participant.removed', participant: participant('x'), by: participant('x'), reason: '' }],
} as const satisfies Record<string, readonly SessionEvent[]>;
type Place = keyof typeof places;

const phases = {
  scheduled: [],
  open: [{ type: 'session.opened', at: 1 }],
  adjourned: [
    { type: 'session.opened', at: 1 },
    { type: 'session.adjourned', by: participant('mediator'), note: '' },
  ],
} as const satisfies Record<string, readonly SessionEvent[]>;
type PhaseName = keyof typeof phases;

function moving(to: string) {
  return {
    type: 'participant.moving',
    participant: participant('x'),
    by: participant('mediator'),
    to: room(to),
    epoch: 1,
  } as const;
}
function settled(where: string) {
  return { type: 'participant.settled', participant: participant('x'), room: room(where), epoch: 1 } as const;
}

type RoleName = (typeof roles)[number];
interface Situation {
  readonly role: RoleName;
  readonly place: Place;
  readonly phase: PhaseName;
}

/**
 * The table, written down a second time from the product's point of view: for each action the first reason that
 * denies it, in plain conditions over the three words of a situation. The other person of a target is a party
 * settled in the plenary, sending camera `producer`, unless the action's name says otherwise.
 */
type Expectation = (s: Situation) => ErrorCode | null;
const first =
  (...checks: readonly Expectation[]): Expectation =>
  (s) =>
    checks.map((check) => check(s)).find((code) => code !== null) ?? null;
const unless =
  (holds: (s: Situation) => boolean, code: ErrorCode): Expectation =>
  (s) =>
    holds(s) ? null : code;

const conducts = unless((s) => s.role === 'mediator', 'role.not-allowed');
const speaks = unless((s) => s.role !== 'observer', 'role.not-allowed');
const placed = unless((s) => ['moving', 'plenary', 'elsewhere'].includes(s.place), 'room.not-in');
const standing = first(
  placed,
  unless((s) => s.place !== 'moving', 'room.not-settled'),
);
const inPlenary = unless((s) => s.place === 'plenary', 'room.not-in');
const together = unless((s) => s.place === 'plenary', 'participant.not-in-room');
const sessionOpen = first(
  unless((s) => s.phase !== 'scheduled', 'session.not-open'),
  unless((s) => s.phase !== 'adjourned', 'session.adjourned'),
);
const always: Expectation = () => null;

const table: { readonly [A in Action]: { readonly target: Actions[A]; readonly denial: Expectation } } = {
  'session.enter': {
    target: {},
    denial: first(
      unless((s) => s.place !== 'removed', 'participant.removed'),
      unless((s) => !['moving', 'plenary', 'elsewhere'].includes(s.place), 'participant.already-in'),
    ),
  },
  'session.leave': { target: {}, denial: unless((s) => s.place !== 'expected', 'room.not-in') },
  'session.adjourn': { target: {}, denial: first(conducts, sessionOpen) },
  'session.resume': {
    target: {},
    denial: first(
      conducts,
      unless((s) => s.phase === 'adjourned', 'session.already-open'),
    ),
  },
  'lobby.see': { target: {}, denial: conducts },
  'lobby.admit': { target: { participant: participant('guest') }, denial: first(conducts, sessionOpen) },
  'lobby.refuse': { target: { participant: participant('guest') }, denial: conducts },
  'participant.see': {
    target: { participant: participant('other') },
    denial: (s) => (s.role === 'mediator' ? null : first(standing, together)(s)),
  },
  'participant.mute': {
    target: { participant: participant('other') },
    denial: first(conducts, standing, together),
  },
  'participant.remove': { target: { participant: participant('other') }, denial: conducts },
  'participant.recall': { target: { participant: participant('gone') }, denial: conducts },
  'hand.raise': { target: {}, denial: first(speaks, standing) },
  'hand.lower': {
    target: { participant: participant('other') },
    denial: first(conducts, standing, together),
  },
  'microphone.open': { target: {}, denial: first(speaks, standing) },
  'microphone.mute': { target: {}, denial: placed },
  'chat.say': { target: { room: room('plenary') }, denial: first(speaks, standing, inPlenary) },
  'chat.read': { target: { room: room('plenary') }, denial: first(standing, inPlenary) },
  'media.join': { target: {}, denial: placed },
  'media.publish': {
    target: { source: 'screen' },
    denial: first(
      speaks,
      unless((s) => s.role !== 'interpreter', 'role.not-allowed'),
      standing,
    ),
  },
  'media.unpublish': { target: { producer: producer('mine') }, denial: always },
  'media.hear': {
    target: { producer: producer('camera') },
    denial: first(
      unless((s) => ['plenary', 'elsewhere'].includes(s.place), 'room.not-settled'),
      inPlenary,
    ),
  },
};

function situation({ role, place, phase }: Situation): SessionState {
  const actor =
    role === 'party' || role === 'counsel' ? ({ role, side: applicant } as const) : ({ role } as const);
  const someone = { name: 'N', languages: ['zh'], role: 'party', side: respondent } as const;
  const state = create({
    ...created,
    people: [
      { id: participant('x'), name: 'X', languages: ['zh'], ...actor },
      { ...someone, id: participant('other'), languages: ['zh'] },
      { ...someone, id: participant('guest'), languages: ['zh'] },
      { ...someone, id: participant('gone'), languages: ['zh'] },
    ],
  });
  const events: readonly SessionEvent[] = [
    ...phases[phase],
    { ...moving('plenary'), participant: participant('other') },
    { ...settled('plenary'), participant: participant('other') },
    { type: 'participant.waiting', participant: participant('guest'), at: 1 },
    { type: 'participant.removed', participant: participant('gone'), by: participant('x'), reason: '' },
    {
      type: 'producer.opened',
      participant: participant('other'),
      producer: producer('camera'),
      source: 'camera',
      room: room('plenary'),
      epoch: 1,
    },
    ...places[place],
    { type: 'media.joined', participant: participant('x'), peer: peer('x') },
    {
      type: 'producer.opened',
      participant: participant('x'),
      producer: producer('mine'),
      source: 'camera',
      room: room('plenary'),
      epoch: 1,
    },
  ];
  return events.reduce(evolve, state);
}

const actions = Object.keys(table).filter((name): name is Action => Object.hasOwn(table, name));
const situations = roles.flatMap((role) =>
  (Object.keys(places) as Place[]).flatMap((place) =>
    (Object.keys(phases) as PhaseName[]).map((phase) => ({ role, place, phase })),
  ),
);

function ask<A extends Action>(state: SessionState, action: A): ErrorCode | null {
  const verdict = can(state, participant('x'), action, table[action].target);
  return verdict.kind === 'deny' ? verdict.code : null;
}

describe('the policy table: role × action × placement × phase', () => {
  test.each(actions)('[POL-1] %s is allowed and denied exactly as stated', (action) => {
    const answers = situations.map((s) => [s, ask(situation(s), action)] as const);
    expect(answers).toEqual(situations.map((s) => [s, table[action].denial(s)]));
  });

  test('[POL-1] the table is not vacuous: most actions are both allowed and denied somewhere', () => {
    const counts = actions.map((action) => {
      const denials = situations.map((s) => table[action].denial(s));
      return { action, allowed: denials.filter((code) => code === null).length };
    });
    expect(counts.filter(({ allowed }) => allowed === 0)).toEqual([]);
    const neverDenied = counts.filter(({ allowed }) => allowed === situations.length);
    expect(neverDenied.map(({ action }) => action)).toEqual(['media.unpublish']);
  });

  test('[POL-2] a stranger to the session is denied everything', () => {
    const state = situation({ role: 'mediator', place: 'plenary', phase: 'open' });
    for (const action of actions) {
      const verdict = can(state, participant('stranger'), action, table[action].target);
      expect(verdict).toEqual({ kind: 'deny', code: 'participant.unknown' });
    }
  });

  test("[POL-3] nobody closes another person's producer", () => {
    const state = situation({ role: 'mediator', place: 'plenary', phase: 'open' });
    const verdict = can(state, participant('x'), 'media.unpublish', { producer: producer('camera') });
    expect(verdict).toEqual({ kind: 'deny', code: 'media.unknown' });
  });

  test('[POL-4] nobody hears themselves', () => {
    const state = situation({ role: 'party', place: 'plenary', phase: 'open' });
    const verdict = can(state, participant('x'), 'media.hear', { producer: producer('mine') });
    expect(verdict).toEqual({ kind: 'deny', code: 'participant.self' });
  });

  test('[POL-5] a producer of an earlier epoch is heard by nobody', () => {
    const before = situation({ role: 'party', place: 'plenary', phase: 'open' });
    const later = evolve(before, { ...settled('plenary'), participant: participant('other'), epoch: 2 });
    const verdict = can(later, participant('x'), 'media.hear', { producer: producer('camera') });
    expect(verdict).toEqual({ kind: 'deny', code: 'epoch.stale' });
  });

  test('[POL-6] a mediator cannot remove themselves by that action', () => {
    const state = situation({ role: 'mediator', place: 'plenary', phase: 'open' });
    const verdict = can(state, participant('x'), 'participant.remove', { participant: participant('x') });
    expect(verdict).toEqual({ kind: 'deny', code: 'participant.self' });
  });
});
