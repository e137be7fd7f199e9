import { Refusal } from '@parley/shared/errors';
import { MAX_OWN_TERMS, MAX_TERMS, type Term, type TermGoal, TermWords } from '@parley/shared/glossary';
import type { CaseId, ParticipantId, PersonId, SessionId, StaffId, TermId } from '@parley/shared/ids';
import type { RouteBody } from '@parley/shared/protocol';
import type { Kysely, Transaction } from 'kysely';
import { lockCase } from '../cases/lock.ts';
import { mint } from '../lib/mint.ts';
import { answered } from '../store/answered.ts';
import { madeBefore } from '../store/once.ts';
import type { Database } from '../store/tables.ts';
import type { SessionTerms } from './session-terms.ts';

/** The terms of cases: the office's, and what interpreters keep for themselves or suggest. No part of any record. */
export class Glossary implements SessionTerms {
  readonly #db: Kysely<Database>;
  readonly #now: () => number;
  /** Who wants to know, by session, that another number of suggestions may wait. */
  readonly #followers = new Map<SessionId, Set<() => void>>();

  constructor(db: Kysely<Database>, now: () => number) {
    this.#db = db;
    this.#now = now;
  }

  /** What the office sees: the case's terms and what is suggested; nothing that somebody keeps. */
  async ofCase(id: CaseId): Promise<Term[]> {
    await this.#inCase(id, async () => undefined);
    const terms = await this.#terms(id, null);
    return terms.filter(({ standing }) => standing !== 'own');
  }

  /** Every term of the case that this participant takes part in, theirs marked; who may see which is for the policy. */
  async of(participant: ParticipantId): Promise<Term[]> {
    const { case_id, person_id } = await this.#person(participant);
    return this.#terms(case_id, person_id);
  }

  /** What of an attempt was stored is there already, though its answer may have been lost. */
  async add(id: CaseId, { attempt, part, terms }: RouteBody<'glossary.add'>, by: StaffId): Promise<void> {
    await this.#inCase(id, async (within) => {
      const asked = { scope: ['terms', id, by, `${part}`], attempt, id, now: this.#now() };
      if ((await madeBefore(within, asked)) !== null) return;
      if ((await ofItself(within, id)) + terms.length > MAX_TERMS) throw new Refusal('glossary.full');
      const rows = terms.map((words) => ({ ...this.#row(words), id: mint.term(), case_id: id }));
      await within.insertInto('term').values(rows).execute();
    });
  }

  /** Of the case's or of those suggested, by the office. Rejects with `term.unknown`. */
  async change(id: CaseId, term: TermId, words: TermWords): Promise<void> {
    const { texts, note } = this.#row(words);
    await this.#inCase(id, async (within) => {
      const { numUpdatedRows } = await within
        .updateTable('term')
        .set({ texts, note })
        .where('id', '=', term)
        .where('case_id', '=', id)
        .where((of) => of.or([of('person_id', 'is', null), of('suggested', '=', true)]))
        .executeTakeFirst();
      if (numUpdatedRows === 0n) throw new Refusal('term.unknown');
    });
  }

