import type { ConsumerId } from '@parley/shared/ids';
import { countTrack, type Draft, epochOf } from './draft.ts';
import type { Offer } from './state.ts';

/** A track to receive. Taken up only by the peer and in the epoch it was made for. */
export function offered(draft: Draft, offer: Offer): void {
  if (offer.epoch !== epochOf(draft)) return;
  switch (draft.peer.kind) {
    case 'none':
      return;
    case 'joining':
      draft.early = [...draft.early, offer];
      return;
    case 'joined':
      if (draft.peer.id === offer.peer) receive(draft, draft.peer.key, offer);
      return;
  }
}

function receive(draft: Draft, peer: number, { whose, options, epoch }: Offer): void {
  const { consumer } = options;
  const known = draft.incoming.get(consumer);
  if (known === undefined) {
    draft.incoming.set(consumer, { whose, epoch, track: null, flows: false, layer: null });
    draft.effects.push({ do: 'receive', peer, options });
    countTrack(draft);
    // Of a voice nothing is lost that comes while it is set up. A picture begins with one that is sent once.
    if (options.kind === 'audio') draft.effects.push({ do: 'ready', consumer });
    return;
  }
  draft.incoming.set(consumer, { ...known, whose });
  const heard = whose !== null;
  if (heard !== (known.whose !== null)) draft.effects.push({ do: 'hear', consumer, heard });
  // Offered again after the line came back the answer to the first offer may have been lost with it; and what it was
  // prepared for may not have been done.
  if (known.track !== null && heard) draft.effects.push({ do: 'ready', consumer });
}

/** Only these stand. */
export function standing(draft: Draft, consumers: readonly ConsumerId[]): void {
  const stands = new Set(consumers);
  stopReceiving(draft, (consumer) => !stands.has(consumer));
}

/** What belongs to another epoch than mine is over, whether or not the server has said so yet. */
export function leaveOldRoom(draft: Draft): void {
  const epoch = epochOf(draft);
  draft.early = draft.early.filter((offer) => offer.epoch === epoch);
  stopReceiving(draft, (consumer) => draft.incoming.get(consumer)?.epoch !== epoch);
}

function stopReceiving(draft: Draft, which: (consumer: ConsumerId) => boolean): void {
  for (const consumer of [...draft.incoming.keys()].filter(which)) {
    draft.incoming.delete(consumer);
    draft.effects.push({ do: 'stop-receiving', consumer });
  }
}
