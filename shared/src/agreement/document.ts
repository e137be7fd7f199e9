import { z } from 'zod';
import { ClauseId, RoomId } from '../ids.ts';
import { Language } from '../session/people.ts';

/** All a client ever names: `draft` is the one of the caucus it stands in. */
export const DocumentKind = z.enum(['agreement', 'draft']);
export type DocumentKind = z.infer<typeof DocumentKind>;

/** One body of text with a history of its own: what two documents do not share, neither can give away. */
export const DocumentRef = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('agreement') }),
  z.object({ kind: z.literal('draft'), room: RoomId }),
]);
export type DocumentRef = z.infer<typeof DocumentRef>;

export const isSameDocument = (one: DocumentRef, other: DocumentRef): boolean =>
  one.kind === 'agreement' ? other.kind === 'agreement' : other.kind === 'draft' && one.room === other.room;

/** What the words of a clause in one language hang from. */
export interface Root {
  readonly clause: ClauseId;
  readonly language: Language;
}

export const rootOf = ({ clause, language }: Root): string => `${clause}/${language}`;

/** Null for a name that can be no root: what hangs from it is foreign. */
export function parseRoot(name: string): Root | null {
  const slash = name.indexOf('/');
  const clause = ClauseId.safeParse(name.slice(0, Math.max(slash, 0)));
  const language = Language.safeParse(name.slice(slash + 1));
  return clause.success && language.success ? { clause: clause.data, language: language.data } : null;
}
