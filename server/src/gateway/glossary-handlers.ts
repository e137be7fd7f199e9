import { Refusal } from '@parley/shared/errors';
import { type Action, type Actions, can } from '@parley/shared/policy';
import type { RequestName } from '@parley/shared/protocol';
import type { Asker, Handler } from './asker.ts';

type OfGlossary = Extract<RequestName, `${'glossary' | 'term'}.${string}`>;

function may<A extends Action>({ host, participant }: Asker, action: A, target: Actions[A]): void {
  const verdict = can(host.actor.state, participant, action, target);
  if (verdict.kind === 'deny') throw new Refusal(verdict.code);
}

/** What each request about the terms of the case does. */
export const glossaryHandlers: { readonly [N in OfGlossary]: Handler<N> } = {
  'glossary.read': async (asker) => {
    const { host, participant } = asker;
    may(asker, 'glossary.read', {});
    const terms = await host.terms.of(participant);
    // Whoever went out meanwhile reads nothing more.
    may(asker, 'glossary.read', {});
    const { state } = host.actor;
    return { terms: terms.filter((term) => can(state, participant, 'term.see', term).kind === 'allow') };
  },
  'term.keep': async (asker, { id, ...words }) => {
    may(asker, 'term.keep', {});
    await asker.host.terms.keep(asker.participant, id, words);
    return {};
  },
  'term.put': async (asker, { term, to }) => {
    // Before it is looked for: to whom there are no terms it makes no difference whether this one is there.
    may(asker, 'glossary.read', {});
    await asker.host.terms.settle(asker.participant, term, to, (target) =>
      may(asker, 'term.put', { ...target, to }),
    );
    return {};
  },
};
