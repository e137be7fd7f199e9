import type { ConsumerId } from '@parley/shared/ids';
import type { MyPlace, SessionView } from '@parley/shared/policy';
import type { Notice } from '@parley/shared/protocol';
import type { DevicesModel, InputState } from '../media/devices-model.ts';
import type { Me, State } from '../media/machine/state.ts';
import { noAgreement } from './agreement-box.ts';
import { noChat, shownOf } from './chat.ts';
import { noFiles } from './files.ts';
import type { SessionModel } from './model.ts';
import type { LocalTrack, RemoteTrack } from '../media/model.ts';
import { noNote } from './note-box.ts';

export const emptyModel = (devices: DevicesModel): SessionModel => ({
  line: { kind: 'connecting' },
  view: null,
  clockOffset: 0,
  media: 'idle',
  tracks: new Map(),
  local: {
    microphone: localOf(devices.microphone),
    camera: localOf(devices.camera),
    screen: { kind: 'off' },
  },
  narrow: { send: false, recv: false },
  speaking: new Set(),
  activeSpeaker: null,
  quality: new Map(),
  chat: shownOf(noChat),
  captions: [],
  booth: shownOf(noChat),
  files: noFiles,
  note: noNote,
  lostNotes: [],
  agreement: noAgreement,
  lostWords: [],
  suggestions: 0,
  notices: [],
  turnedAway: null,
  held: false,
});

export function localOf(input: InputState): LocalTrack {
  return input.kind === 'asking' ? { kind: 'starting' } : input;
}

export const meIn = ({ place, me, powers, interpretation }: SessionView): Me => ({
  place,
  // Whoever reads that it is not their turn is silent here already, however long the SFU takes.
  microphoneOpen: me.microphone === 'open' && interpretation?.turns?.hushed !== true,
  sources: me.sources,
  maySend: powers.speak,
  mayShare: powers.shareScreen,
});

/** Nothing goes on for me: my devices have nothing to do here. */
export function isOver(view: SessionView | null): boolean {
  const place = view?.place.kind;
  return place === 'left' || place === 'removed' || place === 'refused';
}

/** Past the door: waiting, in a room, or on the way to one. */
export const isIn = ({ place }: SessionView): boolean =>
  place.kind === 'waiting' || place.kind === 'moving' || place.kind === 'room';

/** The epoch of the room a place is, or null. */
export const roomEpoch = (place: MyPlace): number | null => (place.kind === 'room' ? place.epoch : null);

/** With what is new of it; the same map as before if no line fares otherwise. */
export function qualityOf(
  before: SessionModel['quality'],
  { quality }: Notice<'signals'>,
): SessionModel['quality'] {
  const news = quality.filter(({ participant, score }) => before.get(participant) !== score);
  if (news.length === 0) return before;
  return new Map([...before, ...news.map(({ participant, score }) => [participant, score] as const)]);
}

export const layerOf = ({ consumer, spatial }: Notice<'consumer.layer'>) =>
  ({ type: 'consumer.layer', consumer, layer: spatial }) as const;

/** What reaches me, as the screens see it; the same map as before if nothing about it has changed. */
export function tracksOf(
  before: ReadonlyMap<ConsumerId, RemoteTrack>,
  incoming: State['incoming'],
): ReadonlyMap<ConsumerId, RemoteTrack> {
  const after = new Map<ConsumerId, RemoteTrack>();
  for (const [consumer, { whose, track, layer }] of incoming) {
    if (track === null) continue;
    // Nothing but voices is prepared.
    const { owner, source } = whose ?? { owner: null, source: 'microphone' as const };
    const known = before.get(consumer);
    const same = known?.track === track && known.layer === layer && known.owner === owner;
    after.set(consumer, same ? known : { consumer, owner, source, track, layer });
  }
  const unchanged =
    after.size === before.size && [...after].every(([consumer, track]) => before.get(consumer) === track);
  return unchanged ? before : after;
}
