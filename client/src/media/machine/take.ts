import { assertNever } from '@parley/shared/lib';
import { backOff, type Draft, dropPeer, giveUpPeer, mendAll, wait } from './draft.ts';
import { offered, standing } from './incoming.ts';
import { gapTimer, iceFailed, iceRestarted, iceTimer, transportChanged } from './ice.ts';
import { feedFailed, publishFailed, published, viewed } from './outgoing.ts';
import type { Event } from './state.ts';

/** Notes what has happened; what follows from it is `plan`'s. */
export function take(draft: Draft, event: Event): void {
  switch (event.type) {
    case 'entered':
      draft.entered = true;
      return;
    case 'left':
      draft.entered = false;
      return;
    case 'line.down':
      draft.up = false;
      return;
    case 'view':
      if (event.fresh) freshLine(draft);
      draft.me = event.me;
      return viewed(draft, event.me, event.fresh);
    case 'capabilities.known':
      return capabilitiesKnown(draft);
    case 'capabilities.failed':
      if (draft.capabilities !== 'asked') return;
      draft.capabilities = 'unknown';
      return wait(draft, 'capabilities', backOff(1));
    case 'tracks':
      draft.tracks = event.tracks;
      return;
    case 'hushed':
      draft.hushed = event.hushed;
      return;
    case 'shown':
      draft.shown = event.epoch;
      return;
    case 'joined':
      return joined(draft, event);
    case 'join.failed':
      if (draft.peer.kind !== 'joining' || draft.peer.key !== event.key) return;
      draft.capabilities = 'unknown';
      return giveUpPeer(draft);
    case 'broken':
      if (draft.peer.kind !== 'joined' || draft.peer.key !== event.key) return;
      return giveUpPeer(draft);
    case 'media.lost':
      if (draft.peer.kind === 'joined' && draft.peer.id === event.peer) dropPeer(draft);
      return;
    case 'published':
      return published(draft, event);
    case 'publish.failed':
      return publishFailed(draft, event);
    case 'feed.failed':
      return feedFailed(draft, event.key);
    case 'unpublish.failed':
      return wait(draft, 'clearing', backOff(1));
    case 'offered':
      return offered(draft, event.offer);
    case 'consumers.now':
      return consumersNow(draft, event);
    case 'consumer.closed':
      draft.early = draft.early.filter(({ options }) => options.consumer !== event.consumer);
      if (draft.incoming.delete(event.consumer)) {
        draft.effects.push({ do: 'stop-receiving', consumer: event.consumer });
      }
      return;
    case 'consumer.layer': {
      const known = draft.incoming.get(event.consumer);
      if (known !== undefined) draft.incoming.set(event.consumer, { ...known, layer: event.layer });
      return;
    }
    case 'received': {
      const known = draft.incoming.get(event.consumer);
      if (known === undefined) {
        draft.effects.push({ do: 'stop-receiving', consumer: event.consumer });
        return;
      }
      draft.incoming.set(event.consumer, { ...known, track: event.track });
      if (!known.flows) draft.effects.push({ do: 'ready', consumer: event.consumer });
      return;
    }
    case 'receive.failed':
      draft.incoming.delete(event.consumer);
      return;
    case 'ready.answered': {
      const known = draft.incoming.get(event.consumer);
      if (known !== undefined) draft.incoming.set(event.consumer, { ...known, flows: true });
      return;
    }
    case 'ready.failed':
      return readyFailed(draft, event);
    case 'transport':
      return transportChanged(draft, event);
    case 'network.moved':
      return mendAll(draft);
    case 'ice.restarted':
      return iceRestarted(draft, event);
    case 'ice.failed':
      return iceFailed(draft, event);
    case 'timer':
      return timer(draft, event.name);
    default:
      return assertNever(event);
  }
}

/** Which of what I know the server still knows is open until it says so on the new line. */
function freshLine(draft: Draft): void {
  draft.up = true;
  draft.capabilities = 'unknown';
  draft.failures = 0;
  draft.waits.delete('join');
  draft.clearing.clear();
  if (draft.peer.kind === 'joined') draft.peer = { ...draft.peer, confirmed: false };
}

/** Answers come in order: had the server still known my peer, it would have said so before this one. */
function capabilitiesKnown(draft: Draft): void {
  draft.capabilities = 'known';
  if (draft.peer.kind === 'joined' && !draft.peer.confirmed) dropPeer(draft);
}

function joined(draft: Draft, { key, peer, endurance }: Extract<Event, { type: 'joined' }>): void {
  if (draft.peer.kind !== 'joining' || draft.peer.key !== key) {
    draft.effects.push({ do: 'close-peer', key });
    return;
  }
  const ice = { transport: 'new', repair: null, attempts: 0, gaps: 0 } as const;
  draft.peer = {
    kind: 'joined',
    key,
    id: peer,
    confirmed: draft.up,
    left: endurance,
    ice: { send: ice, recv: ice },
  };
  draft.worked = true;
  const { early } = draft;
  draft.early = [];
  for (const offer of early) offered(draft, offer);
}

/** The line came back: what the server names stands, anything else is gone, and the network may be another one. */
function consumersNow(draft: Draft, event: Extract<Event, { type: 'consumers.now' }>): void {
  if (draft.peer.kind !== 'joined' || draft.peer.id !== event.peer) return;
  draft.peer = { ...draft.peer, confirmed: true };
  standing(draft, event.consumers);
  mendAll(draft);
}

function readyFailed(draft: Draft, { consumer, error }: Extract<Event, { type: 'ready.failed' }>): void {
  if (!draft.incoming.has(consumer)) return;
  if (error.category === 'retry') return wait(draft, `ready:${consumer}`, backOff(1));
  draft.incoming.delete(consumer);
  draft.effects.push({ do: 'stop-receiving', consumer });
}

function timer(draft: Draft, name: string): void {
  draft.waits.delete(name);
  const [what, ...rest] = name.split(':');
  if (what === 'ice') return iceTimer(draft, name);
  if (what === 'gap') return gapTimer(draft, name);
  if (what === 'clearing') return draft.clearing.clear();
  if (what !== 'ready') return;
  const consumer = [...draft.incoming.keys()].find((id) => id === rest.join(':'));
  if (consumer !== undefined && draft.up) draft.effects.push({ do: 'ready', consumer });
}
