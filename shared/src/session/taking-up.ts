import type { PeerId } from '../ids.ts';
import { type Decision, happened } from './decision.ts';
import type { SessionEvent } from './events.ts';
import type { HeldPeer, Producer } from './media.ts';
import { announced } from './moves.ts';
import type { Presence, SessionState } from './state.ts';

/**
 * After a restart no line is taken for alive, and no medium but what the SFU holds just as it is written down. What is
 * not taken up is written down as lost, so that the next audience does not name it and the SFU cuts it. And whoever was
 * announced before a door is announced anew: those inside, who are heard all the while, may not have been told of it.
 */
export function restart(state: SessionState, held: readonly HeldPeer[], at: number): Decision {
  const people = [...state.people.values()];
  const takenUp = new Map(people.flatMap((person) => heldOf(person, held)));
  const peers = people.flatMap(({ peer }) => (peer === null || takenUp.has(peer) ? [] : [peer]));
  const tracks = [...state.producers.values()].filter(({ owner }) => {
    const peer = state.people.get(owner)?.peer ?? null;
    return peer !== null && takenUp.has(peer);
  });
  return happened(
    ...(peers.length === 0 ? [] : [{ type: 'media.lost', peers } satisfies SessionEvent]),
    ...tracks
      .filter((track) => !isHeld(state, track, takenUp))
      .map(({ id }): SessionEvent => ({ type: 'producer.closed', producer: id })),
    ...people.flatMap((person): SessionEvent[] =>
      person.line.kind === 'online'
        ? [{ type: 'participant.lost', participant: person.participant.id, at }]
        : [],
    ),
    ...[...state.entries.values()].flatMap((entry): SessionEvent[] =>
      entry.consent.kind === 'announced'
        ? [{ ...entry, type: 'entry.announced', at, consent: announced(at) }]
        : [],
    ),
  );
}

/** What is said once, of somebody whose line is not given up; said in two ways, neither can be shown to be so. */
function heldOf({ peer, line }: Presence, held: readonly HeldPeer[]): (readonly [PeerId, HeldPeer])[] {
  if (peer === null || line.kind === 'offline') return [];
  const [first, ...more] = held.filter((each) => each.peer === peer);
  return first === undefined || more.length > 0 ? [] : [[peer, first]];
}

function isHeld(
  state: SessionState,
  { id, owner, source, room, epoch }: Producer,
  takenUp: ReadonlyMap<PeerId, HeldPeer>,
): boolean {
  const peer = state.people.get(owner)?.peer ?? null;
  const found = peer === null ? undefined : takenUp.get(peer);
  return (
    found?.producers.some(
      ({ producer, source: from, tag }) =>
        producer === id && from === source && tag.room === room && tag.epoch === epoch,
    ) === true
  );
}
