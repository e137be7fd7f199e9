import { pino } from 'pino';
import { systemTimers } from '../../../lib/timers.ts';
import { connectStore } from '../../../store/database.ts';
import type { DocumentKey } from '../../store/document-store.ts';
import { documentOf } from '../../store/shadow-of.ts';

/** Opens a document again and again. The connections are there already, as in a server. */
const { connection, key } = JSON.parse(process.argv[2] ?? '') as { connection: object; key: DocumentKey };
const store = await connectStore(connection, () => undefined);
const documents = store.documents({ timers: systemTimers, logger: pino({ level: 'silent' }) });
await store.ping();

async function open(): Promise<{ took: number; cpu: number; bytes: number; edits: number }> {
  const began = performance.now();
  const before = process.threadCpuUsage();
  const { stored } = await documents.open(key);
  documentOf(stored);
  const took = performance.now() - began;
  const { user, system } = process.threadCpuUsage(before);
  return {
    took,
    cpu: (user + system) / 1_000,
    bytes: stored.snapshot?.state.length ?? 0,
    edits: stored.updates.length,
  };
}

const { bytes, edits, ...cold } = await open();
const warm: unknown[] = [];
for (let time = 0; time < 5; time += 1) {
  const { took, cpu } = await open();
  warm.push({ took, cpu });
}
process.stdout.write(JSON.stringify({ cold, warm, bytes, edits }));
await documents.close();
await store.close();
