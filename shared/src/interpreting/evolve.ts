import { assertNever } from '../lib/assert-never.ts';
import type { ParticipantId, RoomId } from '../ids.ts';
import { reachedBy } from '../policy/hearers.ts';
import { standingIn } from '../policy/outlets.ts';
import { patch } from '../session/patch.ts';
import type { Presence, SessionState } from '../session/state.ts';
import type { InterpretingEvent } from './events.ts';
import type { Interpreting } from './interpreter.ts';
import { booth, type Outlet } from './outlet.ts';
import type { Silence } from './silence.ts';
import type { Manner, Turns } from './turns.ts';

/** Applies what has happened about interpretation; `seq` has grown already. */
export function evolveInterpreting(before: SessionState, event: InterpretingEvent): SessionState {
  return withFading(before, applied(before, event));
}

function applied(state: SessionState, event: InterpretingEvent): SessionState {
  switch (event.type) {
    case 'interpreter.assigned': {
      const { languages, bound } = event;
      return interprets(state, event.participant, (interpreting) => ({ ...interpreting, languages, bound }));
    }
    case 'interpreter.directed': {
      const { participant, outlet } = event;
      const redirected = interprets(state, participant, (interpreting) => ({ ...interpreting, outlet }));
      return outlet.to === 'channel' ? redirected : withoutOffers(redirected, (from) => from === participant);
    }
    case 'channel.chosen':
      return patch(state, event.participant, (person) => ({ ...person, listens: event.language }));
    case 'handover.offered': {
      const { from, to, at } = event;
      return { ...state, handovers: new Map(state.handovers).set(from, { to, at }) };
    }
    case 'handover.taken': {
      const { from, to, language } = event;
      const outlet: Outlet = { to: 'channel', language };
      const given = interprets(state, from, (interpreting) => ({ ...interpreting, outlet: booth }));
      const taken = interprets(given, to, (interpreting) => ({ ...interpreting, outlet }));
      return withoutOffers(taken, (giver) => giver === from || giver === to);
    }
    case 'handover.ended':
      return withoutOffers(state, (from) => from === event.from);
    case 'manner.set':
      return withManner(state, event.room, event.manner);
    case 'floor.given':
      return given(state, event);
    case 'pace.asked':
      return interprets(state, event.by, (interpreting) => ({ ...interpreting, paceAskedAt: event.at }));
    case 'silence.began': {
      const { room, language, at: since, told } = event;
      return { ...state, silences: [...state.silences, { room, language, since, told }] };
    }
    case 'silence.told':
      return {
        ...state,
        silences: state.silences.map((each) => (isOf(each, event) ? { ...each, told: 'conductors' } : each)),
      };
    case 'silence.ended':
      return { ...state, silences: state.silences.filter((each) => !isOf(each, event)) };
    case 'booth.said':
      return state;
    case 'hearing.cut':
      return interprets(state, event.participant, (interpreting) => ({ ...interpreting, fading: null }));
    default:
      return assertNever(event);
  }
}

const isOf = (silence: Silence, event: Pick<Silence, 'room' | 'language'>): boolean =>
  silence.room === event.room && silence.language === event.language;

function withoutOffers(
  state: SessionState,
  which: (from: ParticipantId, to: ParticipantId) => boolean,
): SessionState {
  const handovers = [...state.handovers].filter(([from, { to }]) => !which(from, to));
  return handovers.length === state.handovers.size ? state : { ...state, handovers: new Map(handovers) };
}

function withManner(state: SessionState, room: RoomId, manner: Manner): SessionState {
  const turns = new Map(state.turns);
  switch (manner.kind) {
    case 'simultaneous':
      turns.delete(room);
      return { ...state, turns };
    case 'consecutive': {
      const { limitSeconds, awaySeconds } = manner;
      const { floor = null, lapsed = null } = turns.get(room) ?? {};
      turns.set(room, { limitSeconds, awaySeconds, floor, lapsed });
      const there = new Set(standingIn(state, room).map(({ participant }) => participant.id));
      // Where there are no channels nobody hands one over.
      return withoutOffers({ ...state, turns }, (from) => there.has(from));
    }
  }
}

function given(
  state: SessionState,
  { room, by, floor }: Extract<InterpretingEvent, { type: 'floor.given' }>,
): SessionState {
  const turns = state.turns.get(room);
  if (turns === undefined) return state;
  const lapsed = by === null ? (turns.floor?.holder ?? null) : null;
  return withTurns(state, room, { ...turns, floor, lapsed });
}

const withTurns = (state: SessionState, room: RoomId, turns: Turns): SessionState => ({
  ...state,
  turns: new Map(state.turns).set(room, turns),
});

/** It is nobody's turn any more whose it was, and nothing is told of theirs. */
function withoutTurn(state: SessionState, id: ParticipantId): SessionState {
  let after = state;
  for (const [room, turns] of state.turns) {
    const { floor, lapsed } = turns;
    if (floor?.holder !== id && lapsed !== id) continue;
    after = withTurns(after, room, {
      ...turns,
      floor: floor?.holder === id ? null : floor,
      lapsed: lapsed === id ? null : lapsed,
    });
  }
  return after;
}

/** Somebody is in no room, or on the way to another: nobody hands over to them, nor they to anybody, and it is not their turn. */
export const withoutPart = (state: SessionState, id: ParticipantId): SessionState =>
  withoutOffers(withoutTurn(state, id), (from, to) => from === id || to === id);

/** About anybody who is no interpreter nothing changes. */
const interprets = (
  state: SessionState,
  id: ParticipantId,
  change: (interpreting: Interpreting) => Interpreting,
): SessionState =>
  patch(state, id, (person) =>
    person.interpreting === null ? person : { ...person, interpreting: change(person.interpreting) },
  );

/** Whoever should not hear an interpreter any more might, until the SFU has acknowledged it: that is kept. */
export function withFading(before: SessionState, after: SessionState): SessionState {
  let state = after;
  for (const was of before.people.values()) {
    const { id } = was.participant;
    const now = after.people.get(id);
    if (now === undefined || !sounds(before, was)) continue;
    const reached = new Set(reachedBy(after, now).map(({ participant }) => participant.id));
    const lost = reachedBy(before, was).flatMap(({ participant }) =>
      reached.has(participant.id) ? [] : [participant.id],
    );
    if (lost.length === 0) continue;
    state = interprets(state, id, (interpreting) => ({
      ...interpreting,
      fading: {
        heardBy: [...new Set([...(interpreting.fading?.heardBy ?? []), ...lost])],
        since: state.seq,
      },
    }));
  }
  return state;
}

const sounds = ({ producers }: SessionState, { participant }: Presence): boolean =>
  [...producers.values()].some(({ owner, source }) => owner === participant.id && source === 'microphone');

/** Nobody speaks in turn in a room that is closed. */
export const withoutRoom = (state: SessionState, room: RoomId): SessionState =>
  withManner(state, room, { kind: 'simultaneous' });
