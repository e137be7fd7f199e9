import { Refusal } from '@parley/shared/errors';
import pg from 'pg';
import { ConcurrentWriter, DuplicateMessage, OutcomeUnknown, Unstorable } from './event-log.ts';

/**
 * Operator intervention, a lost connection, and «completion unknown»: PostgreSQL may report these after the commit
 * record is on disk, so they say nothing of the outcome.
 */
const UNKNOWN = /^(?:57|08|40003)/;
/** The text or number cannot be stored: a character without a place in UTF-8, malformed JSON. */
const DATA = /^22/;
const UNIQUE = '23505';
const MESSAGES: ReadonlySet<string> = new Set(['event_message', 'event_booth_message']);

/**
 * What a failed append means. Only an ERROR that PostgreSQL itself reported on a living connection says that the
 * transaction was rolled back; whatever else comes after the statement was sent leaves it open.
 */
export function appendFailure(error: unknown): Error {
  if (!(error instanceof pg.DatabaseError) || error.severity !== 'ERROR') return unknown(error);
  const code = error.code ?? '';
  if (code === '' || UNKNOWN.test(code)) return unknown(error);
  if (code === UNIQUE) return MESSAGES.has(error.constraint ?? '') ? new DuplicateMessage() : taken(error);
  if (DATA.test(code)) return new Unstorable('an event cannot be stored', { cause: error });
  return new Refusal('store.unavailable', { cause: error });
}

const unknown = (cause: unknown): Error =>
  new OutcomeUnknown('it is not known whether the events were added', { cause });
const taken = (cause: unknown): Error =>
  new ConcurrentWriter('another writer has added to this session', { cause });
