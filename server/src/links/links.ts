import { Refusal } from '@parley/shared/errors';
import type { CaseId, LinkId, ParticipantId, SessionId } from '@parley/shared/ids';
import type { LinkView } from '@parley/shared/protocol';
import type { Kysely, Transaction } from 'kysely';
import type { Database } from '../store/tables.ts';
import { newLink, stateOf } from './rows.ts';
import type { LinkClaims, LinkTokens } from './tokens.ts';

/** Whom a personal link stands for. */
export type LinkHolder = Omit<LinkClaims, 'expiresAt'>;

/** Told after a link was withdrawn, on this server; resolves once nobody can use it any more. */
export type RevokedListener = (holder: LinkHolder) => Promise<void>;

export interface LinksParts {
  readonly db: Kysely<Database>;
  readonly tokens: LinkTokens;
  /** The address guests reach this server under, without a trailing slash. */
  readonly publicUrl: string;
  readonly now: () => number;
}

/** Personal links: one that holds per participant at any time. No token is stored; rows say what still stands. */
export class Links {
  readonly #parts: LinksParts;
  readonly #listeners = new Set<RevokedListener>();

  constructor(parts: LinksParts) {
    this.#parts = parts;
  }

  /** Whom the token stands for, now. Rejects with `link.invalid`, `link.expired` or `link.revoked`. */
  async verify(token: string): Promise<LinkHolder> {
    const { link, session, participant, expiresAt } = await this.#parts.tokens.read(token);
    const row = await this.#parts.db
      .selectFrom('link')
      .select('revoked_at')
      .where('id', '=', link)
      .where('session_id', '=', session)
      .where('participant_id', '=', participant)
      .where('expires_at', '=', expiresAt)
      .executeTakeFirst();
    if (row === undefined) throw new Refusal('link.invalid');
    if (row.revoked_at !== null) throw new Refusal('link.revoked');
    return { link, session, participant };
  }

  /** The link was opened in a browser. Rejects with `link.revoked`. */
  markOpened(link: LinkId): Promise<void> {
    return this.#mark(link, 'opened_at');
  }

  /**
   * Its holder is on the line. Rejects with `link.revoked`: a link that is withdrawn while its holder connects is
   * either found out here, or its listeners find the connection.
   */
  markJoined(link: LinkId): Promise<void> {
    return this.#mark(link, 'joined_at');
  }

