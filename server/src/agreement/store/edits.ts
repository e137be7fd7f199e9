import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import type { Database } from '../../store/tables.ts';
import type { DocumentKey } from './document-store.ts';

/** Edits of a document as they lie behind each other in the log. */
export interface Edits {
  readonly count: number;
  /** Null when there are none. */
  readonly first: number | null;
  readonly last: number | null;
  /** Their updates, each behind its length: a row of its own would cost far more than what is in it. */
  readonly packed: readonly Uint8Array[];
}

/** How much goes into one piece, bytes, and one edit more: a value in PostgreSQL has an end. */
const PIECE = 4_000_000;

const Pieces = z.array(
  z.object({
    count: z.number().int(),
    first: z.number().int(),
    last: z.number().int(),
    packed: z.instanceof(Uint8Array),
  }),
);

/** The edits behind the first `from`, up to `upto`. */
export async function readEdits(
  db: Kysely<Database>,
  { session, document }: DocumentKey,
  { from, upto }: { readonly from: number; readonly upto: number },
): Promise<Edits> {
  const { rows } = await sql`
    SELECT
      count(*)::integer AS count, min(seq) AS first, max(seq) AS last,
      string_agg(int4send(length(update)) || update, '' ORDER BY seq) AS packed
    FROM (
      SELECT seq, update, sum(length(update)) OVER (ORDER BY seq) / ${PIECE}::integer AS piece
      FROM document_update
      WHERE session_id = ${session} AND document = ${document} AND seq > ${from} AND seq <= ${upto}
    ) AS edit
    GROUP BY piece
    ORDER BY first`.execute(db);
  const pieces = Pieces.parse(rows);
  return {
    count: pieces.reduce((sum, { count }) => sum + count, 0),
    first: pieces[0]?.first ?? null,
    last: pieces.at(-1)?.last ?? null,
    packed: pieces.map(({ packed }) => packed),
  };
}

/** Whether all that is behind the first `from` up to `upto` is there. No number is there twice. */
export function isWhole({ count, first, last }: Edits, from: number, upto: number): boolean {
  if (count === 0) return from === upto;
  return count === upto - from && first === from + 1 && last === upto;
}
