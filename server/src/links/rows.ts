import type { ParticipantId, SessionId } from '@parley/shared/ids';
import type { LinkState } from '@parley/shared/protocol';
import type { Insertable, Selectable } from 'kysely';
import { mint } from '../lib/mint.ts';
import type { Database } from '../store/tables.ts';

const HOUR = 3_600_000;

type Row = Selectable<Database['link']>;

/** How far a link has got at an instant (milliseconds since 1970). */
export function stateOf(
  link: Pick<Row, 'expires_at' | 'opened_at' | 'joined_at' | 'revoked_at'>,
  now: number,
): LinkState {
  if (link.revoked_at !== null) return 'revoked';
  if (link.expires_at <= now) return 'expired';
  if (link.joined_at !== null) return 'joined';
  return link.opened_at === null ? 'issued' : 'opened';
}

/** A new link for a participant. It holds `hours` from `now`, to the whole second: tokens say no finer. */
export const newLink = (about: {
  readonly session: SessionId;
  readonly participant: ParticipantId;
  readonly hours: number;
  readonly now: number;
}): Insertable<Database['link']> => ({
  id: mint.link(),
  session_id: about.session,
  participant_id: about.participant,
  issued_at: about.now,
  expires_at: Math.floor((about.now + about.hours * HOUR) / 1_000) * 1_000,
});