  /** Withdraws a link; once is enough. Resolves to its case once its holder is cut off. Rejects with `link.unknown`. */
  async revoke(link: LinkId): Promise<CaseId> {
    const { caseId, revoked } = await this.#parts.db.transaction().execute(async (change) => {
      const holder = await lockHolder(change, link);
      const gone = await this.#revoke(change, holder.participant, link);
      return { caseId: holder.caseId, revoked: gone };
    });
    await this.#tell(revoked);
    return caseId;
  }

  /**
   * A new link for the same participant, holding `hours` from now; any other of theirs stops working. Resolves to the
   * case. Rejects with `link.unknown`, or with `person.unknown` for whoever belongs to the case no more.
   */
  async reissue(link: LinkId, hours: number): Promise<CaseId> {
    const { caseId, revoked } = await this.#parts.db.transaction().execute(async (change) => {
      const holder = await lockHolder(change, link);
      await mustBelong(change, holder.participant);
      const gone = await this.#revoke(change, holder.participant, null);
      await change
        .insertInto('link')
        .values(newLink({ ...holder, hours, now: this.#parts.now() }))
        .execute();
      return { caseId: holder.caseId, revoked: gone };
    });
    await this.#tell(revoked);
    return caseId;
  }

  /**
   * Withdraws every link of those whom `change` answers, in one step with what it does itself. Resolves once they are cut
   * off.
   */
  async withdrawWith(
    change: (within: Transaction<Database>) => Promise<readonly ParticipantId[]>,
  ): Promise<void> {
    const revoked = await this.#parts.db.transaction().execute(async (within) => {
      const gone: LinkHolder[] = [];
      for (const participant of await change(within)) {
        gone.push(...(await this.#revoke(within, participant, null)));
      }
      return gone;
    });
    await this.#tell(revoked);
  }

  /**
   * New links, holding `hours` from now, for whoever in the session has only one that ran out; not for those whose
   * link was withdrawn. Of servers that ask together one makes them.
   */
  async renewExpired(session: SessionId, hours: number): Promise<void> {
    const now = this.#parts.now();
    const revoked = await this.#parts.db.transaction().execute(async (change) => {
      await change
        .selectFrom('participant')
        .select('id')
        .where('session_id', '=', session)
        .orderBy('id')
        .forUpdate()
        .execute();
      const gone: LinkHolder[] = [];
      for (const old of await newest(change, [session])) {
        if (stateOf(old, now) !== 'expired') continue;
        const participant = old.participant_id;
        gone.push(...(await this.#revoke(change, participant, null)));
        await change.insertInto('link').values(newLink({ session, participant, hours, now })).execute();
      }
      return gone;
    });
    await this.#tell(revoked);
  }

  /** Called with each withdrawn link, after that was stored. Returns how to stop listening. */
  onRevoked(listener: RevokedListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The newest link of each participant of these sessions, in the order of the case's people. */
  async views(sessions: readonly SessionId[]): Promise<ReadonlyMap<SessionId, LinkView[]>> {
    const found = new Map(sessions.map((session): [SessionId, LinkView[]] => [session, []]));
    if (sessions.length === 0) return found;
    const rows = await newest(this.#parts.db, sessions);
    for (const row of rows) {
      const { id, participant_id: participant, session_id: session, expires_at: expiresAt } = row;
      const state = stateOf(row, this.#parts.now());
      const gone = state === 'revoked' || state === 'expired';
      found.get(session)?.push({
        id,
        participant,
        person: row.person_id,
        name: row.name,
        role: row.role,
        side: row.side_id,
        state,
        expiresAt,
        url: gone ? null : await this.#url({ link: id, session, participant, expiresAt }),
      });
    }
    return found;
  }

  /** The token stands behind the `#`: a browser never sends that part, so no server or proxy can log it. */
  async #url(claims: LinkClaims): Promise<string> {
    return `${this.#parts.publicUrl}/join#${await this.#parts.tokens.sign(claims)}`;
  }

  async #mark(link: LinkId, column: 'opened_at' | 'joined_at'): Promise<void> {
    const row = await this.#parts.db
      .updateTable('link')
      .set((of) => ({ [column]: of.fn.coalesce(column, of.val(this.#parts.now())) }))
      .where('id', '=', link)
      .where('revoked_at', 'is', null)
      .returning('id')
      .executeTakeFirst();
    if (row === undefined) throw new Refusal('link.revoked');
  }

  /** Withdraws one standing link of a participant, or every one (`null`). */
  async #revoke(
    within: Transaction<Database>,
    participant: ParticipantId,
    link: LinkId | null,
  ): Promise<readonly LinkHolder[]> {
    const rows = await within
      .updateTable('link')
      .set({ revoked_at: this.#parts.now() })
      .where('participant_id', '=', participant)
      .where('revoked_at', 'is', null)
      .$if(link !== null, (all) => all.where('id', '=', link))
      .returning(['id', 'session_id', 'participant_id'])
      .execute();
    return rows.map((row) => ({ link: row.id, session: row.session_id, participant: row.participant_id }));
  }

  async #tell(revoked: readonly LinkHolder[]): Promise<void> {
    await Promise.all(revoked.flatMap((holder) => [...this.#listeners].map((listener) => listener(holder))));
  }
}

/** The newest link of each participant who belongs to the case, with whose it is, in the order of its people. */
const newest = (within: Kysely<Database>, sessions: readonly SessionId[]) =>
  within
    .selectFrom('link')
    .innerJoin('participant', 'participant.id', 'link.participant_id')
    .innerJoin('person', 'person.id', 'participant.person_id')
    .distinctOn(['person.position', 'link.participant_id'])
    .select(['participant.person_id', 'person.name', 'person.role', 'person.side_id'])
    .selectAll('link')
    .where('link.session_id', 'in', sessions)
    .where('person.dismissed_at', 'is', null)
    .orderBy('person.position')
    .orderBy('link.participant_id')
    .orderBy('link.number', 'desc')
    .execute();

/** Whose link it is. Changes of one participant's links wait for each other. */
async function lockHolder(
  within: Transaction<Database>,
  link: LinkId,
): Promise<{ caseId: CaseId; session: SessionId; participant: ParticipantId }> {
  const row = await within
    .selectFrom('link')
    .innerJoin('participant', 'participant.id', 'link.participant_id')
    .select([
      'participant.case_id as caseId',
      'participant.session_id as session',
      'participant.id as participant',
    ])
    .where('link.id', '=', link)
    .forUpdate('participant')
    .executeTakeFirst();
  if (row === undefined) throw new Refusal('link.unknown');
  return row;
}

/** Asked once the participant is locked: whoever dismisses somebody locks them first. */
async function mustBelong(within: Transaction<Database>, participant: ParticipantId): Promise<void> {
  const row = await within
    .selectFrom('participant')
    .innerJoin('person', 'person.id', 'participant.person_id')
    .select('person.id')
    .where('participant.id', '=', participant)
    .where('person.dismissed_at', 'is', null)
    .executeTakeFirst();
  if (row === undefined) throw new Refusal('person.unknown');
}
