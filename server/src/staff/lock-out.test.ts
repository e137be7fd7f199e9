import { describe, expect, it } from 'vitest';
import { LockOut } from './lock-out.ts';

const lockOut = (): LockOut => new LockOut({ perUsername: 3, perAddress: 5, windowSeconds: 600 });
const lockedOut = { code: 'staff.locked-out' };

describe('lock-out', () => {
  it('closes a user name after its failures, from wherever they came', async () => {
    const guard = lockOut();
    for (const address of ['a', 'b', 'c']) await guard.attempt('chen', address);
    await expect(guard.attempt('chen', 'd')).rejects.toMatchObject(lockedOut);
    await guard.attempt('wang', 'd');
  });

  it('closes an address after its failures, whomever they were against', async () => {
    const guard = lockOut();
    for (const name of ['u1', 'u2', 'u3', 'u4', 'u5']) await guard.attempt(name, 'a');
    await expect(guard.attempt('u6', 'a')).rejects.toMatchObject(lockedOut);
    await guard.attempt('u6', 'b');
  });

  it('lets tries made at the same time pass the limit no further', async () => {
    const guard = lockOut();
    const tries = await Promise.allSettled(
      Array.from({ length: 20 }, (_, i) => guard.attempt('chen', `a${i}`)),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
  });

  it('forgets the failures of who then signs in, and never counts the right tries', async () => {
    const guard = lockOut();
    for (let round = 0; round < 12; round += 1) {
      await guard.attempt('chen', 'a');
      await guard.succeeded('chen', 'a');
    }
    await expect(guard.attempt('chen', 'a')).resolves.toBeUndefined();
  });
});
