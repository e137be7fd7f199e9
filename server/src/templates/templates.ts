import { isTooLong, type OwnTemplate, OwnWords } from '@parley/shared/agreement';
import { Refusal } from '@parley/shared/errors';
import { OwnTemplateId, type StaffId } from '@parley/shared/ids';
import { OfferedTemplate, type RouteBody, TemplateDetail, TemplateSummary } from '@parley/shared/protocol';
import { type Kysely, sql, type Transaction } from 'kysely';
import { mint } from '../lib/mint.ts';
import { answered } from '../store/answered.ts';
import { madeBefore } from '../store/once.ts';
import type { Database } from '../store/tables.ts';

/** Templates one organisation has at most, those that are not offered any more among them. */
export const MAX_TEMPLATES = 300;

/** What a session asks of the templates of its organisation: of any other's it learns nothing. */
export interface SessionTemplates {
  offered(organisation: string): Promise<OfferedTemplate[]>;
  /** Rejects with `template.unknown`, also for one that is not offered. */
  find(organisation: string, id: OwnTemplateId): Promise<OwnTemplate>;
  /** Whether it has one of this id, offered or not. */
  has(organisation: string, id: OwnTemplateId): Promise<boolean>;
  /** For the staff to read, and offered to nobody before. Rejects with `template.too-long` or `template.too-many`. */
  keep(organisation: string, id: OwnTemplateId, words: OwnWords): Promise<void>;
}

const summary = [
  'agreement_template.id',
  'organisation',
  'title',
  'languages',
  'offered',
  'kept',
  'revision',
  'changed_at as changedAt',
] as const;

/** What organisations keep to begin agreements with. */
export class Templates implements SessionTemplates {
  readonly #db: Kysely<Database>;
  readonly #now: () => number;

  constructor(db: Kysely<Database>, now: () => number) {
    this.#db = db;
    this.#now = now;
  }

  /** Of every organisation of this server, and the names its cases have, the newest first. */
  async list(): Promise<{ templates: TemplateSummary[]; organisations: string[] }> {
    const rows = await this.#summaries().orderBy('title').orderBy('agreement_template.id').execute();
    const cases = await this.#db
      .selectFrom('mediation_case')
      .select('organisation')
      .groupBy('organisation')
      .orderBy(({ fn }) => fn.max('created_at'), 'desc')
      .limit(100)
      .execute();
    return {
      templates: rows.map((row) => TemplateSummary.parse(row)),
      organisations: cases.map(({ organisation }) => organisation),
    };
  }

  /** Rejects with `template.unknown`. */
  async read(id: OwnTemplateId): Promise<TemplateDetail> {
    const row = await this.#summaries()
      .select('agreement_template.clauses as written')
      .where('agreement_template.id', '=', id)
      .executeTakeFirst();
    if (row === undefined) throw new Refusal('template.unknown');
    const { written, ...rest } = row;
    const { title, languages } = rest;
    return TemplateDetail.parse({ ...rest, words: { title, languages, clauses: written } });
  }

  /**
   * The template of this attempt, made unless it is there already, though its answer may have been lost. Rejects with
   * `template.too-long` or `template.too-many`.
   */
  async create(
    { attempt, wish: { organisation, words } }: RouteBody<'templates.create'>,
    by: StaffId,
  ): Promise<TemplateDetail> {
    if (isTooLong(words)) throw new Refusal('template.too-long');
    const made = await this.#db.transaction().execute(async (within) => {
      const id = mint.template();
      const before = await madeBefore(within, { scope: ['template', by], attempt, id, now: this.#now() });
      if (before !== null) return OwnTemplateId.parse(before);
      await this.#insert(within, organisation, words, { id, offered: true, kept: false, by });
      return id;
    });
    return this.read(made);
  }

