import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Holds every process of the database in a data folder still: whoever asks it waits. Answers what lets it go on. */
export async function holdStore(dataDir: string): Promise<() => void> {
  const [first = ''] = (await readFile(join(dataDir, 'postgres/postmaster.pid'), 'utf8')).split('\n');
  const children = await readFile(`/proc/${first}/task/${first}/children`, 'utf8');
  const held = [first, ...children.trim().split(' ')].map(Number).filter((pid) => pid > 0);
  const all = (signal: NodeJS.Signals): void => {
    for (const pid of held) process.kill(pid, signal);
  };
  all('SIGSTOP');
  return () => all('SIGCONT');
}
