import { Refusal } from '@parley/shared/errors';
import type { Term, TermWords } from '@parley/shared/glossary';
import type { ParticipantId, SessionId, TermId } from '@parley/shared/ids';
import type { SessionTerms } from './session-terms.ts';

/** The terms of one case, which last as long as the test. */
export function memoryTerms(ofCase: readonly (TermWords & { readonly id: TermId })[] = []): SessionTerms {
  interface Kept extends TermWords {
    standing: Term['standing'];
    of: ParticipantId | null;
  }
  const kept = new Map<TermId, Kept>();
  const followers = new Set<() => void>();
  for (const { id, texts, note } of ofCase) kept.set(id, { texts, note, standing: 'case', of: null });
  return {
    of: async (participant) =>
      [...kept].map(([id, { texts, note, standing, of }]) => ({
        id,
        texts,
        note,
        standing,
        mine: of === participant,
        by: standing === 'suggested' ? of : null,
      })),
    keep: async (participant, id, { texts, note }) => {
      if (!kept.has(id)) kept.set(id, { texts, note, standing: 'own', of: participant });
    },
    settle: async (participant, id, to, may) => {
      const term = kept.get(id);
      if (term === undefined) throw new Refusal('term.unknown');
      may({ standing: term.standing, mine: term.of === participant });
      if (to === 'gone') kept.delete(id);
      else Object.assign(term, { standing: to, of: to === 'case' ? null : term.of });
      for (const changed of followers) changed();
    },
    waiting: async (_session: SessionId) =>
      [...kept.values()].filter(({ standing }) => standing === 'suggested').length,
    follow: (_session, changed) => {
      followers.add(changed);
      return () => followers.delete(changed);
    },
  };
}
