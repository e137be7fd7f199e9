import type {
  ConnectionId,
  DeviceId,
  Epoch,
  MessageId,
  ParticipantId,
  PeerId,
  ProducerId,
  RoomId,
} from '../ids.ts';
import type { Source } from './media.ts';

/** Who asks. Always named, never inferred from the target. */
export type Actor =
  | { readonly kind: 'participant'; readonly id: ParticipantId }
  /** The server itself, reporting what it observed (a dead socket, an SFU's acknowledgement). */
  | { readonly kind: 'server' };

/** What a participant may ask for. Time and new ids come in from outside, so that deciding stays pure. */
export type ParticipantCommand =
  | { readonly type: 'session.enter' }
  | { readonly type: 'session.leave' }
  | { readonly type: 'session.adjourn'; readonly note: string }
  | { readonly type: 'session.resume' }
  | { readonly type: 'lobby.admit'; readonly participant: ParticipantId }
  | { readonly type: 'lobby.refuse'; readonly participant: ParticipantId; readonly reason: string }
  | { readonly type: 'participant.mute'; readonly participant: ParticipantId }
  | { readonly type: 'participant.remove'; readonly participant: ParticipantId; readonly reason: string }
  | { readonly type: 'participant.recall'; readonly participant: ParticipantId }
  | { readonly type: 'hand.lower'; readonly participant: ParticipantId }
  | { readonly type: 'hand.raise' }
  | { readonly type: 'microphone.set'; readonly open: boolean }
  | { readonly type: 'chat.say'; readonly id: MessageId; readonly room: RoomId; readonly text: string }
  | { readonly type: 'media.join'; readonly peer: PeerId }
  | {
      readonly type: 'media.publish';
      readonly producer: ProducerId;
      readonly source: Source;
      readonly epoch: Epoch;
    }
  | { readonly type: 'media.unpublish'; readonly producer: ProducerId };

/** What only the server may report. */
export type ServerCommand =
  | {
      readonly type: 'line.connected';
      readonly participant: ParticipantId;
      readonly connection: ConnectionId;
      readonly device: DeviceId;
      /** The person chose this device; a mere automatic reconnect may not take over from another one. */
      readonly takeOver: boolean;
    }
  | {
      readonly type: 'line.lost';
      readonly participant: ParticipantId;
      readonly connection: ConnectionId;
    }
  | { readonly type: 'line.expired'; readonly participant: ParticipantId }
  | {
      readonly type: 'placement.settle';
      readonly participant: ParticipantId;
      readonly epoch: Epoch;
    }
  | { readonly type: 'producer.failed'; readonly producer: ProducerId }
  | { readonly type: 'media.lost'; readonly peers: readonly PeerId[] }
  /** First after a start: every line and every medium of the process before is gone. */
  | { readonly type: 'server.restarted' };

export type Command = ParticipantCommand | ServerCommand;
