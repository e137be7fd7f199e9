import type { Epoch, ParticipantId, RoomId } from '@parley/shared/ids';
import type { RequestInput } from '@parley/shared/protocol';
import type { Asked } from './ask.ts';

/** How people speak in a room: as they like, or one after the other. */
export type Manner = RequestInput<'manner.set'>['manner'];

/**
 * Taking turns, and for whom interpreters are there. What is asked of a room names the stay in it that the screen shows:
 * what was pressed in one room is not done in the next. Each resolves to whether the server did it; refusals become
 * notices.
 */
export interface TurnsActions {
  setManner(room: RoomId, manner: Manner): Promise<boolean>;
  take(epoch: Epoch): Promise<boolean>;
  /** To the interpreters or, from them, to nobody; or to whom I name. */
  pass(epoch: Epoch, to: ParticipantId | null): Promise<boolean>;
  /** Whoever conducts gives somebody the turn, or ends it. */
  override(epoch: Epoch, to: ParticipantId | null): Promise<boolean>;
  askSlower(epoch: Epoch, participant: ParticipantId): Promise<boolean>;
  assign(wish: RequestInput<'interpreter.assign'>): Promise<boolean>;
}

export const turnsActions = (asked: Asked): TurnsActions => ({
  setManner: async (room, manner) => (await asked('manner.set', { room, manner })) !== null,
  take: async (epoch) => (await asked('floor.take', { epoch })) !== null,
  pass: async (epoch, to) => (await asked('floor.pass', { epoch, to })) !== null,
  override: async (epoch, to) => (await asked('floor.override', { epoch, to })) !== null,
  askSlower: async (epoch, participant) => (await asked('pace.ask', { epoch, participant })) !== null,
  assign: async (wish) => (await asked('interpreter.assign', wish)) !== null,
});
