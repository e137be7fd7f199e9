import { createHash } from 'node:crypto';
import type { SessionId } from '@parley/shared/ids';
import { canonicalJson, type Json } from '@parley/shared/lib';
import type { Actor, SessionEvent } from '@parley/shared/session';

/** What the first row of a session has for the row before it. */
export const GENESIS: Buffer = Buffer.alloc(32);

/** All that a row's hash is taken over. */
export interface Link {
  readonly session: SessionId;
  readonly seq: number;
  readonly at: number;
  readonly actor: Json;
  readonly event: Json;
  /** The hash of the row before. */
  readonly prev: Buffer;
}

/** SHA-256 over the canonical JSON of a row and the hash of the row before it, in hex; 32 bytes. */
export function hashOf({ session, seq, at, actor, event, prev }: Link): Buffer {
  const text = canonicalJson({ session, seq, at, actor, event, prev: prev.toString('hex') });
  return createHash('sha256').update(text).digest();
}

/** A row as it is about to be added. */
export interface ChainRow {
  readonly type: string;
  readonly body: string;
  readonly prev: Buffer;
  readonly hash: Buffer;
}

/** The rows that follow the `after`th row of a session, whose hash is `prev`. */
export function chainRows(
  link: Pick<Link, 'session' | 'at' | 'prev'> & { readonly after: number; readonly actor: Actor },
  events: readonly SessionEvent[],
): readonly ChainRow[] {
  const { session, at, after, actor } = link;
  let { prev } = link;
  return events.map((each, index) => {
    const row = { type: each.type, body: JSON.stringify(each), prev };
    prev = hashOf({ session, seq: after + index + 1, at, actor, event: each, prev });
    return { ...row, hash: prev };
  });
}
