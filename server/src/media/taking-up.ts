import type { ParticipantId, PeerId } from '@parley/shared/ids';
import type { Presence, SessionState } from '@parley/shared/session';
import type { Inventory, Receptions, Sfu } from '@parley/shared/sfu';
import type { Logger } from 'pino';

/** What the SFU holds of a session for who may go on with it. */
export interface Held {
  readonly peers: Inventory;
  /** What stands for each of them to receive. */
  readonly receptions: ReadonlyMap<PeerId, Receptions>;
}

interface HeldParts {
  readonly sfu: Pick<Sfu, 'inventory' | 'receptions'>;
  /** Who may come back at all. */
  readonly standing: ReadonlySet<ParticipantId>;
  readonly now: number;
  readonly graceMs: number;
  readonly logger: Logger;
}

/** Asked of a session that is read from its log. Of what cannot be told whole nothing is taken up. */
export async function heldFor(state: SessionState, parts: HeldParts): Promise<Held> {
  const { id: session } = state;
  const { sfu, logger } = parts;
  const mine = new Set([...state.people.values()].filter((person) => goesOn(person, parts)).map(peerOf));
  if (mine.size === 0) return nothing;
  try {
    const peers = (await sfu.inventory({ session })).filter(({ peer }) => mine.has(peer));
    const receptions = peers.map(
      async ({ peer }) => [peer, await sfu.receptions({ session, peer })] as const,
    );
    return { peers, receptions: new Map(await Promise.all(receptions)) };
  } catch (error) {
    logger.warn({ session, err: error }, 'nothing is taken up: the SFU does not say what it holds');
    return nothing;
  }
}

const nothing: Held = { peers: [], receptions: new Map() };

const peerOf = ({ peer }: Presence): PeerId | null => peer;

/** Whoever was away for too long, or has no link that holds, is heard no more and hears nothing. */
function goesOn({ participant, line, peer }: Presence, { standing, now, graceMs }: HeldParts): boolean {
  const isGivenUp = line.kind === 'offline' || (line.kind === 'lost' && now - line.since >= graceMs);
  return peer !== null && !isGivenUp && standing.has(participant.id);
}
