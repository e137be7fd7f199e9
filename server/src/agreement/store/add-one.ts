import pg from 'pg';
import type { Batch } from './appender.ts';
import type { Row } from './document-store.ts';

/**
 * Adds one edit, as what adds many does. It is what most transactions hold, for people type one key at a time. That it
 * was added is told by the number of rows alone, so that there are none to be read.
 */
const NAME = 'document-add-one';
const TEXT = `
  WITH moved AS (
    UPDATE document SET head = $3::integer + 1
    WHERE session_id = $1 AND document.document = $2 AND head = $3
    RETURNING session_id, document.document
  )
  INSERT INTO document_update (session_id, document, seq, client, participant_id, at, update)
  SELECT session_id, moved.document, $3 + 1, $4, $5, $6, $7 FROM moved`;

/** Whether the document was as long as was believed. Rejects with what the database says. */
export function addOne(client: pg.ClientBase, { key, after }: Batch, row: Row): Promise<boolean> {
  const { client: name, participant, at, update } = row;
  const values = [key.session, key.document, after, name, participant, at, bufferOf(update)];
  return new Promise((resolve, reject) => {
    const query = new pg.Query(TEXT, values, (error, result) => {
      // The driver says null where its types say undefined.
      if (error instanceof Error) reject(error);
      else resolve(result.rowCount === 1);
    });
    // Given a name in a description of the query, the driver would copy all of that, property by property.
    client.query(Object.assign(query, { name: NAME }));
  });
}

export const bufferOf = (bytes: Uint8Array): Buffer =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
