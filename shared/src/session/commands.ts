import type { AgreementCommand, Keeping } from '../agreement/commands.ts';
import type { KeptWhy } from '../agreement/version.ts';
import type { CaptionsCommand, CaptionsReport } from '../captions/commands.ts';
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
import type { InterpretingCommand } from '../interpreting/commands.ts';
import type { SharedFile } from './file.ts';
import type { HouseRules } from './house-rules.ts';
import type { HeldPeer, Source } from './media.ts';
import type { Language } from './people.ts';
import type { Roster } from './roster.ts';
import type { WishKind } from './wish.ts';

export type ParticipantActor = {
  readonly kind: 'participant';
  readonly id: ParticipantId;
  /**
   * The line they ask by. It has to be theirs still when their turn has come: another device may have taken over
   * meanwhile, or their link been withdrawn. Null is by no line, so that none can have been taken from them.
   */
  readonly line: ConnectionId | null;
};

/** Who asks. Always named, never inferred from the target. */
export type Actor =
  | ParticipantActor
  /** The server itself, reporting what it observed (a dead socket, an SFU's acknowledgement). */
  | { readonly kind: 'server' };

/**
 * Those of opposing sides who would be in one private room, as the person who moves them was shown; empty when
 * nobody was. It must be exactly who they would be, or the move is denied and shown anew.
 */
export type Mixing = readonly ParticipantId[];

/** Those who lack an interpreter in the joint session, as whoever brings them was shown; exactly them, as with `Mixing`. */
export type Unserved = readonly ParticipantId[];

/** What a participant may ask for. Time and new ids come in from outside, so that deciding stays pure. */
export type ParticipantCommand =
  | { readonly type: 'session.enter' }
  | { readonly type: 'session.leave' }
  | { readonly type: 'session.adjourn'; readonly note: string }
  | { readonly type: 'session.resume' }
  /** Of several whoever does not wait any more is passed over. */
  | {
      readonly type: 'lobby.admit';
      readonly participants: readonly ParticipantId[];
      /** Nobody, unless they are named. */
      readonly unserved?: Unserved;
    }
  | { readonly type: 'lobby.refuse'; readonly participant: ParticipantId; readonly reason: string }
  | { readonly type: 'participant.mute'; readonly participant: ParticipantId }
  | { readonly type: 'participant.remove'; readonly participant: ParticipantId; readonly reason: string }
  | { readonly type: 'participant.recall'; readonly participant: ParticipantId }
  | { readonly type: 'hand.lower'; readonly participant: ParticipantId }
  | { readonly type: 'hand.raise'; readonly epoch: Epoch }
  | { readonly type: 'microphone.set'; readonly open: true; readonly epoch: Epoch }
  /** Wherever they are by then: to be silent is never too late. */
  | { readonly type: 'microphone.set'; readonly open: false }
  | { readonly type: 'chat.say'; readonly id: MessageId; readonly room: RoomId; readonly text: string }
  | { readonly type: 'ready.set'; readonly ready: boolean }
  | { readonly type: 'session.lock'; readonly locked: boolean }
  | { readonly type: 'house-rules.set'; readonly rules: HouseRules }
  | { readonly type: 'lead.take' }
  | { readonly type: 'lead.return' }
  | {
      readonly type: 'caucus.open';
      readonly room: RoomId;
      readonly title: string;
      readonly participants: readonly ParticipantId[];
      readonly minutes: number | null;
      readonly mixing: Mixing;
    }
  | { readonly type: 'caucus.rename'; readonly room: RoomId; readonly title: string }
  | { readonly type: 'caucus.time'; readonly room: RoomId; readonly minutes: number | null }
  | { readonly type: 'caucus.close'; readonly room: RoomId }
  | {
      readonly type: 'people.move';
      readonly participants: readonly ParticipantId[];
      readonly to: RoomId;
      readonly mixing: Mixing;
      /** Nobody, unless they are named. */
      readonly unserved?: Unserved;
    }
  | { readonly type: 'entry.admit'; readonly participant: ParticipantId; readonly epoch: Epoch }
  | { readonly type: 'entry.end'; readonly participant: ParticipantId }
  | { readonly type: 'joint.gather'; readonly seconds: number; readonly unserved: Unserved }
  | { readonly type: 'gathering.call-off' }
  | { readonly type: 'joint.close' }
  | { readonly type: 'wish.make'; readonly kind: WishKind; readonly note: string }
  | { readonly type: 'wish.withdraw' }
  | { readonly type: 'wish.decline'; readonly participant: ParticipantId; readonly reason: string }
  /** A message into one room, or into every room, by a mediator who need not be there; an id for each room. */
  | {
      readonly type: 'room.tell';
      readonly rooms: readonly { readonly room: RoomId; readonly id: MessageId }[];
      readonly kind: 'sent' | 'announced';
      readonly text: string;
    }
  | {
      readonly type: 'file.share';
      readonly id: MessageId;
      readonly room: RoomId;
      readonly name: string;
      readonly file: SharedFile;
    }
  | { readonly type: 'media.join'; readonly peer: PeerId }
  | {
      readonly type: 'media.publish';
      readonly producer: ProducerId;
      readonly source: Source;
      readonly epoch: Epoch;
    }
  | { readonly type: 'media.unpublish'; readonly producer: ProducerId }
  | AgreementCommand
  | InterpretingCommand
  | CaptionsCommand;

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
  /** The link they came by holds no more. */
  | { readonly type: 'link.withdrawn'; readonly participant: ParticipantId }
  | {
      readonly type: 'placement.settle';
      readonly participant: ParticipantId;
      readonly epoch: Epoch;
    }
  /** The SFU has acknowledged that they are cut off from the room they left. */
  | { readonly type: 'placement.cut'; readonly participant: ParticipantId; readonly epoch: Epoch }
  /** The SFU has acknowledged that whoever does not hear this interpreter any more is cut off from them. */
  | { readonly type: 'hearing.cut'; readonly participant: ParticipantId; readonly since: number }
  /** People speak and nobody renders it for who listens to this language; and it is over. */
  | { readonly type: 'silence.begin' | 'silence.end'; readonly room: RoomId; readonly language: Language }
  /** The interpreters have known for a while. */
  | {
      readonly type: 'silence.tell';
      readonly room: RoomId;
      readonly language: Language;
      readonly since: number;
    }
  /** Nobody who could end the turn there has been on the line for a while. */
  | { readonly type: 'floor.due'; readonly room: RoomId }
  | { readonly type: 'entry.due'; readonly participant: ParticipantId }
  /** Nobody is left inside who could let them in. */
  | { readonly type: 'entry.unattended'; readonly participant: ParticipantId }
  | { readonly type: 'gathering.due' }
  | { readonly type: 'producer.failed'; readonly producer: ProducerId }
  | { readonly type: 'media.lost'; readonly peers: readonly PeerId[] }
  | CaptionsReport
  /** The server keeps a document as it is, by itself. */
  | (Keeping & { readonly type: 'version.keep'; readonly why: KeptWhy })
  /** What the case says of the session now. */
  | { readonly type: 'roster.follow'; readonly roster: Roster }
  /** First after a start: every line of the process before is gone, and every medium that the SFU does not hold. */
  | { readonly type: 'server.restarted'; readonly held: readonly HeldPeer[] };

export type Command = ParticipantCommand | ServerCommand;
