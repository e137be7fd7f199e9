import {
  bookOf,
  type Change,
  clauseOf,
  clausesIn,
  type DocumentKind,
  type DocumentRef,
  isTooLong,
  namesIn,
  type OwnClause,
  OwnWords,
  type OwnTemplate,
  proposalOf,
  publishedText,
  sharedLanguages,
  type Standing,
  type Starting,
  type VersionContent,
  versionOf,
  withoutNames,
} from '@parley/shared/agreement';
import { Refusal } from '@parley/shared/errors';
import type {
  ClauseId,
  OwnTemplateId,
  ParticipantId,
  ProposalId,
  RoomId,
  VersionId,
} from '@parley/shared/ids';
import { can, clauseHistoryFor } from '@parley/shared/policy';
import type { AgreementRequestName, RequestParsed } from '@parley/shared/protocol';
import type { Language, ParticipantCommand, SessionState } from '@parley/shared/session';
import type { ClauseTexts } from '../agreement/documents.ts';
import { canonicalTexts, hashOfTexts, inLanguages, sha256 } from '../agreement/text-hash.ts';
import { differing, keepIfOther, wholeOf } from '../agreement/versions.ts';
import { mint } from '../lib/mint.ts';
import { must, whileAllowed } from './allowed.ts';
import { idsOf, once } from './attempts.ts';
import { type Asker, command, type Handler, perform, room } from './asker.ts';

/** The document somebody means: the draft is the one of the room they stand in, in the epoch they claim. */
function documentOf(asker: Asker, doc: DocumentKind, epoch: number): DocumentRef {
  return doc === 'agreement' ? { kind: doc } : { kind: doc, room: room(asker, epoch).scope.room };
}

/** Nobody decides about words they did not see: `hash` names those they saw, which stay as they are meanwhile. */
const aboutSeen = (
  asker: Asker,
  { clause, hash }: { readonly clause: ClauseId; readonly hash: string | null },
  make: (texts: ClauseTexts) => ParticipantCommand,
): Promise<void> =>
  asker.host.documents.withTexts({ kind: 'agreement' }, [clause], async ([words]) => {
    const texts = words?.texts ?? {};
    if (hashOfTexts(texts) !== hash) throw new Refusal('clause.changed');
    await perform(asker, make(texts));
  });

type Suggestion = RequestParsed<'proposal.make'>;

/** Makes a proposal over the words that its maker has seen. */
async function suggest(
  asker: Asker,
  { change: wish, note, attempt }: Suggestion,
  counters: ProposalId | null,
): Promise<{ proposal: ProposalId }> {
  const ids = idsOf(asker, attempt);
  const id = ids.proposal();
  const isMade = (): boolean => proposalOf(asker.host.actor.state.agreement.agreement, id) !== null;
  const asked = (change: Change, base: Record<Language, string>): ParticipantCommand =>
    counters === null
      ? { type: 'proposal.make', id, change, base, note }
      : { type: 'proposal.counter', proposal: counters, id, change, base, note };
  await once(asker, attempt, isMade, async () => {
    if (wish.kind === 'new') return perform(asker, asked({ ...wish, clause: ids.clause() }, {}));
    const { hash, ...change } = wish;
    const make = (): Promise<void> =>
      aboutSeen(asker, { clause: change.clause, hash }, (texts) => asked(change, canonicalTexts(texts)));
    return counters === null
      ? whileAllowed(asker, 'proposal.make', { change }, make)
      : whileAllowed(asker, 'proposal.counter', { proposal: counters }, make);
  });
  return { proposal: id };
}

/** A version that they may know of; what one may not know of is answered as what does not exist. */
async function readVersion(asker: Asker, document: DocumentRef, id: VersionId): Promise<VersionContent> {
  const { actor, log } = asker.host;
  must(asker, 'document.see', { document });
  const version = versionOf(bookOf(actor.state.agreement, document), id);
  if (version === null) throw new Refusal('version.unknown');
  const kept = await log.event(actor.id, version.seq);
  must(asker, 'document.see', { document });
  if (kept?.type !== 'version.kept') throw new Error('a version that is not in the log');
  const { languages, prevailing, clauses } = kept;
  return { languages, prevailing, clauses };
}

