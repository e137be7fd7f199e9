import { Refusal } from '@parley/shared/errors';
import { StaffId } from '@parley/shared/ids';
import { Account, type RouteBody, Staff } from '@parley/shared/protocol';
import type { Kysely } from 'kysely';
import { mint } from '../lib/mint.ts';
import type { Database } from '../store/tables.ts';
import { hashPassword, randomPassword } from './passwords.ts';

type NewAccount = RouteBody<'accounts.create'>;

/** Who can sign in at the first start. */
export interface FirstAdministrator {
  readonly username: string;
  readonly password: string;
}

/** The setting that names the first administrator as long as the password was not told. */
const UNTOLD = 'administrator.untold';
const ADMINISTRATOR = { username: 'admin', name: '管理员 Administrator' };

/** The staff's own accounts on this server. */
export class Accounts {
  readonly #db: Kysely<Database>;
  readonly #now: () => number;

  constructor(db: Kysely<Database>, now: () => number) {
    this.#db = db;
    this.#now = now;
  }

  async list(): Promise<Account[]> {
    const rows = await this.#db
      .selectFrom('staff')
      .select(['id', 'username', 'name', 'administrator', 'disabled_at'])
      .orderBy('username')
      .execute();
    return rows.map(({ disabled_at, ...staff }) =>
      Account.parse({ ...staff, disabled: disabled_at !== null }),
    );
  }

  /** Rejects with `account.taken`. */
  async create({ password, ...account }: NewAccount): Promise<Staff> {
    const staff: Staff = { id: mint.staff(), ...account };
    const stored = await this.#insert(staff, await hashPassword(password));
    if (!stored) throw new Refusal('account.taken');
    return staff;
  }

  /** What a sign-in is checked against; null for an unknown user. */
  async find(username: string): Promise<{ staff: Staff; hash: string; disabled: boolean } | null> {
    const row = await this.#db
      .selectFrom('staff')
      .select(['id', 'username', 'name', 'administrator', 'password_hash', 'disabled_at'])
      .where('username', '=', username)
      .executeTakeFirst();
    if (row === undefined) return null;
    return { staff: Staff.parse(row), hash: row.password_hash, disabled: row.disabled_at !== null };
  }

  /** The new password holds and every session of the account ends, in one step. Rejects with `account.unknown`. */
  async resetPassword(staff: StaffId, password: string): Promise<void> {
    const hash = await hashPassword(password);
    await this.#db.transaction().execute(async (change) => {
      const changed = await change
        .updateTable('staff')
        .set({ password_hash: hash })
        .where('id', '=', staff)
        .returning('id')
        .executeTakeFirst();
      if (changed === undefined) throw new Refusal('account.unknown');
      await endSessions(change, staff);
    });
  }

  /**
   * Disabled, an account's sessions end in the same step. Rejects with `account.unknown`, or with
   * `account.last-administrator`, also where two administrators disable each other at once.
   */
  async disable(staff: StaffId, disabled: boolean): Promise<void> {
    await this.#db.transaction().execute(async (change) => {
      const administrators = await change
        .selectFrom('staff')
        .select('id')
        .where('administrator', '=', true)
        .where('disabled_at', 'is', null)
        .orderBy('id')
        .forUpdate()
        .execute();
      if (disabled && administrators.length === 1 && administrators[0]?.id === staff) {
        throw new Refusal('account.last-administrator');
      }
      const changed = await change
        .updateTable('staff')
        .set({ disabled_at: disabled ? this.#now() : null })
        .where('id', '=', staff)
        .returning('id')
        .executeTakeFirst();
      if (changed === undefined) throw new Refusal('account.unknown');
      if (disabled) await endSessions(change, staff);
    });
  }

  /**
   * Lets somebody in again whom nobody else can: a random password, the account enabled, and every session of it ended.
   * Null for an unknown user.
   */
  async rescue(username: string): Promise<{ readonly staff: Staff; readonly password: string } | null> {
    const account = await this.find(username);
    if (account === null) return null;
    const password = randomPassword();
    await this.resetPassword(account.staff.id, password);
    await this.disable(account.staff.id, false);
    return { staff: account.staff, password };
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
   * Sees to it that somebody can sign in: while nobody has an account, an administrator is made, with a random
   * password that is handed to `tell` and stored only as its hash. A start that is cut short before `tell` has ended
   * leaves an administrator nobody knows the password of: the next one gives that one another password and tells it.
   * Of servers that start together one tells.
   *
   * @returns whether `tell` was called
   */
  async ensureAdministrator(tell: (administrator: FirstAdministrator) => Promise<void>): Promise<boolean> {
    await this.#makeFirst();
    return this.#db.transaction().execute(async (telling) => {
      const untold = await telling
        .selectFrom('setting')
        .select('value')
        .where('name', '=', UNTOLD)
        .forUpdate()
        .executeTakeFirst();
      if (untold === undefined) return false;
      const password = randomPassword();
      // Outside of this transaction: what is told can be signed in with at once.
      await this.#db
        .updateTable('staff')
        .set({ password_hash: await hashPassword(password) })
        .where('id', '=', StaffId.parse(untold.value.toString()))
        .execute();
      await tell({ username: ADMINISTRATOR.username, password });
      await telling.deleteFrom('setting').where('name', '=', UNTOLD).execute();
      return true;
    });
  }

  /** An administrator whose password nobody knows, when there is no account at all. */
  async #makeFirst(): Promise<void> {
    const someone = await this.#db.selectFrom('staff').select('id').limit(1).executeTakeFirst();
    if (someone !== undefined) return;
    const staff: Staff = { id: mint.staff(), ...ADMINISTRATOR, administrator: true };
    const hash = await hashPassword(randomPassword());
    await this.#db.transaction().execute(async (making) => {
      if (!(await this.#insert(staff, hash, making))) return;
      const value = Buffer.from(staff.id);
      await making
        .insertInto('setting')
        .values({ name: UNTOLD, value })
        .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
        .execute();
    });
  }

  /** False when the user name is taken. */
  async #insert(staff: Staff, passwordHash: string, db = this.#db): Promise<boolean> {
    const row = await db
      .insertInto('staff')
      .values({ ...staff, password_hash: passwordHash, created_at: this.#now() })
      .onConflict((conflict) => conflict.column('username').doNothing())
      .returning('id')
      .executeTakeFirst();
    return row !== undefined;
  }
}

async function endSessions(db: Kysely<Database>, staff: StaffId): Promise<void> {
  await db.deleteFrom('staff_session').where('staff_id', '=', staff).execute();
}
