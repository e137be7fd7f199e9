import { clausesIn, type DocumentKind, type DocumentRef } from '@parley/shared/agreement';
import { Refusal } from '@parley/shared/errors';
import { ClauseId, type ParticipantId } from '@parley/shared/ids';
import type { RequestName, RequestParsed } from '@parley/shared/protocol';
import type { FakeServer } from './fake-server.ts';

type Ours = Extract<RequestName, `agreement.${string}` | `clause.${string}` | `document.${string}`>;
type Answers = { readonly [N in Ours]: (input: RequestParsed<N>) => unknown };

/** What is asked about the agreement, decided by the real core. Words are kept nowhere here. */
export function agreementAnswersOf(server: FakeServer, participant: ParticipantId): Answers {
  const command = (what: Parameters<FakeServer['as']>[1]): object => {
    server.as(participant, what);
    return {};
  };
  const documentOf = (doc: DocumentKind, epoch: number): DocumentRef =>
    doc === 'agreement' ? { kind: doc } : { kind: doc, room: server.room(participant, epoch) };
  const newClause = (): ClauseId => ClauseId.parse(server.id('clause'));
  return {
    'agreement.start': ({ doc, epoch, ...wish }) =>
      command({
        type: 'agreement.start',
        document: documentOf(doc, epoch),
        ...wish,
        ids: Array.from({ length: clausesIn(wish.template) }, newClause),
      }),
    'clause.add': ({ doc, epoch, ...wish }) => {
      const clause = newClause();
      command({ type: 'clause.add', document: documentOf(doc, epoch), clause, ...wish });
      return { clause };
    },
    'clause.remove': ({ doc, epoch, clause }) =>
      command({ type: 'clause.remove', document: documentOf(doc, epoch), clause }),
    'clause.move': ({ doc, epoch, ...wish }) =>
      command({ type: 'clause.move', document: documentOf(doc, epoch), ...wish }),
    'clause.pen': (wish) => command({ type: 'clause.pen', ...wish }),
    'clause.propose': (wish) => command({ type: 'clause.propose', ...wish }),
    'clause.agree': (wish) => command({ type: 'clause.agree', ...wish }),
    'clause.disagree': (wish) => command({ type: 'clause.disagree', ...wish }),
    'clause.reopen': (wish) => command({ type: 'clause.reopen', ...wish }),
    'clause.lock': (wish) => command({ type: 'clause.lock', ...wish }),
    'clause.align': ({ clause }) => {
      const languages = server.state.agreement.agreement?.languages ?? [];
      const texts = Object.fromEntries(languages.map((language) => [language, '']));
      return command({ type: 'clause.align', clause, texts });
    },
    'document.open': () => {
      throw new Refusal('document.unknown');
    },
  };
}
