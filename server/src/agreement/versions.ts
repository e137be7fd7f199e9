import {
  bookOf,
  canonicalText,
  type DocumentRef,
  type FrozenClause,
  type Keeping,
  type KeptWhy,
  noText,
  versionText,
} from '@parley/shared/agreement';
import { Refusal } from '@parley/shared/errors';
import { mint } from '../lib/mint.ts';
import type { SessionActor } from '../session/actor.ts';
import type { ClauseTexts, SessionDocuments } from './documents.ts';
import { canonicalTexts, sha256 } from './text-hash.ts';

interface Session {
  readonly actor: SessionActor;
  readonly documents: SessionDocuments;
}

/** A document as it is, with nobody writing in it until `keep` has ended. */
export const wholeOf = <R>(
  { actor, documents }: Session,
  document: DocumentRef,
  keep: (whole: Keeping) => Promise<R>,
): Promise<R> =>
  documents.withTexts(document, null, (words) => {
    const book = bookOf(actor.state.agreement, document);
    if (book === null) throw new Refusal('document.unknown');
    const { languages, prevailing } = book;
    const clauses = words.map(({ clause, texts }) => ({ id: clause, texts: canonicalTexts(texts) }));
    const hash = sha256(versionText({ languages, prevailing, clauses }));
    return keep({ document, id: mint.version(), hash, words });
  });

/** Keeps a document as it is, unless it is what was kept last. */
export async function keepIfOther(actor: SessionActor, whole: Keeping, why: KeptWhy): Promise<void> {
  const last = bookOf(actor.state.agreement, whole.document)?.versions.at(-1);
  if (last?.hash === whole.hash) return;
  const outcome = await actor.ask({ type: 'version.keep', why, ...whole }, { kind: 'server' });
  if (!outcome.ok) throw new Refusal(outcome.error.code);
}

/** The clauses of a version, each with its words where they are not what it says now. */
export const differing = (
  then: readonly FrozenClause[],
  now: Keeping['words'],
): { readonly id: FrozenClause['id']; readonly texts: ClauseTexts }[] =>
  then.map(({ id, texts }) => {
    const there = now.find(({ clause }) => clause === id)?.texts;
    const others = Object.entries(texts).filter(
      ([language, text]) =>
        there === undefined || canonicalText(there[language] ?? noText) !== canonicalText(text),
    );
    return { id, texts: Object.fromEntries(others) };
  });
