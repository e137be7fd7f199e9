import type { ParticipantId, VersionId } from '../ids.ts';
import { type Decision, denied, happened } from '../session/decision.ts';
import type { SessionState } from '../session/state.ts';
import { bookOf, versionOf } from './book.ts';
import type { Keeping } from './commands.ts';

/**
 * Keeps the document as it is under a name, or by itself. The words come in from where they are kept, clause by clause in
 * the order of the book; when that has changed meanwhile, whoever asked asks again.
 */
export function keepVersion(
  state: SessionState,
  { document, id, hash, words }: Keeping,
  { name, by, at }: { name: string | null; by: ParticipantId | null; at: number },
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

const isTaken = ({ agreement: { agreement, drafts } }: SessionState, id: VersionId): boolean =>
  [agreement, ...drafts.values()].some((book) => versionOf(book, id) !== null);
