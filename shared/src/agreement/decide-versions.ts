import type { ClauseId, ParticipantId, VersionId } from '../ids.ts';
import { type Decision, denied, happened } from '../session/decision.ts';
import type { SessionState } from '../session/state.ts';
import { bookOf, clauseOf, MAX_CLAUSES, versionOf } from './book.ts';
import type { Keeping, Restoring } from './commands.ts';
import type { AgreementEvent } from './events.ts';
import { restoration } from './restoring.ts';
import type { KeptWhy, Version } from './version.ts';

/**
 * Keeps the document as it is under a name, or by itself. The words come in from where they are kept, clause by clause in
 * the order of the book; when that has changed meanwhile, whoever asked asks again.
 */
export function keepVersion(
  state: SessionState,
  { document, id, hash, words }: Keeping,
  { name, why, by, at }: Pick<Version, 'name' | 'why' | 'by' | 'at'>,
): Decision {
  const book = bookOf(state.agreement, document);
  if (book === null) return denied('document.unknown');
  if (isTaken(state, id)) return denied('request.malformed');
  const isWhole =
    words.length === book.clauses.length &&
    book.clauses.every((clause, index) => {
      const texts = words[index]?.texts ?? {};
      const languages = Object.keys(texts);
      return (
        words[index]?.clause === clause.id &&
        languages.length === book.languages.length &&
        book.languages.every((language) => languages.includes(language))
      );
    });
  if (!isWhole) return denied('clause.changed');
  return happened({
    type: 'version.kept',
    document,
    id,
    name,
    why,
    by,
    at,
    hash,
    languages: [...book.languages],
    prevailing: book.prevailing,
    clauses: book.clauses.map((clause, index) => ({
      id: clause.id,
      state: clause.state,
      texts: { ...words[index]?.texts },
    })),
  });
}

/**
 * What takes words out of a document happens in one decision with a version that has them, so that there is no moment at
 * which they are nowhere. What was kept last is not kept again.
 */
export function keptFirst(
  state: SessionState,
  keeping: Keeping,
  why: KeptWhy,
  at: number,
  then: AgreementEvent,
): Decision {
  const kept = keepVersion(state, keeping, { name: null, why, by: null, at });
  if (!kept.ok) return kept;
  const last = bookOf(state.agreement, keeping.document)?.versions.at(-1);
  return last?.hash === keeping.hash ? happened(then) : happened(...kept.value, then);
}

/** Puts the document back to a version of its own, as a new edit. */
export function restoreVersion(
  state: SessionState,
  { document, version, clauses: then }: Restoring,
  { by, at }: { by: ParticipantId; at: number },
): Decision {
  const book = bookOf(state.agreement, document);
  if (book === null) return denied('document.unknown');
  if (versionOf(book, version) === null) return denied('version.unknown');
  const texts = new Map(then.map((clause) => [clause.id, clause.texts]));
  const areFit = then.every(({ id, texts: given }) => {
    const languages = Object.keys(given);
    const isWhole = languages.length === book.languages.length || clauseOf(book, id) !== null;
    return isWhole && languages.every((language) => book.languages.includes(language));
  });
  if (!areFit || texts.size !== then.length) return denied('request.malformed');
  const { fates, order } = restoration(
    book.clauses,
    then.map(({ id }) => id),
    (id) => Object.keys(texts.get(id) ?? {}).length > 0,
  );
  if (order.length > MAX_CLAUSES) return denied('clause.too-many');
  const isPutIn = (id: ClauseId): boolean => ['rewritten', 'back'].includes(fates.get(id) ?? 'same');
  const isAsItWas =
    !order.some(isPutIn) &&
    order.length === book.clauses.length &&
    order.every((id, index) => book.clauses[index]?.id === id);
  if (isAsItWas) return happened();
  const clauses = order.map((id) => ({ id, texts: isPutIn(id) ? { ...texts.get(id) } : {} }));
  return happened({ type: 'version.restored', document, by, at, version, clauses });
}

const isTaken = ({ agreement: { agreement, drafts } }: SessionState, id: VersionId): boolean =>
  [agreement, ...drafts.values()].some((book) => versionOf(book, id) !== null);