/** Throws unless they may begin it, or, where it has been begun, begin it anew: of that nobody else learns. */
function mustBegin(asker: Asker, document: DocumentRef): void {
  const { host, participant } = asker;
  const verdict = can(host.actor.state, participant, 'document.start', { document });
  const exists = verdict.kind === 'deny' && verdict.code === 'document.exists';
  must(asker, exists ? 'document.restart' : 'document.start', { document });
}

/** What it is to begin with. The organisation's own comes by value; whoever may not do it learns nothing of it. */
async function beginningOf(
  asker: Asker,
  action: 'document.start' | 'document.restart',
  document: DocumentRef,
  { template: named, languages, prevailing }: RequestParsed<'agreement.start'>,
): Promise<Starting> {
  const { actor, templates } = asker.host;
  const own = async (id: OwnTemplateId): Promise<OwnTemplate> => {
    must(asker, action, { document });
    return templates.find(actor.state.organisation, id);
  };
  const template = typeof named === 'string' ? named : await own(named.own);
  const ids = Array.from({ length: clausesIn(template) }, () => mint.clause());
  return { document, template, languages, prevailing, ids };
}

/** The words of a clause for other cases. */
const forOthers = (state: SessionState, texts: ClauseTexts): OwnClause =>
  Object.fromEntries(
    Object.entries(texts).map(([language, text]) => [language, withoutNames(text, language, namesIn(state))]),
  );

/** Exactly the words of the preview leave the draft. */
const publish = (
  asker: Asker,
  from: RoomId,
  { clauses, after, hash }: Pick<RequestParsed<'draft.publish'>, 'clauses' | 'after' | 'hash'>,
  ids: ReturnType<typeof idsOf>,
): Promise<void> =>
  whileAllowed(asker, 'draft.publish', { room: from }, () => {
    const { actor, documents } = asker.host;
    return documents.withTexts({ kind: 'draft', room: from }, clauses, async (words) => {
      const { agreement, drafts } = actor.state.agreement;
      const draft = drafts.get(from);
      if (agreement === null || draft === undefined) throw new Refusal('document.unknown');
      const leaving = words.map(({ clause, texts }) => ({
        from: clause,
        texts: inLanguages(texts, sharedLanguages(agreement, draft)),
      }));
      const preview = publishedText(leaving.map(({ texts }) => canonicalTexts(texts)));
      if (sha256(preview) !== hash) throw new Refusal('clause.changed');
      await perform(asker, {
        type: 'draft.publish',
        room: from,
        after,
        hash,
        clauses: leaving.map((each) => ({
          ...each,
          id: ids.clause(each.from),
          proposal: ids.proposal(each.from),
        })),
      });
    });
  });

/** Exactly the words of the preview, for the organisation's staff. */
async function keepTemplate(
  asker: Asker,
  id: OwnTemplateId,
  { title, clauses, hash }: Pick<RequestParsed<'template.keep'>, 'title' | 'clauses' | 'hash'>,
): Promise<void> {
  must(asker, 'template.keep', { clauses });
  const { actor, documents, templates } = asker.host;
  await documents.withTexts({ kind: 'agreement' }, clauses, async (words) => {
    const kept = words.map(({ texts }) => forOthers(actor.state, texts));
    if (sha256(publishedText(kept.map(canonicalTexts))) !== hash) throw new Refusal('clause.changed');
    const languages = [...(actor.state.agreement.agreement?.languages ?? [])];
    const parsed = OwnWords.safeParse({ title, languages, clauses: kept });
    if (!parsed.success) throw new Refusal('request.malformed');
    if (isTooLong(parsed.data)) throw new Refusal('template.too-long');
    // The record of who let them out stands before anybody can read them.
    await perform(asker, { type: 'template.keep', template: id, clauses, hash });
    await templates.keep(actor.state.organisation, id, parsed.data);
  });
}

const isSameSet = (one: readonly Language[], other: readonly Language[]): boolean =>
  one.toSorted().join() === other.toSorted().join();

