import type { ParticipantId, RoomId } from '../ids.ts';
import type { Bound } from '../interpreting/interpreter.ts';
import type { Outlet } from '../interpreting/outlet.ts';
import { sideOf } from '../session/people.ts';
import { isPresent, type Presence, type SessionState, settledIn } from '../session/state.ts';
import { exists, isConductor, isIn, isSettled } from './conditions.ts';
import { interprets, isBoundElsewhere, voicesInto } from './outlets.ts';
import { conducts } from './roles.ts';
import { all, allow, deny, type Verdict, verdict } from './verdict.ts';

/** Who conducts says whom an interpreter works for: never one whom a side brought for another side. */
export function assigns(state: SessionState, actor: Presence, whom: ParticipantId, bound: Bound): Verdict {
  const interpreter = state.people.get(whom);
  return all(
    isConductor(actor),
    verdict((interpreter?.interpreting ?? null) !== null, 'interpreter.unknown'),
    mayWorkFor(state, interpreter, bound),
  );
}

function mayWorkFor(state: SessionState, interpreter: Presence | undefined, bound: Bound): Verdict {
  switch (bound.to) {
    case 'session':
      return allow;
    case 'room':
      return exists(state, bound.room);
    case 'party': {
      const party = state.people.get(bound.participant)?.participant;
      if (party?.role !== 'party' || interpreter === undefined) return deny('participant.unknown');
      const side = sideOf(interpreter.participant);
      return verdict(side === null || side === party.side, 'interpreter.of-other-side');
    }
  }
}

/** An interpreter sends their own voice where they may; into a language only while nobody on the line does there. */
export function directs(state: SessionState, actor: Presence, outlet: Outlet): Verdict {
  const may = all(interprets(actor), isSettled(actor));
  const room = settledIn(actor)?.room;
  if (may.kind === 'deny' || room === undefined || outlet.to !== 'channel') return may;
  const { language } = outlet;
  return all(
    verdict(actor.interpreting?.languages.includes(language) ?? false, 'interpreter.not-your-language'),
    verdict(!isBoundElsewhere(actor, room), 'interpreter.elsewhere'),
    verdict(!state.turns.has(room), 'channel.consecutive'),
    verdict(!voicesInto(state, room, language, actor.participant.id).some(isPresent), 'channel.taken'),
  );
}

/** An interpreter who stands there. */
export const worksIn = (actor: Presence, room: RoomId): Verdict =>
  all(interprets(actor), isSettled(actor), isIn(actor, room));

/** Those who see to it that everyone is served are told how many listen to what in their room. */
export const countsListeners = (actor: Presence): Verdict =>
  all(
    verdict(conducts(actor.participant.role) || actor.interpreting !== null, 'role.not-allowed'),
    isSettled(actor),
  );
