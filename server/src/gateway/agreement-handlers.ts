import { clausesIn, type DocumentKind, type DocumentRef } from '@parley/shared/agreement';
import { Refusal } from '@parley/shared/errors';
import type { ClauseId } from '@parley/shared/ids';
import { can } from '@parley/shared/policy';
import type { RequestName } from '@parley/shared/protocol';
import type { ParticipantCommand } from '@parley/shared/session';
import type { ClauseTexts } from '../agreement/documents.ts';
import { canonicalTexts, hashOfTexts } from '../agreement/text-hash.ts';
import { mint } from '../lib/mint.ts';
import { type Asker, command, type Handler, perform, room } from './asker.ts';

/** The document somebody means: the draft is the one of the room they stand in, in the epoch they claim. */
function documentOf(asker: Asker, doc: DocumentKind, epoch: number): DocumentRef {
  return doc === 'agreement' ? { kind: doc } : { kind: doc, room: room(asker, epoch).scope.room };
}

/** Nobody decides about words they did not see: `hash` names those they saw, which stay as they are meanwhile. */
async function aboutSeen(
  asker: Asker,
  action: 'clause.agree' | 'clause.align',
  { clause, hash }: { readonly clause: ClauseId; readonly hash: string },
  make: (texts: ClauseTexts) => ParticipantCommand,
): Promise<Record<never, never>> {
  const { actor, documents } = asker.host;
  // Whoever may not know of the clause learns nothing of its words either.
  const verdict = can(actor.state, asker.participant, action, { clause });
  if (verdict.kind === 'deny') throw new Refusal(verdict.code);
  await documents.withTexts({ kind: 'agreement' }, [clause], async ([words]) => {
    const texts = words?.texts ?? {};
    if (hashOfTexts(texts) !== hash) throw new Refusal('clause.changed');
    await perform(asker, make(texts));
  });
  return {};
}

type Ours = Extract<RequestName, `agreement.${string}` | `clause.${string}` | `document.${string}`>;

/** What is asked about the agreement and the drafts of caucuses. */
export const agreementHandlers: { readonly [N in Ours]: Handler<N> } = {
  'agreement.start': async (asker, { doc, epoch, ...wish }) => {
    await perform(asker, {
      type: 'agreement.start',
      document: documentOf(asker, doc, epoch),
      ...wish,
      ids: Array.from({ length: clausesIn(wish.template) }, () => mint.clause()),
    });
    return {};
  },
  'clause.add': async (asker, { doc, epoch, ...wish }) => {
    const clause = mint.clause();
    await perform(asker, { type: 'clause.add', document: documentOf(asker, doc, epoch), clause, ...wish });
    return { clause };
  },
  'clause.remove': async (asker, { doc, epoch, clause }) => {
    await perform(asker, { type: 'clause.remove', document: documentOf(asker, doc, epoch), clause });
    return {};
  },
  'clause.move': async (asker, { doc, epoch, ...wish }) => {
    await perform(asker, { type: 'clause.move', document: documentOf(asker, doc, epoch), ...wish });
    return {};
  },
  'clause.pen': command<'clause.pen'>((wish) => ({ type: 'clause.pen', ...wish })),
  'clause.propose': command<'clause.propose'>(({ clause }) => ({ type: 'clause.propose', clause })),
  'clause.agree': (asker, seen) =>
    aboutSeen(asker, 'clause.agree', seen, () => ({ type: 'clause.agree', ...seen })),
  'clause.disagree': command<'clause.disagree'>((wish) => ({ type: 'clause.disagree', ...wish })),
  'clause.reopen': command<'clause.reopen'>(({ clause }) => ({ type: 'clause.reopen', clause })),
  'clause.lock': command<'clause.lock'>(({ clause }) => ({ type: 'clause.lock', clause })),
  'clause.align': (asker, seen) =>
    aboutSeen(asker, 'clause.align', seen, (texts) => ({
      type: 'clause.align',
      clause: seen.clause,
      texts: canonicalTexts(texts),
    })),
  'document.open': async (asker, { doc, epoch, client }) =>
    asker.host.documents.open({
      participant: asker.participant,
      connection: asker.connection,
      document: documentOf(asker, doc, epoch),
      client,
    }),
};
