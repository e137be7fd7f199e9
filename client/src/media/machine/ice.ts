import type { Direction } from '@parley/shared/sfu';
import { backOff, type Draft, directions, dropPeer, giveUpPeer, setIce, wait } from './draft.ts';
import { peerIsGone } from './refusals.ts';
import type { Event, Ice } from './state.ts';

/** How long a transport may take to connect, and a restarted one to come back. */
const CONNECT_MS = 6_000;
const CHECK_MS = 3_000;
/** A gap in the air, or a machine held up for a moment, is over by then; to begin anew would only make it longer. */
const GAP_MS = 1_000;
/** So many restarts without a connection, and the whole join is made anew. */
const RESTARTS = 2;

const timerOf = (key: number, direction: Direction): string => `ice:${direction}:${key}`;
/** Of each gap its own: the one before may have just begun to be waited out. */
const gapTimerOf = (key: number, direction: Direction, { gaps }: Ice): string =>
  `gap:${direction}:${key}:${gaps}`;

export function transportChanged(draft: Draft, event: Extract<Event, { type: 'transport' }>): void {
  const { key, direction, state: transport } = event;
  const ice = iceOf(draft, key, direction);
  if (ice === null) return;
  setIce(draft, direction, { transport });
  switch (transport) {
    case 'connected':
      draft.failures = 0;
      return setIce(draft, direction, { repair: null, attempts: 0 });
    case 'disconnected':
      if (ice.repair === null) gapBegun(draft, key, direction, { ...ice, gaps: ice.gaps + 1 });
      return;
    case 'failed':
      if (ice.repair === null) setIce(draft, direction, { repair: 'due' });
      return;
    case 'connecting':
      return wait(draft, timerOf(key, direction), CONNECT_MS);
    case 'new':
    case 'closed':
      return;
  }
}

function gapBegun(draft: Draft, key: number, direction: Direction, ice: Ice): void {
  setIce(draft, direction, { gaps: ice.gaps });
  wait(draft, gapTimerOf(key, direction, ice), GAP_MS);
}

export function gapTimer(draft: Draft, name: string): void {
  if (draft.peer.kind !== 'joined') return;
  const { key, ice } = draft.peer;
  const direction = directions.find((each) => gapTimerOf(key, each, ice[each]) === name);
  if (direction === undefined) return;
  const { transport, repair } = ice[direction];
  if (transport === 'disconnected' && repair === null) setIce(draft, direction, { repair: 'due' });
}

/** Asks for what is due. */
export function restartDue(draft: Draft): void {
  for (const direction of directions) {
    if (draft.peer.kind !== 'joined' || draft.peer.ice[direction].repair !== 'due') continue;
    setIce(draft, direction, { repair: 'asking' });
    draft.effects.push({ do: 'restart-ice', key: draft.peer.key, direction });
  }
}

export function iceRestarted(
  draft: Draft,
  { key, direction }: Extract<Event, { type: 'ice.restarted' }>,
): void {
  if (iceOf(draft, key, direction)?.repair !== 'asking') return;
  setIce(draft, direction, { repair: 'checking' });
  wait(draft, timerOf(key, direction), CHECK_MS);
}

export function iceFailed(draft: Draft, event: Extract<Event, { type: 'ice.failed' }>): void {
  const { key, direction, error } = event;
  const ice = iceOf(draft, key, direction);
  if (ice === null) return;
  // Either there is no such peer, or its transport takes no restart: nothing is left to mend.
  if (peerIsGone(error) || error.code === 'media.bad-parameters') return dropPeer(draft);
  setIce(draft, direction, { repair: 'resting', attempts: ice.attempts + 1 });
  wait(draft, timerOf(key, direction), backOff(ice.attempts));
}

export function iceTimer(draft: Draft, name: string): void {
  if (draft.peer.kind !== 'joined') return;
  const { key, ice } = draft.peer;
  const direction = directions.find((each) => timerOf(key, each) === name);
  if (direction === undefined) return;
  const { transport, repair, attempts } = ice[direction];
  switch (repair) {
    case 'checking':
      if (transport === 'connected') return setIce(draft, direction, { repair: null, attempts: 0 });
      if (attempts + 1 < RESTARTS) return setIce(draft, direction, { repair: 'due', attempts: attempts + 1 });
      return giveUpPeer(draft);
    case 'resting':
      return setIce(draft, direction, { repair: 'due' });
    case null:
      if (transport === 'connecting') setIce(draft, direction, { repair: 'due' });
      return;
    case 'due':
    case 'asking':
      return;
  }
}

function iceOf(draft: Draft, key: number, direction: Direction): Ice | null {
  return draft.peer.kind === 'joined' && draft.peer.key === key ? draft.peer.ice[direction] : null;
}
