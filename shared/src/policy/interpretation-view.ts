import type { ParticipantId, RoomId } from '../ids.ts';
import { standing } from '../interpreting/interpreter.ts';
import { type Presence, type SessionState, settledIn } from '../session/state.ts';
import type { Action, Actions } from './can.ts';
import { counted } from './counted.ts';
import type { Assignment, InterpretationView } from './interpretation-shape.ts';
import { arePartners, isBoundElsewhere, outletOf, standingIn } from './outlets.ts';
import { silencesBefore } from './silences.ts';
import { isHushed, isInterpretedIn } from './turns.ts';

type Allowed = <A extends Action>(action: A, target: Actions[A]) => boolean;

/** Interpretation in the room somebody stands in. */
export function interpretationFor(
  state: SessionState,
  me: Presence,
  allowed: Allowed,
): InterpretationView | null {
  const room = settledIn(me)?.room;
  if (room === undefined) return null;
  const here = standingIn(state, room);
  const interpreters = here.filter(({ interpreting }) => interpreting !== null);
  return {
    interpreters: interpreters.flatMap(({ participant: { id }, interpreting }) =>
      interpreting === null ? [] : [{ participant: id, languages: [...interpreting.languages] }],
    ),
    channels: interpreters.flatMap((person) => {
      const outlet = outletOf(state, person);
      return outlet.to === 'channel'
        ? [{ language: outlet.language, interpreter: person.participant.id }]
        : [];
    }),
    turns: turnsIn(state, me, room, allowed),
    listens: me.listens,
    listeners: allowed('channel.count', {})
      ? counted(here.flatMap((person) => (person === me ? [] : (person.listens ?? []))))
      : null,
    mine: mineOf(state, me, here, room),
  };
}

function turnsIn(
  state: SessionState,
  me: Presence,
  room: RoomId,
  allowed: Allowed,
): InterpretationView['turns'] {
  const turns = state.turns.get(room);
  if (turns === undefined) return null;
  const { limitSeconds, floor, lapsed } = turns;
  return {
    limitSeconds,
    floor,
    lapsed,
    mayTake: allowed('floor.take', {}),
    mayPass: allowed('floor.pass', { to: null }),
    interpreted: isInterpretedIn(state, room),
    hushed: isHushed(state, me),
  };
}

function mineOf(
  state: SessionState,
  me: Presence,
  here: readonly Presence[],
  room: RoomId,
): InterpretationView['mine'] {
  const { interpreting } = me;
  if (interpreting === null) return null;
  const { bound } = interpreting;
  const { id } = me.participant;
  const others = here.filter((person) => person !== me);
  const ids = others.map(({ participant }) => participant.id);
  return {
    outlet: outletOf(state, me),
    bound: boundAs(bound, ids, isBoundElsewhere(me, room)),
    partners: others.filter((other) => arePartners(me, other)).map(({ participant }) => participant.id),
    handovers: [...state.handovers].flatMap(([from, { to, at }]) =>
      from === id || to === id ? [{ from, to, at }] : [],
    ),
    silent: silencesBefore(state, me).map(({ language, since }) => ({ language, since })),
  };
}

function boundAs(
  bound: Assignment['bound'],
  seen: readonly ParticipantId[],
  elsewhere: boolean,
): NonNullable<InterpretationView['mine']>['bound'] {
  switch (bound.to) {
    case 'session':
      return bound;
    case 'room':
      return { to: 'room', here: !elsewhere };
    case 'party':
      return { to: 'party', participant: seen.find((id) => id === bound.participant) ?? null };
  }
}

export const assignmentsOf = (state: SessionState): Assignment[] =>
  [...state.people.values()].flatMap(({ participant: { id }, interpreting }) =>
    interpreting === null
      ? []
      : [
          {
            participant: id,
            languages: [...interpreting.languages],
            bound: standing(state, interpreting.bound),
          },
        ],
  );
