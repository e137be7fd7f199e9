import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Holds every process of the database in a data folder still: whoever asks it waits. Answers what lets it go on. The
 * first of them is stopped first and goes on last: meanwhile none that has ended is forgotten.
 */
export async function holdStore(dataDir: string): Promise<() => void> {
  const [line = ''] = (await readFile(join(dataDir, 'postgres/postmaster.pid'), 'utf8')).split('\n');
  const first = Number(line);
  process.kill(first, 'SIGSTOP');
  const children = await readFile(`/proc/${first}/task/${first}/children`, 'utf8');
  const others = children
    .split(' ')
    .map(Number)
    .filter((pid) => pid > 0);
  for (const pid of others) process.kill(pid, 'SIGSTOP');
  return () => {
    for (const pid of [...others, first]) process.kill(pid, 'SIGCONT');
  };
}
