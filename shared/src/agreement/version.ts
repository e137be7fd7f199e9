import { z } from 'zod';
import { ClauseId, type ParticipantId, type VersionId } from '../ids.ts';
import { canonicalJson } from '../lib/canonical-json.ts';
import { Language } from '../session/people.ts';
import { lineOfText } from '../session/text.ts';
import { ClauseState } from './clause-state.ts';
import { RichText } from './rich-text.ts';

/** So many versions of one document are named, and so many of those without a name are at hand; all stay in the log. */
export const MAX_VERSIONS = 100;
/** So often one document is put back. */
export const MAX_RESTORES = 100;

/** Why a version was kept by itself. None of them tells where words came from: a draft may not be known of. */
export const KeptWhy = z.enum([
  /** The session was adjourned. */
  'adjourned',
  /** Words were put to the sides, agreed to, or closed for good. */
  'proposed',
  'agreed',
  'locked',
  /** A decision has put words in. */
  'decided',
  /** What there was before another version was put back. */
  'restored',
  /** What there was before a clause was taken out, or words that were settled took the place of others. */
  'removed',
  'replaced',
  /** What there was before the document was started anew. */
  'anew',
  /** People have been writing for a while. */
  'written',
]);
export type KeptWhy = z.infer<typeof KeptWhy>;

export const VersionName = lineOfText(60);

/** One clause as a version has it. */
export const FrozenClause = z.object({
  id: ClauseId,
  state: ClauseState,
  texts: z.record(Language, RichText),
});
export type FrozenClause = z.infer<typeof FrozenClause>;

/** The whole document as it was; its words are in the log, in the event with the number `seq`. */
export interface Version {
  readonly id: VersionId;
  /** Null is one that was kept by itself. */
  readonly name: string | null;
  /** Of one that was kept by itself. */
  readonly why: KeptWhy | null;
  readonly by: ParticipantId | null;
  readonly at: number;
  /** SHA-256 of its `versionText`. */
  readonly hash: string;
  readonly seq: number;
}

/** What the hash of a version is taken over: its languages, which prevails, and its clauses' canonical words in order. */
export const versionText = (version: {
  readonly languages: readonly Language[];
  readonly prevailing: Language;
  readonly clauses: readonly { readonly id: ClauseId; readonly texts: Readonly<Record<Language, string>> }[];
}): string =>
  canonicalJson({
    languages: version.languages,
    prevailing: version.prevailing,
    clauses: version.clauses.map(({ id, texts }) => ({ id, texts })),
  });
