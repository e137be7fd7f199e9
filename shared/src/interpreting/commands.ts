import type { Epoch, MessageId, ParticipantId, RoomId } from '../ids.ts';
import type { Language } from '../session/people.ts';
import type { Bound } from './interpreter.ts';
import type { Outlet } from './outlet.ts';
import type { Manner } from './turns.ts';

/** What is asked of the room one stands in; the epoch is only compared. */
interface Here {
  readonly epoch: Epoch;
}

/** What a participant may ask for about interpretation. */
export type InterpretingCommand =
  | {
      readonly type: 'interpreter.assign';
      readonly participant: ParticipantId;
      readonly languages: readonly Language[];
      readonly bound: Bound;
    }
  | (Here & { readonly type: 'interpreter.direct'; readonly outlet: Outlet })
  /** Follows them through rooms, hence without an epoch. */
  | { readonly type: 'channel.listen'; readonly language: Language | null }
  | { readonly type: 'manner.set'; readonly room: RoomId; readonly manner: Manner }
  /** To one's partners in the room, in writing. */
  | { readonly type: 'booth.say'; readonly id: MessageId; readonly room: RoomId; readonly text: string }
  | HandoverCommand
  | FloorCommand;

export type HandoverCommand =
  | (Here & { readonly type: 'handover.offer'; readonly to: ParticipantId })
  | (Here & { readonly type: 'handover.take'; readonly from: ParticipantId })
  | (Here & { readonly type: 'handover.end'; readonly from: ParticipantId });

export type FloorCommand =
  | (Here & { readonly type: 'floor.take' })
  /** Whoever speaks passes it to the interpreter, or, with a name, straight on; the interpreter to who is next. */
  | (Here & { readonly type: 'floor.pass'; readonly to: ParticipantId | null })
  | (Here & { readonly type: 'floor.override'; readonly to: ParticipantId | null })
  | (Here & { readonly type: 'pace.ask'; readonly participant: ParticipantId });

const types: { readonly [T in InterpretingCommand['type']]: true } = {
  'interpreter.assign': true,
  'interpreter.direct': true,
  'channel.listen': true,
  'manner.set': true,
  'floor.take': true,
  'floor.pass': true,
  'floor.override': true,
  'pace.ask': true,
  'handover.offer': true,
  'handover.take': true,
  'handover.end': true,
  'booth.say': true,
};

export const isInterpretingCommand = <C extends { readonly type: string }>(
  command: C,
): command is Extract<C, InterpretingCommand> => Object.hasOwn(types, command.type);
