import type { ParticipantId, RoomId } from '@parley/shared/ids';
import type { PersonView, RoomCard, SessionView } from '@parley/shared/policy';
import type { SessionActions } from '../../../session/model.ts';
import type { DrawnModel } from '../../drawn-model.ts';
import type { RoomDialog } from '../ui-state.ts';
import type { BoardNames } from './names.ts';
import type { Conduct } from './use-conduct.tsx';
import type { Drag } from './use-drag.ts';

/** What opens over the board; `all` is a message into every room. */
export type BoardDialog =
  | { readonly kind: 'new'; readonly people: ReadonlySet<ParticipantId> }
  | { readonly kind: 'tell'; readonly to: RoomCard | null }
  | { readonly kind: 'assign'; readonly person: PersonView }
  | { readonly kind: 'rename' | 'close'; readonly card: RoomCard };

export type BoardActions = Pick<SessionActions, 'rooms' | 'turns' | 'mute' | 'lowerHand'>;

/** What every part of the board needs. */
export interface BoardContext {
  readonly view: SessionView;
  readonly model: DrawnModel;
  readonly now: number;
  readonly names: BoardNames;
  readonly actions: BoardActions;
  readonly conduct: Conduct;
  readonly drag: Drag;
  /** People chosen to be moved together. */
  readonly chosen: ReadonlySet<ParticipantId>;
  /** In or out of the choice; or, with all who stand between them and the one pressed last, into it. */
  readonly choose: (person: ParticipantId, upToIt: boolean) => void;
  readonly move: (people: readonly ParticipantId[], to: RoomId) => void;
  readonly open: (dialog: BoardDialog) => void;
  readonly onRoomDialog: (dialog: RoomDialog) => void;
}

export const idOf = ({ participant }: PersonView): ParticipantId => participant.id;
