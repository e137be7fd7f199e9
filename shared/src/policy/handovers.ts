import type { ParticipantId } from '../ids.ts';
import { isPresent, type Presence, type SessionState, settledIn } from '../session/state.ts';
import { isSettled } from './conditions.ts';
import { arePartners, interprets, isBoundElsewhere, isHeard, outletOf } from './outlets.ts';
import { all, type Verdict, verdict } from './verdict.ts';

/** By who interprets into a language, to a partner on the line in the same room, one at a time. */
export function offersHandover(state: SessionState, actor: Presence, to: ParticipantId): Verdict {
  const partner = state.people.get(to);
  return all(
    interprets(actor),
    isSettled(actor),
    verdict(outletOf(state, actor).to === 'channel', 'handover.not-interpreting'),
    verdict(partner !== undefined && isAtHand(actor, partner), 'handover.no-partner'),
    verdict(!state.handovers.has(actor.participant.id), 'handover.under-way'),
  );
}

const isAtHand = (actor: Presence, partner: Presence): boolean =>
  actor !== partner &&
  isPresent(partner) &&
  settledIn(partner)?.room === settledIn(actor)?.room &&
  arePartners(actor, partner);

/** By the one it is offered to, who is heard at once: with a closed microphone there would be a gap. */
export function takesOver(state: SessionState, actor: Presence, from: ParticipantId): Verdict {
  const giver = state.people.get(from);
  const outlet = giver === undefined ? null : outletOf(state, giver);
  return all(
    interprets(actor),
    isSettled(actor),
    verdict(giver !== undefined && isOfferedTo(state, actor, giver), 'handover.none'),
    verdict(
      outlet?.to === 'channel' && (actor.interpreting?.languages.includes(outlet.language) ?? false),
      'interpreter.not-your-language',
    ),
    verdict(!isElsewhere(actor), 'interpreter.elsewhere'),
    verdict(isHeard(state, actor), 'handover.silent'),
  );
}

function isElsewhere(actor: Presence): boolean {
  const room = settledIn(actor)?.room;
  return room !== undefined && isBoundElsewhere(actor, room);
}

/** In the room where it was offered; it ends with what it is about. */
const isOfferedTo = (state: SessionState, actor: Presence, giver: Presence): boolean =>
  state.handovers.get(giver.participant.id)?.to === actor.participant.id &&
  settledIn(giver)?.room === settledIn(actor)?.room;

/** By either of the two. */
export function endsHandover(state: SessionState, actor: Presence, from: ParticipantId): Verdict {
  const { id } = actor.participant;
  const handover = state.handovers.get(from);
  return verdict(handover !== undefined && (id === from || id === handover.to), 'handover.none');
}
