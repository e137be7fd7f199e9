import { Refusal } from '@parley/shared/errors';
import type { ConnectionId, ParticipantId } from '@parley/shared/ids';
import type { RequestName, RequestOutput, RequestParsed } from '@parley/shared/protocol';
import type { ParticipantActor, ParticipantCommand } from '@parley/shared/session';
import type { SessionHost } from '../session/host.ts';
import { RoomHandle } from '../session/room-handle.ts';

/** Who asks, and in which session: bound to the connection when it was authenticated, never named by the client. */
export interface Asker {
  readonly host: SessionHost;
  readonly participant: ParticipantId;
  readonly connection: ConnectionId;
}

export type Handler<N extends RequestName> = (
  asker: Asker,
  input: RequestParsed<N>,
) => Promise<RequestOutput<N>>;

/** A request that is a command of the session and answers with nothing. */
export const command =
  <N extends RequestName>(make: (input: RequestParsed<N>) => ParticipantCommand) =>
  async (asker: Asker, input: RequestParsed<N>): Promise<Record<never, never>> => {
    await perform(asker, make(input));
    return {};
  };

export const actorOf = ({ participant, connection }: Asker): ParticipantActor => ({
  kind: 'participant',
  id: participant,
  line: connection,
});

export async function perform(asker: Asker, what: ParticipantCommand): Promise<void> {
  const outcome = await asker.host.actor.ask(what, actorOf(asker));
  if (!outcome.ok) throw new Refusal(outcome.error.code, { people: outcome.error.people ?? [] });
}

/** The room they stand in; the epoch they claim is only compared. */
export const room = (asker: Asker, epoch: number): RoomHandle =>
  RoomHandle.of(asker.host.actor, asker.host.log, actorOf(asker), epoch);
