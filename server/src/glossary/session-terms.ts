import type { Term, TermGoal, TermWords } from '@parley/shared/glossary';
import type { ParticipantId, SessionId, TermId } from '@parley/shared/ids';

/** The terms of the case that a session is of, as one of its participants comes to them. */
export interface SessionTerms {
  /** All there are, theirs marked; who may see which is for the policy. */
  of(participant: ParticipantId): Promise<readonly Term[]>;
  /** For the participant alone; once, however often it is sent with one id. */
  keep(participant: ParticipantId, term: TermId, words: TermWords): Promise<void>;
  /** Puts a term elsewhere, if `may` lets them; it throws what they are refused with. */
  settle(
    participant: ParticipantId,
    term: TermId,
    to: TermGoal,
    may: (target: Pick<Term, 'standing' | 'mine'>) => void,
  ): Promise<void>;
  /** How many are suggested and not answered. */
  waiting(session: SessionId): Promise<number>;
  /** Calls whenever that may be another number, whoever made it so. Answers how to be called no more. */
  follow(session: SessionId, changed: () => void): () => void;
}
