import { type Draft, dropPeer, placed } from './draft.ts';
import { restartDue } from './ice.ts';
import { leaveOldRoom } from './incoming.ts';
import { feedAll, publishAll, stopOldRoom, stopUnwanted } from './outgoing.ts';

/** What follows from where things stand, after every event, until nothing is left to do. */
export function plan(draft: Draft): void {
  if (!placed(draft)) return nothing(draft);
  leaveOldRoom(draft);
  stopOldRoom(draft);
  stopUnwanted(draft);
  feedAll(draft);
  if (!draft.up) return;
  if (draft.capabilities === 'unknown' && !draft.waits.has('capabilities')) {
    draft.capabilities = 'asked';
    draft.effects.push({ do: 'ask-capabilities' });
  }
  switch (draft.peer.kind) {
    case 'none':
      return join(draft);
    case 'joining':
      return;
    case 'joined':
      if (!draft.peer.confirmed) return;
      if (isWorn(draft, draft.peer.left)) return joinAnew(draft);
      restartDue(draft);
      return publishAll(draft, draft.peer.key);
  }
}

/** Outside every room no media of mine exists. */
function nothing(draft: Draft): void {
  dropPeer(draft);
  draft.setbacks.clear();
  draft.failures = 0;
  draft.worked = false;
}

function join(draft: Draft): void {
  if (draft.capabilities !== 'known' || draft.waits.has('join')) return;
  draft.lastKey += 1;
  draft.peer = { kind: 'joining', key: draft.lastKey };
  draft.effects.push({ do: 'join', key: draft.lastKey });
}

/** It has had as many tracks as it is to have, and carries none just now, as on the way between rooms. */
const isWorn = ({ outgoing, incoming }: Draft, left: number): boolean =>
  left <= 0 && outgoing.size === 0 && incoming.size === 0;

/** Nothing has failed, and the person is told of no failure. */
function joinAnew(draft: Draft): void {
  dropPeer(draft);
  draft.worked = false;
  join(draft);
}
