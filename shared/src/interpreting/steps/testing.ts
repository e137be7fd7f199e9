import { MessageId, type ParticipantId } from '../../ids.ts';
import type { Asked, Here } from '../../session/random/testing.ts';
import { type Presence, settledIn } from '../../session/state.ts';
import { participant, producer, room } from '../../session/testing.ts';
import type { InterpretingCommand } from '../commands.ts';
import type { Bound } from '../interpreter.ts';
import type { Outlet } from '../outlet.ts';

/** What people try with interpretation in random sessions. */

const pick = <T>(from: readonly T[], n: number): T | undefined => from[n % Math.max(1, from.length)];
const asks = (by: ParticipantId, command: InterpretingCommand): Asked => ({ command, by });
const mediator = participant('mediator');

/** Somebody who stands in a room and whom this fits, mostly. */
function somebody({ state, n, who }: Here, fits: (person: Presence) => boolean = () => true): ParticipantId {
  const standing = [...state.people.values()].filter((person) => settledIn(person) !== null);
  return n % 13 === 0 ? who : (pick(standing.filter(fits), n)?.participant.id ?? who);
}
const isInterpreter = ({ interpreting }: Presence): boolean => interpreting !== null;
const isOnAir = ({ interpreting }: Presence): boolean => interpreting?.outlet.to === 'channel';

/** Of the room they stand in, mostly. */
const epochOf = ({ state, n }: Here, by: ParticipantId): number =>
  (state.people.get(by)?.epoch ?? 0) - (n % 17 === 0 ? 1 : 0);
const roomOf = ({ state, n }: Here) => pick([...state.rooms.keys(), room('nowhere')], n) ?? state.plenary;
const pairs = [
  ['zh', 'en'],
  ['en', 'zh', 'fr'],
  ['zh', 'fr'],
  ['zh', 'en'],
];

function boundOf(h: Here): Bound {
  switch (h.n % 4) {
    case 0:
      return { to: 'session' };
    case 1:
      return { to: 'room', room: roomOf(h) };
    default:
      return { to: 'party', participant: participant(h.yes ? 'party' : 'respondent') };
  }
}

function outletOf({ n }: Here): Outlet {
  switch (n % 7) {
    case 0:
      return { to: 'room' };
    case 1:
    case 2:
      return { to: 'booth' };
    default:
      return { to: 'channel', language: pick(['en', 'en', 'zh', 'fr'], n) ?? 'en' };
  }
}

/** Who renders, or holds the floor of, some room where people speak in turn. */
function turnOf(h: Here): ParticipantId {
  const [room, turns] = pick([...h.state.turns], h.n) ?? [];
  const { floor } = turns ?? {};
  return floor?.phase === 'interpreting'
    ? somebody(h, (person) => isInterpreter(person) && settledIn(person)?.room === room)
    : (floor?.holder ?? somebody(h, (person) => settledIn(person)?.room === room));
}

