import type { ProducerId } from '@parley/shared/ids';
import type { Source } from '@parley/shared/session';
import { backOff, countTrack, type Draft, epochOf, giveUpPeer, wait } from './draft.ts';
import { isFinal, peerIsGone } from './refusals.ts';
import type { Event, Me, Outgoing } from './state.ts';

const sources: readonly Source[] = ['microphone', 'camera', 'screen', 'screen-audio'];

/**
 * The view is the truth about what I send: what it does not show is gone, and is published again by `plan`. It shows
 * a producer before the answer that names it.
 */
export function viewed(draft: Draft, me: Me, fresh: boolean): void {
  for (const [source, outgoing] of draft.outgoing) {
    const { producer } = outgoing;
    if (producer === null || outgoing.epoch !== epochOf(draft) || shows(me, producer)) continue;
    if (fresh) withdraw(draft, source, outgoing);
    else failed(draft, source, outgoing);
  }
}

const shows = (me: Me, producer: ProducerId): boolean => me.sources.some(({ id }) => id === producer);

export function published(draft: Draft, event: Extract<Event, { type: 'published' }>): void {
  const { source, key, producer } = event;
  const outgoing = draft.outgoing.get(source);
  if (outgoing?.key !== key) {
    draft.effects.push({ do: 'withdraw', key });
    return;
  }
  if (draft.me === null || !shows(draft.me, producer)) return failed(draft, source, outgoing);
  draft.outgoing.set(source, { ...outgoing, producer });
  draft.setbacks.delete(source);
}

export function publishFailed(draft: Draft, event: Extract<Event, { type: 'publish.failed' }>): void {
  const { source, key, error } = event;
  const outgoing = draft.outgoing.get(source);
  if (outgoing?.key !== key) return;
  if (peerIsGone(error)) return giveUpPeer(draft);
  draft.outgoing.delete(source);
  if (isFinal(error)) draft.refused.set(source, { track: outgoing.track, epoch: outgoing.epoch });
  else setBack(draft, source);
}

/** What is sent could not be exchanged: the browser may be sending something else, or nothing. */
export function feedFailed(draft: Draft, key: number): void {
  for (const [source, outgoing] of draft.outgoing) {
    if (outgoing.key === key) failed(draft, source, outgoing);
  }
}

/** Published, and of no use: another publication takes its place. */
function failed(draft: Draft, source: Source, outgoing: Outgoing): void {
  withdraw(draft, source, outgoing);
  setBack(draft, source);
}

/** What I send ends with the room: at once, whatever the server has heard of it. */
export function stopOldRoom(draft: Draft): void {
  const epoch = epochOf(draft);
  for (const [source, outgoing] of draft.outgoing) {
    if (outgoing.epoch === epoch) continue;
    withdraw(draft, source, outgoing);
    draft.setbacks.delete(source);
  }
}

/** What needs no server: another device's track, and a closed microphone that sends nothing. */
export function feedAll(draft: Draft): void {
  for (const [source, outgoing] of draft.outgoing) {
    const track = wanted(draft, source);
    if (track === null) continue;
    // Another device's waits until the server has answered about the first one.
    if (outgoing.producer === null && outgoing.track !== track) continue;
    const sending = mayFlow(draft, source);
    if (outgoing.track === track && outgoing.sending === sending) continue;
    draft.outgoing.set(source, { ...outgoing, track, sending });
    draft.effects.push({ do: 'feed', key: outgoing.key, track, sending });
  }
}

/** What was turned off stops at once, also while the line is down; the server is told when it is up. */
export function stopUnwanted(draft: Draft): void {
  for (const [source, outgoing] of draft.outgoing) {
    if (wanted(draft, source) === null) withdraw(draft, source, outgoing);
  }
}

/** Closes what the server has of mine and I do not, and publishes what I have and it does not. */
export function publishAll(draft: Draft, peer: number): void {
  const epoch = epochOf(draft);
  if (epoch === null || draft.me === null) return;
  const mine = new Set([...draft.outgoing.values()].map(({ producer }) => producer));
  for (const source of sources) {
    const outgoing = draft.outgoing.get(source);
    // While one is being published, what the view shows may be that very one.
    if (outgoing?.producer === null) continue;
    const foreign = draft.me.sources.filter((each) => each.source === source && !mine.has(each.id));
    for (const { id } of foreign) unpublish(draft, id);
    if (outgoing === undefined && foreign.length === 0) publish(draft, peer, source, epoch);
  }
}

function unpublish(draft: Draft, producer: ProducerId): void {
  if (draft.clearing.has(producer)) return;
  draft.clearing.add(producer);
  draft.effects.push({ do: 'unpublish', producer });
}

function publish(draft: Draft, peer: number, source: Source, epoch: number): void {
  const track = wanted(draft, source);
  if (track === null || draft.waits.has(`publish:${source}`)) return;
  const refused = draft.refused.get(source);
  if (refused?.track === track && refused.epoch === epoch) return;
  const key = (draft.lastKey += 1);
  const sending = mayFlow(draft, source);
  draft.outgoing.set(source, { key, epoch, track, sending, producer: null });
  draft.effects.push({ do: 'publish', peer, key, source, epoch, track, sending });
  countTrack(draft);
}

function withdraw(draft: Draft, source: Source, { key }: Outgoing): void {
  draft.outgoing.delete(source);
  draft.effects.push({ do: 'withdraw', key });
}

function setBack(draft: Draft, source: Source): void {
  // What broke with the line is made good with the next one, without waiting.
  if (!draft.up) return;
  const setbacks = draft.setbacks.get(source) ?? 0;
  draft.setbacks.set(source, setbacks + 1);
  wait(draft, `publish:${source}`, backOff(setbacks));
}

function wanted(draft: Draft, source: Source): MediaStreamTrack | null {
  const screen = source === 'screen' || source === 'screen-audio';
  const allowed = screen ? draft.me?.mayShare : draft.me?.maySend;
  return allowed === true ? draft.tracks[source] : null;
}

/**
 * A microphone is always published, so that opening it takes no time. It sends only while it is open, and in no room
 * before the screen has said who can hear it there.
 */
const mayFlow = (draft: Draft, source: Source): boolean =>
  source !== 'microphone' ||
  (draft.me?.microphoneOpen === true && !draft.hushed && draft.shown === epochOf(draft));
