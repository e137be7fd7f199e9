import type { Migration } from '../migrate.ts';

/** Since when an account is disabled; null for one that can sign in. */
export const disabledAccounts: Migration = {
  name: '0007-disabled-accounts',
  sql: `
    ALTER TABLE staff ADD COLUMN disabled_at bigint;
  `,
};