export const interpretingChoices = {
  'assigns an interpreter': (h: Here) =>
    asks(h.n % 9 === 0 ? h.who : mediator, {
      type: 'interpreter.assign',
      participant: somebody(h, isInterpreter),
      languages: pick(pairs, h.n) ?? ['zh', 'en'],
      bound: boundOf(h),
    }),
  'directs their voice': (h: Here) => {
    const by = somebody(h, isInterpreter);
    return asks(by, { type: 'interpreter.direct', outlet: outletOf(h), epoch: epochOf(h, by) });
  },
  listens: (h: Here) =>
    asks(somebody(h), {
      type: 'channel.listen',
      language: pick(['en', 'zh', 'en', 'fr', null], h.n) ?? null,
    }),
  'offers to hand over': (h: Here) => {
    const by = somebody(h, isOnAir);
    const mine = h.state.people.get(by);
    const beside = (person: Presence): boolean =>
      isInterpreter(person) &&
      person !== mine &&
      mine !== undefined &&
      settledIn(person)?.room === settledIn(mine)?.room;
    return asks(by, {
      type: 'handover.offer',
      to: somebody({ ...h, n: h.n + 1 }, beside),
      epoch: epochOf(h, by),
    });
  },
  'takes over': (h: Here) => {
    const [from, handover] = pick([...h.state.handovers], h.n) ?? [h.whom];
    const by = h.n % 9 === 0 ? h.who : (handover?.to ?? h.who);
    return asks(by, { type: 'handover.take', from, epoch: epochOf(h, by) });
  },
  'calls a handover off': (h: Here) => {
    const [from, handover] = pick([...h.state.handovers], h.n) ?? [h.whom];
    const by = h.yes ? from : (handover?.to ?? h.who);
    return asks(by, { type: 'handover.end', from, epoch: epochOf(h, by) });
  },
  'writes in the booth': (h: Here) => {
    const by = somebody(h, isInterpreter);
    const person = h.state.people.get(by);
    const here = person === undefined ? null : settledIn(person);
    return asks(by, {
      type: 'booth.say',
      id: MessageId.parse(`booth-${h.fresh}`.padEnd(8, '_')),
      room: h.n % 11 === 0 || here === null ? roomOf(h) : here.room,
      text: 'My turn?',
    });
  },
  'sets the manner': (h: Here) =>
    asks(h.n % 9 === 0 ? h.who : mediator, {
      type: 'manner.set',
      room: roomOf(h),
      manner: h.yes ? { kind: 'consecutive', limitSeconds: 60, awaySeconds: 10 } : { kind: 'simultaneous' },
    }),
  'takes the floor': (h: Here) => {
    const by = somebody(h, (person) => h.state.turns.has(settledIn(person)?.room ?? room('nowhere')));
    return asks(by, { type: 'floor.take', epoch: epochOf(h, by) });
  },
  'passes the floor': (h: Here) => {
    const by = turnOf(h);
    return asks(by, { type: 'floor.pass', to: h.n % 3 === 0 ? somebody(h) : null, epoch: epochOf(h, by) });
  },
  'overrides the floor': (h: Here) => {
    const by = h.n % 9 === 0 ? h.who : mediator;
    return asks(by, { type: 'floor.override', to: h.yes ? somebody(h) : null, epoch: epochOf(h, by) });
  },
  'asks for a slower pace': (h: Here) => {
    const by = somebody(h, isInterpreter);
    return asks(by, { type: 'pace.ask', participant: somebody({ ...h, n: h.n + 1 }), epoch: epochOf(h, by) });
  },
  'publishes a voice': (h: Here) => {
    const by = somebody(h, (person) => isInterpreter(person) && person.peer !== null);
    return {
      command: {
        type: 'media.publish',
        producer: producer(`v-${h.fresh}`),
        source: 'microphone',
        epoch: epochOf(h, by),
      },
      by,
    } as const;
  },
  'opens a voice': (h: Here) => {
    const by = somebody(h, (person) => isInterpreter(person) && person.microphone === 'muted');
    return { command: { type: 'microphone.set', open: true, epoch: epochOf(h, by) }, by } as const;
  },
  'notices a silence': (h: Here) => {
    const listener = h.state.people.get(somebody(h, ({ listens }) => listens !== null));
    const room = (listener === undefined ? null : settledIn(listener)?.room) ?? roomOf(h);
    return {
      command: { type: 'silence.begin', room, language: listener?.listens ?? 'en' },
      by: null,
    } as const;
  },
  'has known of a silence': (h: Here) => {
    const { room, language, since } = pick(h.state.silences, h.n) ?? {
      room: roomOf(h),
      language: 'en',
      since: 0,
    };
    const command = h.yes ? ({ type: 'silence.tell', since } as const) : ({ type: 'silence.end' } as const);
    return { command: { room, language, ...command }, by: null } as const;
  },
  'is inaudible': (h: Here) => {
    const fading = [...h.state.people.values()].filter(({ interpreting }) => interpreting?.fading);
    const person = pick(fading, h.n);
    const since = (person?.interpreting?.fading?.since ?? 0) - (h.n % 7 === 0 ? 1 : 0);
    return {
      command: { type: 'hearing.cut', participant: person?.participant.id ?? h.who, since },
      by: null,
    } as const;
  },
} as const;

/** How often each is tried. */
export const interpretingOften = {
  'directs their voice': 12,
  listens: 6,
  'writes in the booth': 6,
  'offers to hand over': 8,
  'takes over': 8,
  'publishes a voice': 10,
  'takes the floor': 6,
  'passes the floor': 6,
} as const;
