import type { ParticipantId } from '@parley/shared/ids';
import type { SessionCreated } from '@parley/shared/session';

/** Everyone has a link that holds. */
export const allStanding =
  ({ people }: SessionCreated) =>
  async (): Promise<ReadonlySet<ParticipantId>> =>
    new Set(people.map(({ id }) => id));
