import type { ParticipantId } from '../ids.ts';
import { onceFor } from '../lib/once-for.ts';
import type { Producer } from '../session/media.ts';
import type { SessionState } from '../session/state.ts';

const byOwner = onceFor((producers: SessionState['producers']) =>
  Map.groupBy(producers.values(), ({ owner }) => owner),
);

/** What somebody sends. */
export const ownedBy = ({ producers }: SessionState, owner: ParticipantId): readonly Producer[] =>
  byOwner(producers).get(owner) ?? [];
