import type { PeerId } from '../ids.ts';
import type { ParticipantCommand } from './commands.ts';
import { type Decision, denied, happened } from './decision.ts';
import { type Presence, type SessionState, settledIn } from './state.ts';

/** One of each source a person, and one shared screen a room, in the epoch the person stands in. */
export function publish(
  state: SessionState,
  me: Presence,
  command: Extract<ParticipantCommand, { type: 'media.publish' }>,
): Decision {
  const place = settledIn(me);
  if (place === null) return denied('room.not-settled');
  if (place.epoch !== command.epoch) return denied('epoch.stale');
  const live = [...state.producers.values()];
  if (live.some(({ owner, source }) => owner === me.participant.id && source === command.source)) {
    return denied('media.already-published');
  }
  if (
    command.source === 'screen' &&
    live.some(({ source, room }) => source === 'screen' && room === place.room)
  ) {
    return denied('media.screen-taken');
  }
  return happened({
    type: 'producer.opened',
    participant: me.participant.id,
    producer: command.producer,
    source: command.source,
    room: place.room,
    epoch: place.epoch,
  });
}

export function loseMedia(state: SessionState, peers: ReadonlySet<PeerId>): Decision {
  const mine = [...state.people.values()].flatMap(({ peer }) =>
    peer !== null && peers.has(peer) ? [peer] : [],
  );
  return mine.length === 0 ? happened() : happened({ type: 'media.lost', peers: mine });
}