  /**
   * Over the words of this revision and no others. Rejects with `template.unknown`, `template.too-long` or
   * `template.changed`.
   */
  async save(id: OwnTemplateId, revision: number, words: OwnWords, by: StaffId): Promise<TemplateDetail> {
    if (isTooLong(words)) throw new Refusal('template.too-long');
    const changed = await this.#db
      .updateTable('agreement_template')
      .set({ ...columnsOf(words), revision: revision + 1, changed_at: this.#now(), changed_by: by })
      .where('id', '=', id)
      .where('revision', '=', revision)
      .returning('id')
      .executeTakeFirst();
    const now = await this.read(id);
    if (changed === undefined) throw new Refusal('template.changed');
    return now;
  }

  /** Whether sessions are offered it; what was begun from it stays. Rejects with `template.unknown`. */
  async offer(id: OwnTemplateId, offered: boolean): Promise<TemplateDetail> {
    await this.#db.updateTable('agreement_template').set({ offered }).where('id', '=', id).execute();
    return this.read(id);
  }

  async offered(organisation: string): Promise<OfferedTemplate[]> {
    const asked = this.#summaries()
      .where('organisation', '=', organisation)
      .where('offered', '=', true)
      .orderBy('title')
      .orderBy('agreement_template.id')
      .execute();
    return (await answered(asked)).map((row) => OfferedTemplate.parse(row));
  }

  async find(organisation: string, id: OwnTemplateId): Promise<OwnTemplate> {
    const asked = this.#db
      .selectFrom('agreement_template')
      .select(['title', 'languages', 'clauses'])
      .where('id', '=', id)
      .where('organisation', '=', organisation)
      .where('offered', '=', true)
      .executeTakeFirst();
    const row = await answered(asked);
    if (row === undefined) throw new Refusal('template.unknown');
    return { own: id, clauses: OwnWords.parse(row).clauses };
  }

  async has(organisation: string, id: OwnTemplateId): Promise<boolean> {
    const asked = this.#db
      .selectFrom('agreement_template')
      .select('id')
      .where('id', '=', id)
      .where('organisation', '=', organisation)
      .executeTakeFirst();
    return (await answered(asked)) !== undefined;
  }

  async keep(organisation: string, id: OwnTemplateId, words: OwnWords): Promise<void> {
    if (isTooLong(words)) throw new Refusal('template.too-long');
    const beginning = { id, offered: false, kept: true, by: null };
    await answered(
      this.#db.transaction().execute((within) => this.#insert(within, organisation, words, beginning)),
    );
  }

  #summaries() {
    return this.#db
      .selectFrom('agreement_template')
      .leftJoin('staff', 'staff.id', 'changed_by')
      .select([
        ...summary,
        'staff.name as changedBy',
        sql<number>`jsonb_array_length(clauses)`.as('clauses'),
      ]);
  }

  async #insert(
    within: Transaction<Database>,
    organisation: string,
    words: OwnWords,
    { id, offered, kept, by }: Beginning,
  ): Promise<void> {
    await mustHaveRoom(within, organisation);
    await within
      .insertInto('agreement_template')
      .values({
        id,
        organisation,
        ...columnsOf(words),
        offered,
        kept,
        revision: 1,
        changed_at: this.#now(),
        changed_by: by,
      })
      .execute();
  }
}

interface Beginning {
  readonly id: OwnTemplateId;
  readonly offered: boolean;
  readonly kept: boolean;
  readonly by: StaffId | null;
}

const columnsOf = ({ title, languages, clauses }: OwnWords) => ({
  title,
  languages,
  clauses: JSON.stringify(clauses),
});

/** Those who add at once to one organisation's take turns, so that none comes in over the bound. */
async function mustHaveRoom(within: Transaction<Database>, organisation: string): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${organisation}, 7))`.execute(within);
  const { count } = await within
    .selectFrom('agreement_template')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('organisation', '=', organisation)
    .executeTakeFirstOrThrow();
  if (count >= MAX_TEMPLATES) throw new Refusal('template.too-many');
}
