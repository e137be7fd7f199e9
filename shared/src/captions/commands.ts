import type { CaptionId, Epoch, ParticipantId } from '../ids.ts';
import type { Language } from '../session/people.ts';

/** What a participant may ask for about captions. */
export type CaptionsCommand =
  /** Follows them through rooms, hence without an epoch. */
  | { readonly type: 'captions.choose'; readonly language: Language | null }
  | { readonly type: 'captioner.name'; readonly participant: ParticipantId; readonly named: boolean }
  | { readonly type: 'transcripts.keep'; readonly kept: boolean }
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
  'caption.say': true,
};

export const isCaptionsCommand = <C extends { readonly type: string }>(
  command: C,
): command is Extract<C, CaptionsCommand> => Object.hasOwn(types, command.type);
