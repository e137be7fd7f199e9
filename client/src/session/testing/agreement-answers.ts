import {
  bookOf,
  clausesIn,
  type DocumentKind,
  type DocumentRef,
  noText,
  sharedLanguages,
  type Standing,
} from '@parley/shared/agreement';
import { Refusal } from '@parley/shared/errors';
import { ClauseId, OwnTemplateId, type ParticipantId, ProposalId, VersionId } from '@parley/shared/ids';
import { can, clauseHistoryFor } from '@parley/shared/policy';
import type { AgreementRequestName, RequestParsed } from '@parley/shared/protocol';
import type { FakeServer } from './fake-server.ts';

type Answers = { readonly [N in AgreementRequestName]: (input: RequestParsed<N>) => unknown };

/** What is asked about the agreement, decided by the real core. Words are kept nowhere here. */
export function agreementAnswersOf(server: FakeServer, participant: ParticipantId): Answers {
  const command = (what: Parameters<FakeServer['as']>[1]): object => {
    server.as(participant, what);
    return {};
  };
  const documentOf = (doc: DocumentKind, epoch: number): DocumentRef =>
    doc === 'agreement' ? { kind: doc } : { kind: doc, room: server.room(participant, epoch) };
  const newClause = (): ClauseId => ClauseId.parse(server.id('clause'));
  const emptyTexts = (): Record<string, string> =>
    Object.fromEntries((server.state.agreement.agreement?.languages ?? []).map((language) => [language, '']));
  const standingIn = (document: DocumentRef): Standing => {
    const book = bookOf(server.state.agreement, document);
    const texts = Object.fromEntries((book?.languages ?? []).map((each) => [each, noText]));
    const words = (book?.clauses ?? []).map((clause) => ({ clause: clause.id, texts }));
    return { id: VersionId.parse(server.id('version')), hash: '0'.repeat(64), words };
  };
  const suggested = ({ change: wish, note }: RequestParsed<'proposal.make'>) => {
    const id = ProposalId.parse(server.id('proposal'));
    if (wish.kind === 'new') return { id, change: { ...wish, clause: newClause() }, base: {}, note };
    const { hash: _seen, ...change } = wish;
    return { id, change, base: emptyTexts(), note };
  };
  return {
    'agreement.again': () => {
      server.showAgreementAgain(participant);
      return {};
    },
    'agreement.templates': () => ({ templates: [] }),
    'agreement.start': ({ doc, epoch, template, ...wish }) => {
      if (typeof template !== 'string') throw new Refusal('template.unknown');
      return command({
        type: 'agreement.start',
        document: documentOf(doc, epoch),
        ...wish,
        template,
        ids: Array.from({ length: clausesIn(template) }, newClause),
      });
    },
    'agreement.restart': ({ doc, epoch, template, ...wish }) => {
      if (typeof template !== 'string') throw new Refusal('template.unknown');
      const document = documentOf(doc, epoch);
      return command({
        type: 'agreement.restart',
        document,
        ...wish,
        template,
        ids: Array.from({ length: clausesIn(template) }, newClause),
        standing: standingIn(document),
      });
    },
    'clause.add': ({ doc, epoch, attempt: _once, ...wish }) => {
      const clause = newClause();
      command({ type: 'clause.add', document: documentOf(doc, epoch), clause, ...wish });
      return { clause };
    },
    'clause.remove': ({ doc, epoch, clause }) =>
      command({
        type: 'clause.remove',
        document: documentOf(doc, epoch),
        clause,
        standing: standingIn(documentOf(doc, epoch)),
      }),
    'clause.move': ({ doc, epoch, ...wish }) =>
      command({ type: 'clause.move', document: documentOf(doc, epoch), ...wish }),
    'clause.pen': (wish) => command({ type: 'clause.pen', ...wish }),
    'clause.propose': (wish) => command({ type: 'clause.propose', ...wish }),
    'clause.agree': (wish) => command({ type: 'clause.agree', ...wish }),
    'clause.disagree': (wish) => command({ type: 'clause.disagree', ...wish }),
    'clause.reopen': (wish) => command({ type: 'clause.reopen', ...wish }),
    'clause.lock': (wish) => command({ type: 'clause.lock', ...wish }),
    'side.excuse': (wish) => command({ type: 'side.excuse', ...wish }),
    'side.ask': (wish) => command({ type: 'side.ask', ...wish }),
    'clause.align': ({ clause }) => command({ type: 'clause.align', clause, texts: emptyTexts() }),
    'clause.history': ({ clause }) => {
      const history = clauseHistoryFor(server.state, participant, clause);
      if (!history.ok) throw new Refusal(history.error.code);
      return history.value;
    },
    'proposal.make': (wish) => {
      const made = suggested(wish);
      command({ type: 'proposal.make', ...made });
      return { proposal: made.id };
    },
    'proposal.counter': ({ proposal, ...wish }) => {
      const made = suggested(wish);
      command({ type: 'proposal.counter', proposal, ...made });
      return { proposal: made.id };
    },
    'proposal.accept': ({ proposal }) =>
      command({ type: 'proposal.accept', proposal, standing: standingIn({ kind: 'agreement' }) }),
    'proposal.refuse': (wish) => command({ type: 'proposal.refuse', ...wish }),
    'proposal.withdraw': (wish) => command({ type: 'proposal.withdraw', ...wish }),
    'draft.publish': ({ epoch, clauses, after, hash }) => {
      const { agreement, drafts } = server.state.agreement;
      const room = server.room(participant, epoch);
      const draft = drafts.get(room);
      if (agreement === null || draft === undefined) throw new Refusal('document.unknown');
      const texts = Object.fromEntries(sharedLanguages(agreement, draft).map((each) => [each, noText]));
      return command({
        type: 'draft.publish',
        room,
        after,
        hash,
        clauses: clauses.map((from) => ({
          from,
          id: newClause(),
          proposal: ProposalId.parse(server.id('proposal')),
          texts,
        })),
      });
    },
    'comment.make': ({ doc, epoch, scope, ...remark }) =>
      command({
        type: 'comment.make',
        document: documentOf(doc, epoch),
        ...remark,
        room: scope === 'room' ? server.room(participant, epoch) : null,
      }),
    'comment.answer': ({ doc, epoch, ...answer }) =>
      command({ type: 'comment.answer', document: documentOf(doc, epoch), ...answer }),
    'comment.resolve': ({ doc, epoch, ...wish }) =>
      command({ type: 'comment.resolve', document: documentOf(doc, epoch), ...wish }),
    'version.make': ({ doc, epoch, name }) => {
      const document = documentOf(doc, epoch);
      const standing = standingIn(document);
      command({ type: 'version.make', document, name, ...standing });
      return { version: standing.id };
    },
    'version.restore': ({ doc, epoch, version }) => {
      const document = documentOf(doc, epoch);
      const clauses = (bookOf(server.state.agreement, document)?.clauses ?? []).map(({ id }) => ({
        id,
        texts: {},
      }));
      return command({ type: 'version.restore', document, version, clauses });
    },
    'template.preview': ({ clauses }) => ({ clauses: clauses.map(() => ({})) }),
    'template.keep': ({ clauses, hash }) => {
      const template = OwnTemplateId.parse(server.id('template'));
      command({ type: 'template.keep', template, clauses, hash });
      return { template };
    },
    'document.writers': () => ({ writers: [] }),
    'version.read': () => {
      throw new Refusal('version.unknown');
    },
    'document.open': ({ doc, epoch, client }) => {
      const document = documentOf(doc, epoch);
      const verdict = can(server.state, participant, 'document.open', { document });
      if (verdict.kind === 'deny') throw new Refusal(verdict.code);
      return server.gates.of(document).ticket(client);
    },
  };
}
