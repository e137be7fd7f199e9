import { bookOf, RichText } from '@parley/shared/agreement';
import { type ErrorCode, replyOf } from '@parley/shared/errors';
import { type ClauseId, OwnTemplateId } from '@parley/shared/ids';
import type { RequestInput } from '@parley/shared/protocol';
import type { SessionCreated } from '@parley/shared/session';
import { created, participant } from '@parley/shared/session/testing';
import { fakeSfu } from '@parley/sfu/fake';
import type { ClauseTexts, Documents } from '../../agreement/documents.ts';
import { type Kept, memoryTemplates, paragraphs } from '../../templates/testing.ts';
import type { Guest } from './guest.ts';
import { openHarness } from './harness.ts';

export const words = (text: string): RichText =>
  RichText.parse({ type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] });
export const refusal = (code: ErrorCode) => ({ ok: false, error: replyOf(code) });

export const beginning: Omit<RequestInput<'agreement.start'>, 'epoch'> = {
  doc: 'agreement',
  template: 'blank',
  languages: ['zh', 'en'],
  prevailing: 'zh',
};

/** The one template that the organisation has. */
export const ours = {
  own: OwnTemplateId.parse('template-of-ours'),
  title: '租赁和解',
  clauses: [{ zh: paragraphs('〔调解员〕'), en: paragraphs('〔mediators〕') }, { zh: paragraphs('租金') }],
};

export const epochOf = (guest: Guest): number => {
  const place = guest.all('view').at(-1)?.view.place;
  return place?.kind === 'room' ? place.epoch : -1;
};

type Harness = Awaited<ReturnType<typeof openHarness>>;

/** A mediator, a party of each side and an interpreter in a session, whose documents say one thing in every clause. */
export class AgreementTable {
  readonly harness: Harness;
  readonly people: Readonly<Record<'mediator' | 'party' | 'respondent' | 'interpreter', Guest>>;
  readonly #said: Said;

  private constructor(harness: Harness, people: AgreementTable['people'], said: Said) {
    this.harness = harness;
    this.people = people;
    this.#said = said;
  }

  static async open(session: SessionCreated = created): Promise<AgreementTable> {
    const said: Said = {
      asWritten: { zh: words('支付五万元'), en: words('pays 50,000') },
      meanwhile: async () => undefined,
      read: [],
      kept: [],
    };
    const templates = memoryTemplates(session.organisation, [ours], said.kept);
    const documents = documentsSaying(said);
    const harness = await openHarness(fakeSfu(), Date.now, undefined, documents, session, templates);
    const mediator = await harness.seat('mediator', null);
    const party = await harness.seat('party', mediator);
    const respondent = await harness.seat('respondent', mediator);
    const interpreter = await harness.seat('interpreter', mediator);
    return new AgreementTable(harness, { mediator, party, respondent, interpreter }, said);
  }

  /** What stands in every clause. */
  get asWritten(): ClauseTexts {
    return this.#said.asWritten;
  }

  set asWritten(texts: ClauseTexts) {
    this.#said.asWritten = texts;
  }

  /** Happens to whoever waits for the words of a document, before they are read. */
  set meanwhile(happens: () => Promise<unknown>) {
    this.#said.meanwhile = happens;
  }

  /** Which clauses' words were read so far. */
  get read(): ClauseId[] {
    return this.#said.read;
  }

  /** What was kept for other cases. */
  get kept(): readonly Kept[] {
    return this.#said.kept;
  }

  /** The mediator begins an agreement of one clause, and everybody has been told. */
  async begin(): Promise<ClauseId> {
    const { mediator } = this.people;
    const reply = await mediator.ask('agreement.start', { ...beginning, epoch: epochOf(mediator) });
    if (!reply.ok) throw new Error(reply.error.code);
    for (const guest of Object.values(this.people))
      await guest.until('agreement', ({ view }) => view.agreement !== null);
    const clause = mediator.all('agreement').at(-1)?.view.agreement?.clauses[0]?.id;
    if (clause === undefined) throw new Error('there is no clause');
    return clause;
  }

  async close(): Promise<void> {
    for (const guest of Object.values(this.people)) guest.close();
    await this.harness.close();
  }
}

interface Said {
  asWritten: ClauseTexts;
  meanwhile: () => Promise<unknown>;
  readonly read: ClauseId[];
  readonly kept: Kept[];
}

const documentsSaying = (said: Said): Documents => ({
  of: (actor) => ({
    open: async () => ({ ticket: 'T'.repeat(43), client: 7 }),
    withTexts: async (document, clauses, decide) => {
      await said.meanwhile();
      const all = bookOf(actor.state.agreement, document)?.clauses.map(({ id }) => id) ?? [];
      said.read.push(...(clauses ?? []));
      return decide((clauses ?? all).map((clause) => ({ clause, texts: said.asWritten })));
    },
    writers: async () =>
      new Map([
        [1, participant('party')],
        [2, participant('respondent')],
      ]),
    onWritten: () => undefined,
    cutOff: () => undefined,
    close: async () => undefined,
  }),
});
