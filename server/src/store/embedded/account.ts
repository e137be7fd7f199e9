import { readFile, stat } from 'node:fs/promises';
import { DatabaseUnusable } from '../unusable.ts';

/** Whom the database's processes run as. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** In order: an operator's own choice, the customary one, the one every system has. */
const CANDIDATES = ['parley', 'postgres', 'nobody'];

/**
 * PostgreSQL refuses to run as root. As root: the account that owns the cluster already, else an unprivileged one;
 * otherwise null, which is ourselves. Throws DatabaseUnusable where the cluster is someone else's.
 */
export async function accountFor(cluster: string): Promise<Account | null> {
  const owner = await ownerOf(cluster);
  const self = process.getuid?.();
  if (self !== 0) {
    if (owner === null || self === undefined || owner.uid === self) return null;
    throw new DatabaseUnusable(
      `DATA_DIR: ${cluster} belongs to user ${owner.uid}; start as that user or as root, or choose another folder`,
    );
  }
  if (owner !== null && owner.uid !== 0) return owner;
  const known = readAccounts(await readFile('/etc/passwd', 'utf8'));
  const chosen = CANDIDATES.map((name) => known.get(name)).find((account) => account !== undefined);
  if (chosen !== undefined) return chosen;
  throw new DatabaseUnusable(
    `PostgreSQL does not run as root, and there is no user ${CANDIDATES.join(', ')}: add one, or start as another user`,
  );
}

async function ownerOf(path: string): Promise<Account | null> {
  try {
    const { uid, gid } = await stat(path);
    return { uid, gid };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** passwd(5): name:password:uid:gid:… */
function readAccounts(passwd: string): ReadonlyMap<string, Account> {
  return new Map(
    passwd.split('\n').flatMap((line) => {
      const [name, , uid, gid] = line.split(':');
      const account = { uid: Number(uid), gid: Number(gid) };
      return name !== undefined && account.uid > 0 && account.gid > 0 ? [[name, account] as const] : [];
    }),
  );
}
