import { ClauseId } from '@parley/shared/ids';
import { Language, type Participant } from '@parley/shared/session';
import { z } from 'zod';

const Id = z.object({ client: z.number().int().min(0), clock: z.number().int().min(0) });

/** A place in a text, as Yjs writes it. */
const Place = z.object({
  type: Id.nullish(),
  tname: z.string().max(150).nullish(),
  item: Id.nullish(),
  assoc: z.number().int().optional(),
});

/** Where somebody's caret is, in which text. Whatever else a client says of itself goes to nobody. */
const Caret = z.object({ clause: ClauseId, language: Language, anchor: Place, head: Place });

/**
 * What others are told of a caret, as JSON: who it is is the server's to say. `null` for what is no caret, or none
 * any more.
 */
export function presenceOf(state: string, { id, name }: Participant): string {
  let value: unknown;
  try {
    value = JSON.parse(state);
  } catch {
    return 'null';
  }
  const caret = Caret.safeParse(value);
  return caret.success ? JSON.stringify({ ...caret.data, participant: id, name }) : 'null';
}
