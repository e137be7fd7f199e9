import type { Audience } from '@parley/shared/policy';
import type { Presence, ServerCommand, SessionState } from '@parley/shared/session';

/** What an acknowledgement of this state confirms: who has come out of one room and may be in another. */
export function unconfirmedIn(state: SessionState): readonly ServerCommand[] {
  return [...state.people.values()].flatMap((person) => [...placed(person), ...inaudible(person)]);
}

function placed({ participant: { id }, attendance, epoch, leaving }: Presence): ServerCommand[] {
  if (attendance.kind !== 'placed') {
    return leaving === null ? [] : [{ type: 'placement.cut', participant: id, epoch }];
  }
  return attendance.placement.kind === 'moving'
    ? [{ type: 'placement.settle', participant: id, epoch: attendance.placement.epoch }]
    : [];
}

/** Who does not hear an interpreter any more. */
function inaudible({ participant: { id }, interpreting }: Presence): ServerCommand[] {
  const fading = interpreting?.fading ?? null;
  return fading === null ? [] : [{ type: 'hearing.cut', participant: id, since: fading.since }];
}

/** What matters of an audience; a session that only chats leaves the SFU alone. */
export const contentOf = ({ peers, edges, prepared, paused }: Audience): string =>
  JSON.stringify([peers, edges, prepared, paused]);
