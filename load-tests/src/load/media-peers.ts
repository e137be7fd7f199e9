import { janus } from './janus/house.ts';
import type { RoomGuest } from './rtp/guest.ts';
import type { MediaPeer } from './scenario-parts.ts';
import type { Absent, Gathering, Venue } from './venue.ts';

const all = { janus };

/** Others that pass sound and picture on, as they can be run here. */
export const mediaPeers = (names: readonly MediaPeer[]): Promise<(Venue<RoomGuest, Gathering> | Absent)[]> =>
  Promise.all(names.map((name) => all[name]()));
