import type { SessionId } from '@parley/shared/ids';
import { SessionEvent } from '@parley/shared/session';
import { z } from 'zod';
import { GENESIS, hashOf } from './chain.ts';
import { ChainBroken } from './event-log.ts';

/** A row as it was read. `actor` and `body` are the text of JSON. */
export interface StoredRow {
  readonly seq: number;
  readonly at: number;
  readonly actor: string;
  readonly type: string;
  readonly body: string;
  readonly prev_hash: Buffer;
  readonly hash: Buffer;
}

const Json = z.json();

/** The events of a session's rows, in order. Throws ChainBroken at the first row that is not as it was added. */
export function readChain(session: SessionId, rows: readonly StoredRow[]): SessionEvent[] {
  let prev = GENESIS;
  return rows.map((row, index) => {
    const seq = index + 1;
    const broken = (what: string): ChainBroken => new ChainBroken(session, seq, what);
    if (row.seq !== seq) throw broken('a row is missing');
    if (!row.prev_hash.equals(prev)) throw broken('it does not follow the row before it');
    const actor = Json.parse(JSON.parse(row.actor));
    const event = Json.parse(JSON.parse(row.body));
    if (!row.hash.equals(hashOf({ session, seq, at: row.at, actor, event, prev }))) {
      throw broken('the row has been changed');
    }
    const parsed = SessionEvent.safeParse(event);
    if (!parsed.success) throw broken('the event is of no known kind');
    if (parsed.data.type !== row.type) throw broken('the row has been changed');
    prev = row.hash;
    return parsed.data;
  });
}
