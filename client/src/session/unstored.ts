import { DocumentKind } from '@parley/shared/agreement';
import { ErrorReply } from '@parley/shared/errors';
import { ClauseId, DeviceId, Epoch, ParticipantId } from '@parley/shared/ids';
import { Language } from '@parley/shared/session';
import { z } from 'zod';

/** What somebody wrote in documents and is not known to be stored, as their tab keeps it. */

const Root = z.object({ clause: ClauseId, language: Language });

/** Words as they were written: by name and clock it is told whether they are in a text. */
const Piece = z.object({
  root: Root,
  client: z.number().int(),
  /** Words of one block have the same number. */
  block: z.number().int(),
  clock: z.number().int(),
  words: z.string(),
});
export type Piece = z.infer<typeof Piece>;

/**
 * Edits as they go to the server. Sent once more under the name they were written under they are the same edits, and
 * done once, whoever has stored them meanwhile.
 */
const Edits = z.object({
  client: z.number().int(),
  /** A Yjs update, base64; null where there is more than a tab keeps: then there are only the words. */
  update: z.string().nullable(),
  pieces: z.array(Piece),
});
export type Edits = z.infer<typeof Edits>;

const Why = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('refused'), error: ErrorReply }),
  /** The line was away for so long that they could not be sent any more. */
  z.object({ kind: z.literal('unsent') }),
  /** Somebody took away or rebuilt the paragraph they were in without having seen them. */
  z.object({ kind: z.literal('orphaned') }),
]);

/** Words before they are compared with what the document says in the end. */
const Mine = z.object({ root: Root, words: z.string(), why: Why });
export type Mine = z.infer<typeof Mine>;

/** Words of mine that are not in the document; kept for me alone, to copy. */
const Aside = Mine.extend({ id: z.number().int(), at: z.number() });
export type Aside = Readonly<z.infer<typeof Aside>>;

const Unstored = z.object({
  edits: Edits.nullable(),
  mine: z.array(Mine),
  aside: z.array(Aside),
});
export type Unstored = z.infer<typeof Unstored>;

/** Of one document, in one stay in a room: nobody else, and no other stay, has the same. */
const OfStay = z.object({ kind: DocumentKind, epoch: Epoch, unstored: Unstored });
export type OfStay = z.infer<typeof OfStay>;

const Kept = z.object({ participant: ParticipantId, tab: DeviceId.nullable(), documents: z.array(OfStay) });
export type Kept = z.infer<typeof Kept>;

/** Null for what is none. */
export function readUnstored(text: string | null): Kept | null {
  try {
    const found = Kept.safeParse(JSON.parse(text ?? ''));
    return found.success ? found.data : null;
  } catch {
    return null;
  }
}

/** The words of edits, for their writer to read. */
export function wordsIn({ pieces }: Edits): string {
  const blocks = Map.groupBy(
    pieces,
    ({ root: { clause, language }, block }) => `${clause}/${language} ${block}`,
  );
  return [...blocks.values()].map((each) => each.map(({ words }) => words).join('')).join('\n');
}

/** All of it that its writer may want to have. */
export const wordsOf = ({ edits, mine, aside }: Unstored): string =>
  [
    ...aside.map(({ words }) => words),
    ...mine.map(({ words }) => words),
    edits === null ? '' : wordsIn(edits),
  ]
    .map((words) => words.trim())
    .filter((words) => words !== '')
    .join('\n\n');