  /** By the office, which takes a suggestion, gives it back, or removes what is the case's. */
  async put(id: CaseId, term: TermId, to: 'case' | 'own' | 'gone'): Promise<void> {
    await this.#answering(id, async (within) => {
      const found = await standingOf(within, id, term);
      const fits = to === 'gone' ? found?.standing === 'case' : found?.standing === 'suggested';
      if (!fits) throw new Refusal('term.unknown');
      await move(within, id, term, to);
    });
  }

  /** For the participant alone; once, however often it is sent with one id. */
  async keep(participant: ParticipantId, term: TermId, words: TermWords): Promise<void> {
    const { case_id, person_id } = await this.#person(participant);
    await this.#inCase(case_id, async (within) => {
      const { count } = await within
        .selectFrom('term')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where('case_id', '=', case_id)
        .where('person_id', '=', person_id)
        .where('id', '<>', term)
        .executeTakeFirstOrThrow();
      if (Number(count) >= MAX_OWN_TERMS) throw new Refusal('glossary.full');
      await within
        .insertInto('term')
        .values({ ...this.#row(words), id: term, case_id, person_id })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .execute();
    });
  }

  /** Puts a term of the participant's case elsewhere, if `may` lets them; it throws what they are refused with. */
  async settle(
    participant: ParticipantId,
    term: TermId,
    to: TermGoal,
    may: (target: Pick<Term, 'standing' | 'mine'>) => void,
  ): Promise<void> {
    const { case_id, person_id } = await this.#person(participant);
    await this.#answering(case_id, async (within) => {
      const found = await standingOf(within, case_id, term);
      if (found === null) throw new Refusal('term.unknown');
      may({ standing: found.standing, mine: found.person === person_id });
      if (found.standing !== to) await move(within, case_id, term, to);
    });
  }

  async waiting(session: SessionId): Promise<number> {
    const found = this.#db
      .selectFrom('mediation_session as of')
      .innerJoin('term', 'term.case_id', 'of.case_id')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('of.id', '=', session)
      .where('term.suggested', '=', true)
      .executeTakeFirstOrThrow();
    return Number((await answered(found)).count);
  }

  follow(session: SessionId, changed: () => void): () => void {
    const followers = this.#followers.get(session) ?? new Set();
    this.#followers.set(session, followers.add(changed));
    return () => {
      followers.delete(changed);
      if (followers.size === 0) this.#followers.delete(session);
    };
  }

  async #terms(id: CaseId, me: PersonId | null): Promise<Term[]> {
    const found = this.#db
      .selectFrom('term')
      .leftJoin('person', 'person.id', 'term.person_id')
      .select(['term.id', 'term.person_id', 'term.suggested', 'term.texts', 'term.note', 'person.name'])
      .where('term.case_id', '=', id)
      .orderBy('term.written_at')
      .orderBy('term.id')
      .execute();
    return (await answered(found)).map((row) => {
      const standing = standingIn(row);
      const { texts, note } = TermWords.parse({ texts: row.texts, note: row.note });
      const mine = row.person_id !== null && row.person_id === me;
      return { id: row.id, texts, note, standing, mine, by: standing === 'suggested' ? row.name : null };
    });
  }

  async #person(participant: ParticipantId) {
    const found = this.#db
      .selectFrom('participant')
      .select(['case_id', 'person_id'])
      .where('id', '=', participant)
      .executeTakeFirst();
    const row = await answered(found);
    if (row === undefined) throw new Refusal('participant.unknown');
    return row;
  }

  /** What changes how many wait. Whoever follows is told also where it is not known whether it was stored. */
  async #answering(id: CaseId, work: (within: Transaction<Database>) => Promise<void>): Promise<void> {
    let concerned: readonly SessionId[] = [];
    try {
      await this.#inCase(id, async (within) => {
        const sessions = await within
          .selectFrom('mediation_session')
          .select('id')
          .where('case_id', '=', id)
          .execute();
        concerned = sessions.map((session) => session.id);
        await work(within);
      });
    } finally {
      for (const session of concerned) {
        for (const changed of this.#followers.get(session) ?? []) changed();
      }
    }
  }

  /** One at a time in a case, so that its bounds hold. */
  async #inCase(id: CaseId, work: (within: Transaction<Database>) => Promise<void>): Promise<void> {
    const done = this.#db.transaction().execute(async (within) => {
      await lockCase(within, id);
      await work(within);
    });
    await answered(done);
  }

  #row({ texts, note }: TermWords) {
    return { texts: JSON.stringify(texts), note, written_at: this.#now() };
  }
}

const standingIn = (row: { person_id: PersonId | null; suggested: boolean }): Term['standing'] =>
  row.person_id === null ? 'case' : row.suggested ? 'suggested' : 'own';

/** How many are the case's. */
async function ofItself(within: Transaction<Database>, id: CaseId): Promise<number> {
  const { count } = await within
    .selectFrom('term')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('case_id', '=', id)
    .where('person_id', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(count);
}

async function standingOf(within: Transaction<Database>, id: CaseId, term: TermId) {
  const row = await within
    .selectFrom('term')
    .select(['person_id', 'suggested'])
    .where('id', '=', term)
    .where('case_id', '=', id)
    .executeTakeFirst();
  return row === undefined ? null : { standing: standingIn(row), person: row.person_id };
}

async function move(within: Transaction<Database>, id: CaseId, term: TermId, to: TermGoal): Promise<void> {
  if (to === 'gone') {
    await within.deleteFrom('term').where('id', '=', term).execute();
    return;
  }
  if (to === 'case') {
    if ((await ofItself(within, id)) >= MAX_TERMS) throw new Refusal('glossary.full');
  }
  await within
    .updateTable('term')
    .set(to === 'case' ? { person_id: null, suggested: false } : { suggested: to === 'suggested' })
    .where('id', '=', term)
    .execute();
}
