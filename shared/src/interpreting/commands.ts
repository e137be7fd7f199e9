import type { Epoch, ParticipantId } from '../ids.ts';
import type { Language } from '../session/people.ts';
import type { Bound } from './interpreter.ts';
import type { Outlet } from './outlet.ts';

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
  | HandoverCommand;

export type HandoverCommand =
  | (Here & { readonly type: 'handover.offer'; readonly to: ParticipantId })
  | (Here & { readonly type: 'handover.take'; readonly from: ParticipantId })
  | (Here & { readonly type: 'handover.end'; readonly from: ParticipantId });

const types: { readonly [T in InterpretingCommand['type']]: true } = {
  'interpreter.assign': true,
  'interpreter.direct': true,
  'channel.listen': true,
  'handover.offer': true,
  'handover.take': true,
  'handover.end': true,
};

export const isInterpretingCommand = <C extends { readonly type: string }>(
  command: C,
): command is Extract<C, InterpretingCommand> => Object.hasOwn(types, command.type);
