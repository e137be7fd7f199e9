import type pg from 'pg';
import { addRow } from '../../store/add-row.ts';
import type { Batch } from './appender.ts';
import type { Row } from './document-store.ts';

/**
 * Adds one edit, as what adds many does. It is what most transactions hold, for people type one key at a time; and of a
 * question about rows and lists of them, most of the work would be in the lists.
 */
const ADD = {
  name: 'document-add-one',
  text: `
    WITH moved AS (
      UPDATE document SET head = $3::integer + 1
      WHERE session_id = $1 AND document.document = $2 AND head = $3::integer
      RETURNING session_id, document.document
    )
    INSERT INTO document_update (session_id, document, seq, client, participant_id, at, update)
    SELECT session_id, moved.document, $3::integer + 1, $4::bigint, $5::text, $6::bigint, $7::bytea FROM moved`,
};

/** Whether the document was as long as was believed. Rejects with what the database says. */
export function addOne(
  db: pg.ClientBase,
  { key, after }: Batch,
  { client, participant, at, update }: Row,
): Promise<boolean> {
  const bytes = Buffer.from(update.buffer, update.byteOffset, update.byteLength);
  return addRow(db, ADD, [key.session, key.document, `${after}`, `${client}`, participant, `${at}`, bytes]);
}
