import type { ParticipantId } from '@parley/shared/ids';
import type { SessionView } from '@parley/shared/policy';
import type { SessionActions } from '../../session/model.ts';
import { useBusy } from '../../ui/use-busy.ts';

/** Lets somebody into the room that the screen shows when it is pressed, and into no other. */
export const useLetIn = (
  participant: ParticipantId,
  { place }: SessionView,
  { rooms }: Pick<SessionActions, 'rooms'>,
) =>
  useBusy(async () => {
    if (place.kind === 'room') await rooms.letIn(participant, place.epoch);
  });
