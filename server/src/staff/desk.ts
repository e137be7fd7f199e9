import { Refusal } from '@parley/shared/errors';
import type { RouteBody, Staff } from '@parley/shared/protocol';
import type { Accounts } from './accounts.ts';
import type { LockOut } from './lock-out.ts';
import type { Passwords } from './passwords.ts';
import type { SignedIn, StaffSessions } from './sessions.ts';

export interface StaffDeskParts {
  readonly accounts: Accounts;
  readonly sessions: StaffSessions;
  readonly passwords: Passwords;
  readonly lockOut: LockOut;
}

/** Signing in and out, and changing one's password. */
export class StaffDesk {
  readonly #parts: StaffDeskParts;

  constructor(parts: StaffDeskParts) {
    this.#parts = parts;
  }

  /**
   * A new session's token. Rejects with `staff.wrong-password`, the same for a wrong password and an unknown user,
   * or with `staff.locked-out`, or with `account.disabled`.
   */
  async signIn(
    { username, password }: RouteBody<'staff.sign-in'>,
    address: string,
  ): Promise<{ staff: Staff; token: string }> {
    const { accounts, sessions } = this.#parts;
    await this.#parts.lockOut.attempt(username, address);
    const account = await accounts.find(username);
    const right = await this.#parts.passwords.match(account?.hash ?? null, password);
    if (account === null || !right) throw new Refusal('staff.wrong-password');
    await this.#parts.lockOut.succeeded(username, address);
    // Told to whoever knows the password, and to nobody who guesses.
    if (account.disabled) throw new Refusal('account.disabled');
    const token = await sessions.start(account.staff.id, account.hash);
    if (token === null) throw new Refusal('staff.wrong-password');
    return { staff: account.staff, token };
  }

  signedIn(token: string): Promise<SignedIn | null> {
    return this.#parts.sessions.find(token);
  }

  signOut({ session }: SignedIn): Promise<void> {
    return this.#parts.sessions.end(session);
  }

  /** Rejects like `signIn` when the present password is wrong; a stolen session cannot guess it freely. */
  async changePassword(
    { staff, session }: SignedIn,
    { current, next }: RouteBody<'staff.password'>,
    address: string,
  ): Promise<void> {
    const { accounts, lockOut, passwords } = this.#parts;
    await lockOut.attempt(staff.username, address);
    const account = await accounts.find(staff.username);
    if (!(await passwords.match(account?.hash ?? null, current))) throw new Refusal('staff.wrong-password');
    await lockOut.succeeded(staff.username, address);
    await accounts.changePassword(staff.id, next, session);
  }
}
