import { z } from 'zod';
import type { Epoch, ParticipantId, PeerId, ProducerId, RoomId } from '../ids.ts';

/** What a Producer shows or sounds. One of each at most per participant. */
export const Source = z.enum(['microphone', 'camera', 'screen', 'screen-audio']);
export type Source = z.infer<typeof Source>;

export type MediaKind = 'audio' | 'video';

export function mediaKindOf(source: Source): MediaKind {
  return source === 'microphone' || source === 'screen-audio' ? 'audio' : 'video';
}

/** A live outgoing track. It is of one room and epoch for its whole life: moving closes it. */
export interface Producer {
  readonly id: ProducerId;
  readonly owner: ParticipantId;
  readonly source: Source;
  readonly room: RoomId;
  readonly epoch: Epoch;
}

/** What an SFU says it holds of one peer: the tracks it sends, each with the tag it has had from its first packet. */
export interface HeldPeer {
  readonly peer: PeerId;
  readonly producers: readonly {
    readonly producer: ProducerId;
    readonly source: Source;
    readonly tag: { readonly room: RoomId; readonly epoch: Epoch };
  }[];
}
