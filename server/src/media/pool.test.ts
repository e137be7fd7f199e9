import { Refusal } from '@parley/shared/errors';
import { fakeSfu } from '@parley/sfu/fake';
import { expect, test } from 'vitest';
import { poolOf } from './pool.ts';

test('[SERVE-4] the media service is ready when every node is: a session may come to any of them', async () => {
  const [one, other] = [fakeSfu(), fakeSfu()];
  const pool = poolOf([one, other]);
  await pool.ready();
  other.setAvailable(false);
  await expect(pool.ready()).rejects.toBeInstanceOf(Refusal);
  other.setAvailable(true);
  await pool.ready();
});
