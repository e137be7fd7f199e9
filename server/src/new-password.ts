import { Username } from '@parley/shared/protocol';
import { readStoreConfig } from './config/index.ts';
import { Accounts } from './staff/accounts.ts';
import { openStore } from './store/database.ts';
import { DatabaseUnusable } from './store/unusable.ts';

/** Prints another password for this account and lets it in again. @returns the exit code */
export async function newPassword(
  name: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<number> {
  const username = Username.safeParse(name);
  const config = readStoreConfig(environment);
  if (!config.ok) return refused(config.error.join('\n'));
  if (!username.success) return refused(`Nobody is called ${JSON.stringify(name)}. / 没有这个用户。`);
  try {
    const store = await openStore({
      ...config.value,
      report: (what) => process.stdout.write(`${what}\n`),
      onIdleError: () => undefined,
    });
    try {
      const rescued = await new Accounts(store.db, Date.now).rescue(username.data);
      if (rescued === null) return refused(`Nobody is called ${username.data}. / 没有这个用户。`);
      process.stdout.write(
        `\n  ${rescued.staff.username}  password ${rescued.password}\n` +
          '  Shown once; every session of this account has ended. / 只显示这一次；此账号已在各处退出登录。\n',
      );
      return 0;
    } finally {
      await store.close();
    }
  } catch (error) {
    if (error instanceof DatabaseUnusable) return refused(error.message);
    throw error;
  }
}

function refused(why: string): number {
  process.stderr.write(`${why}\n`);
  return 1;
}
