import { createHash, randomBytes } from 'node:crypto';
import type { StaffId } from '@parley/shared/ids';
import { Staff } from '@parley/shared/protocol';
import type { Kysely } from 'kysely';
import type { Database } from '../store/tables.ts';

const HOUR = 3_600_000;
/** Unused for this long, a session is over. */
const IDLE_MS = 12 * HOUR;
/** And after this long in any case. */
const WHOLE_MS = 7 * 24 * HOUR;
/** How exactly the last use is known: not every request writes. */
const TOUCH_MS = 60_000;

export const STAFF_SESSION_SECONDS = WHOLE_MS / 1_000;

/** Someone on the staff, by the session their request came with. */
export interface SignedIn {
  readonly staff: Staff;
  /** The hash under which the session is stored. */
  readonly session: Buffer;
}

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

/** Who on the staff is signed in. A session's token is known to its browser alone; here is only its SHA-256. */
export class StaffSessions {
  readonly #db: Kysely<Database>;
  readonly #now: () => number;

  constructor(db: Kysely<Database>, now: () => number) {
    this.#db = db;
    this.#now = now;
  }

  /**
   * A new session's token: 256 random bits in base64url. Null when the password that was checked, by its hash, is
   * no longer the account's, or the account was disabled: what ends the sessions must not miss one that just begins.
   */
  async start(staff: StaffId, checked: string): Promise<string | null> {
    await this.#forgetOver();
    const token = randomBytes(32).toString('base64url');
    const at = this.#now();
    return this.#db.transaction().execute(async (begin) => {
      const account = await begin
        .selectFrom('staff')
        .select('id')
        .where('id', '=', staff)
        .where('password_hash', '=', checked)
        .where('disabled_at', 'is', null)
        .forShare()
        .executeTakeFirst();
      if (account === undefined) return null;
      await begin
        .insertInto('staff_session')
        .values({ token_hash: hashOf(token), staff_id: staff, created_at: at, seen_at: at })
        .execute();
      return token;
    });
  }

  /** Whose session this is, kept alive by the use; null once it is over. */
  async find(token: string): Promise<SignedIn | null> {
    const session = hashOf(token);
    const now = this.#now();
    const row = await this.#db
      .selectFrom('staff_session')
      .innerJoin('staff', 'staff.id', 'staff_session.staff_id')
      .select(['staff.id', 'username', 'name', 'administrator', 'seen_at'])
      .where('token_hash', '=', session)
      .where('disabled_at', 'is', null)
      .where('seen_at', '>', now - IDLE_MS)
      .where('staff_session.created_at', '>', now - WHOLE_MS)
      .executeTakeFirst();
    if (row === undefined) return null;
    const { seen_at: seenAt, ...staff } = row;
    if (now - seenAt >= TOUCH_MS) await this.#touch(session, now);
    return { staff: Staff.parse(staff), session };
  }

  async end(session: Buffer): Promise<void> {
    await this.#db.deleteFrom('staff_session').where('token_hash', '=', session).execute();
  }

  async #touch(session: Buffer, now: number): Promise<void> {
    await this.#db
      .updateTable('staff_session')
      .set({ seen_at: now })
      .where('token_hash', '=', session)
      .execute();
  }

  async #forgetOver(): Promise<void> {
    const now = this.#now();
    await this.#db
      .deleteFrom('staff_session')
      .where((row) => row.or([row('seen_at', '<=', now - IDLE_MS), row('created_at', '<=', now - WHOLE_MS)]))
      .execute();
  }
}
