import { Refusal } from '@parley/shared/errors';
import type { StaffId } from '@parley/shared/ids';
import { type RouteBody, Staff } from '@parley/shared/protocol';
import type { Kysely } from 'kysely';
import { mint } from '../lib/mint.ts';
import type { Database } from '../store/tables.ts';
import { hashPassword, randomPassword } from './passwords.ts';

type NewAccount = RouteBody<'accounts.create'>;
const ADMINISTRATOR = { username: 'admin', name: '管理员 Administrator' };

/** The staff's own accounts on this server. */
export class Accounts {
  readonly #db: Kysely<Database>;
  readonly #now: () => number;

  constructor(db: Kysely<Database>, now: () => number) {
    this.#db = db;
    this.#now = now;
  }

  async list(): Promise<Staff[]> {
    const rows = await this.#db
      .selectFrom('staff')
      .select(['id', 'username', 'name', 'administrator'])
      .orderBy('username')
      .execute();
    return rows.map((row) => Staff.parse(row));
  }

  /** Rejects with `account.taken`. */
  async create({ password, ...account }: NewAccount): Promise<Staff> {
    const staff: Staff = { id: mint.staff(), ...account };
    const stored = await this.#insert(staff, await hashPassword(password));
    if (!stored) throw new Refusal('account.taken');
    return staff;
  }

  /** What a sign-in is checked against; null for an unknown user. */
  async find(username: string): Promise<{ staff: Staff; hash: string } | null> {
    const row = await this.#db
      .selectFrom('staff')
      .select(['id', 'username', 'name', 'administrator', 'password_hash'])
      .where('username', '=', username)
      .executeTakeFirst();
    return row === undefined ? null : { staff: Staff.parse(row), hash: row.password_hash };
  }

  /** The new password holds and every other session of the account ends, in one step. */
  async changePassword(staff: StaffId, password: string, kept: Buffer): Promise<void> {
    const hash = await hashPassword(password);
    await this.#db.transaction().execute(async (change) => {
      await change.updateTable('staff').set({ password_hash: hash }).where('id', '=', staff).execute();
      await change
        .deleteFrom('staff_session')
        .where('staff_id', '=', staff)
        .where('token_hash', '!=', kept)
        .execute();
    });
  }

  /**
   * The first account there is, made when there is none: an administrator with a random password, which is returned
   * this once and stored only as its hash. Null when somebody has an account already.
   */
  async ensureAdministrator(): Promise<{ username: string; password: string } | null> {
    const someone = await this.#db.selectFrom('staff').select('id').limit(1).executeTakeFirst();
    if (someone !== undefined) return null;
    const password = randomPassword();
    const staff: Staff = { id: mint.staff(), ...ADMINISTRATOR, administrator: true };
    const stored = await this.#insert(staff, await hashPassword(password));
    return stored ? { username: staff.username, password } : null;
  }

  /** False when the user name is taken. */
  async #insert(staff: Staff, passwordHash: string): Promise<boolean> {
    const row = await this.#db
      .insertInto('staff')
      .values({ ...staff, password_hash: passwordHash, created_at: this.#now() })
      .onConflict((conflict) => conflict.column('username').doNothing())
      .returning('id')
      .executeTakeFirst();
    return row !== undefined;
  }
}