/** What is asked about the agreement and the drafts of caucuses. */
export const agreementHandlers: { readonly [N in AgreementRequestName]: Handler<N> } = {
  'agreement.again': async ({ host, connection }) => {
    host.fanOut.showAgreementAgain(connection);
    return {};
  },
  'agreement.templates': async (asker, { doc, epoch }) => {
    mustBegin(asker, documentOf(asker, doc, epoch));
    const { actor, templates } = asker.host;
    return { templates: await templates.offered(actor.state.organisation) };
  },
  'agreement.start': async (asker, wish) => {
    const document = documentOf(asker, wish.doc, wish.epoch);
    const starting = await beginningOf(asker, 'document.start', document, wish);
    await perform(asker, { type: 'agreement.start', ...starting });
    return {};
  },
  'agreement.restart': async (asker, wish) => {
    const document = documentOf(asker, wish.doc, wish.epoch);
    must(asker, 'document.restart', { document });
    const starting = await beginningOf(asker, 'document.restart', document, wish);
    await wholeOf(asker.host, document, (standing) =>
      perform(asker, { type: 'agreement.restart', ...starting, standing }),
    );
    return {};
  },
  'clause.add': async (asker, { doc, epoch, attempt, ...wish }) => {
    const document = documentOf(asker, doc, epoch);
    const clause = idsOf(asker, attempt, document).clause();
    const isThere = (): boolean =>
      clauseOf(bookOf(asker.host.actor.state.agreement, document), clause) !== null;
    await once(asker, attempt, isThere, () =>
      perform(asker, { type: 'clause.add', document, clause, ...wish }),
    );
    return { clause };
  },
  'clause.remove': async (asker, { doc, epoch, clause }) => {
    const document = documentOf(asker, doc, epoch);
    must(asker, 'clause.remove', { document, clause });
    await wholeOf(asker.host, document, (standing) =>
      perform(asker, { type: 'clause.remove', document, clause, standing }),
    );
    return {};
  },
  'clause.move': async (asker, { doc, epoch, ...wish }) => {
    await perform(asker, { type: 'clause.move', document: documentOf(asker, doc, epoch), ...wish });
    return {};
  },
  'clause.pen': command<'clause.pen'>((wish) => ({ type: 'clause.pen', ...wish })),
  'clause.propose': command<'clause.propose'>(({ clause }) => ({ type: 'clause.propose', clause })),
  'clause.agree': async (asker, seen) => {
    await whileAllowed(asker, 'clause.agree', { clause: seen.clause }, () =>
      aboutSeen(asker, seen, () => ({ type: 'clause.agree', ...seen })),
    );
    return {};
  },
  'clause.disagree': command<'clause.disagree'>((wish) => ({ type: 'clause.disagree', ...wish })),
  'clause.reopen': command<'clause.reopen'>(({ clause }) => ({ type: 'clause.reopen', clause })),
  'clause.lock': command<'clause.lock'>(({ clause }) => ({ type: 'clause.lock', clause })),
  'side.excuse': async (asker, wish) => {
    must(asker, 'side.excuse', wish);
    // What is carried out then may go over words that none of those who accepted it has seen.
    await wholeOf(asker.host, { kind: 'agreement' }, async (now) => {
      await keepIfOther(asker.host.actor, now, 'written');
      await perform(asker, { type: 'side.excuse', ...wish });
    });
    return {};
  },
  'side.ask': command<'side.ask'>(({ side }) => ({ type: 'side.ask', side })),
  'clause.align': async (asker, seen) => {
    const { clause } = seen;
    await whileAllowed(asker, 'clause.align', { clause }, () =>
      aboutSeen(asker, seen, (texts) => ({ type: 'clause.align', clause, texts: canonicalTexts(texts) })),
    );
    return {};
  },
  'clause.history': async ({ host, participant }, { clause }) => {
    const history = clauseHistoryFor(host.actor.state, participant, clause);
    if (!history.ok) throw new Refusal(history.error.code);
    return history.value;
  },
  'proposal.make': (asker, wish) => suggest(asker, wish, null),
  'proposal.counter': (asker, { proposal, ...wish }) => suggest(asker, wish, proposal),
  'proposal.accept': async (asker, { proposal, hash }) => {
    await whileAllowed(asker, 'proposal.accept', { proposal }, () => {
      const change = proposalOf(asker.host.actor.state.agreement.agreement, proposal)?.change;
      const accept = (standing: Standing | null): Promise<void> =>
        perform(asker, { type: 'proposal.accept', proposal, standing });
      if (change === undefined || change.kind === 'new') return accept(null);
      return wholeOf(asker.host, { kind: 'agreement' }, async (whole) => {
        const words = whole.words.find(({ clause }) => clause === change.clause);
        if (words === undefined) throw new Refusal('clause.unknown');
        if (hashOfTexts(words.texts) !== hash) throw new Refusal('clause.changed');
        await accept(whole);
      });
    });
    return {};
  },
  'proposal.refuse': command<'proposal.refuse'>((wish) => ({ type: 'proposal.refuse', ...wish })),
  'proposal.withdraw': command<'proposal.withdraw'>((wish) => ({ type: 'proposal.withdraw', ...wish })),
  'draft.publish': async (asker, { epoch, attempt, ...wish }) => {
    const ids = idsOf(asker, attempt);
    const { scope } = room(asker, epoch);
    const isOut = (from: ClauseId): boolean => {
      const { agreement } = asker.host.actor.state.agreement;
      const isPutIn = clauseOf(agreement, ids.clause(from)) !== null;
      return isPutIn || proposalOf(agreement, ids.proposal(from)) !== null;
    };
    await once(
      asker,
      attempt,
      () => wish.clauses.every(isOut),
      () => publish(asker, scope.room, wish, ids),
    );
    return {};
  },
  'comment.make': async (asker, { doc, epoch, scope, ...remark }) => {
    await perform(asker, {
      type: 'comment.make',
      document: documentOf(asker, doc, epoch),
      ...remark,
      room: scope === 'room' ? room(asker, epoch).scope.room : null,
    });
    return {};
  },
  'comment.answer': async (asker, { doc, epoch, ...answer }) => {
    await perform(asker, { type: 'comment.answer', document: documentOf(asker, doc, epoch), ...answer });
    return {};
  },
  'comment.resolve': async (asker, { doc, epoch, ...wish }) => {
    await perform(asker, { type: 'comment.resolve', document: documentOf(asker, doc, epoch), ...wish });
    return {};
  },
  'version.make': async (asker, { doc, epoch, attempt, name }) => {
    const document = documentOf(asker, doc, epoch);
    const id = idsOf(asker, attempt, document).version();
    const isKept = (): boolean => versionOf(bookOf(asker.host.actor.state.agreement, document), id) !== null;
    await once(asker, attempt, isKept, () => {
      must(asker, 'version.make', { document });
      return wholeOf(asker.host, document, (whole) =>
        perform(asker, { type: 'version.make', name, ...whole, id }),
      );
    });
    return { version: id };
  },
  'version.restore': async (asker, { doc, epoch, version, hash }) => {
    const document = documentOf(asker, doc, epoch);
    must(asker, 'version.restore', { document });
    const then = await readVersion(asker, document, version);
    const now = bookOf(asker.host.actor.state.agreement, document)?.languages ?? [];
    if (!isSameSet(then.languages, now)) throw new Refusal('version.other-languages');
    await wholeOf(asker.host, document, async (standing) => {
      must(asker, 'version.restore', { document });
      if (standing.hash !== hash) throw new Refusal('clause.changed');
      await keepIfOther(asker.host.actor, standing, 'restored');
      const clauses = differing(then.clauses, standing.words);
      await perform(asker, { type: 'version.restore', document, version, clauses });
    });
    return {};
  },
  'template.preview': async (asker, { clauses }) => {
    must(asker, 'template.keep', { clauses });
    const { actor, documents } = asker.host;
    return documents.withTexts({ kind: 'agreement' }, clauses, async (words) => {
      must(asker, 'template.keep', { clauses });
      return { clauses: words.map(({ texts }) => forOthers(actor.state, texts)) };
    });
  },
  'template.keep': async (asker, { attempt, ...wish }) => {
    const { actor, templates } = asker.host;
    const id = idsOf(asker, attempt).template();
    await once(
      asker,
      attempt,
      () => templates.has(actor.state.organisation, id),
      () => keepTemplate(asker, id, wish),
    );
    return { template: id };
  },
  'document.writers': async (asker, { doc, epoch, clients }) => {
    const { host, participant } = asker;
    const document = documentOf(asker, doc, epoch);
    must(asker, 'document.open', { document });
    const all = await host.documents.writers(document, clients);
    must(asker, 'document.open', { document });
    const sees = (other: ParticipantId): boolean =>
      can(host.actor.state, participant, 'participant.see', { participant: other }).kind === 'allow';
    return {
      writers: [...all].flatMap(([client, writer]) =>
        sees(writer) ? [{ client, participant: writer }] : [],
      ),
    };
  },
  'version.read': async (asker, { doc, epoch, version }) =>
    readVersion(asker, documentOf(asker, doc, epoch), version),
  'document.open': async (asker, { doc, epoch, client }) =>
    asker.host.documents.open({
      participant: asker.participant,
      connection: asker.connection,
      document: documentOf(asker, doc, epoch),
      client,
    }),
};
