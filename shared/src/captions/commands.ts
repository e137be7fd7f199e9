import type { CaptionId, Epoch, ParticipantId, PeerId, ProducerId, RoomId } from '../ids.ts';
import type { Language } from '../session/people.ts';

/** What a participant may ask for about captions. */
export type CaptionsCommand =
  /** Follows them through rooms, hence without an epoch. */
  | { readonly type: 'captions.choose'; readonly language: Language | null }
  | { readonly type: 'captioner.name'; readonly participant: ParticipantId; readonly named: boolean }
  | { readonly type: 'transcripts.keep'; readonly kept: boolean }
  /** What is said in a room is written along by the server, or is not any more; `ear` is what it listens by. */
  | { readonly type: 'captions.automate'; readonly room: RoomId; readonly ear: PeerId | null }
  /** A line for the room of this epoch; `began` is the number of the event before which it was begun. */
  | {
      readonly type: 'caption.say';
      readonly id: CaptionId;
      readonly epoch: Epoch;
      readonly language: Language;
      readonly text: string;
      readonly began: number;
      readonly done: boolean;
    };

const types: { readonly [T in CaptionsCommand['type']]: true } = {
  'captions.choose': true,
  'captioner.name': true,
  'transcripts.keep': true,
  'captions.automate': true,
  'caption.say': true,
};

/** What the server reports of captions. */
export type CaptionsReport =
  /** Whether it can write along what is said, and in which languages; with null in any. */
  | {
      readonly type: 'captions.provide';
      readonly provided: boolean;
      readonly languages: readonly Language[] | null;
    }
  /** Whether anything comes any more of what it listens to by this ear. */
  | {
      readonly type: 'captions.stall';
      readonly room: RoomId;
      readonly ear: PeerId;
      readonly stalled: boolean;
    }
  /** It has written along what somebody said, into the room they said it in. */
  | {
      readonly type: 'caption.hear';
      readonly id: CaptionId;
      readonly producer: ProducerId;
      readonly language: Language;
      readonly text: string;
      readonly began: number;
      /** When it was begun to be said; null where nobody can tell. */
      readonly saidAt: number | null;
      readonly done: boolean;
    };

export const isCaptionsCommand = <C extends { readonly type: string }>(
  command: C,
): command is Extract<C, CaptionsCommand> => Object.hasOwn(types, command.type);
