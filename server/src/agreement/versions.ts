import { bookOf, type DocumentRef, type Keeping, versionText } from '@parley/shared/agreement';
import { Refusal } from '@parley/shared/errors';
import { mint } from '../lib/mint.ts';
import type { SessionActor } from '../session/actor.ts';
import type { SessionDocuments } from './documents.ts';
import { canonicalTexts, sha256 } from './text-hash.ts';

/** A document as it is, with nobody writing in it until `keep` has ended. */
export const wholeOf = <R>(
  { actor, documents }: { readonly actor: SessionActor; readonly documents: SessionDocuments },
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
