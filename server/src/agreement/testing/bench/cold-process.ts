import { pino } from 'pino';
import { systemTimers } from '../../../session/grace.ts';
import { connectStore } from '../../../store/database.ts';
import type { DocumentKey } from '../../store/document-store.ts';
import { documentOf } from '../../store/shadow-of.ts';

/** Opens a document once, and says how long it took. The connections are there already, as in a server. */
const { connection, key } = JSON.parse(process.argv[2] ?? '') as { connection: object; key: DocumentKey };
const store = await connectStore(connection, () => undefined);
const documents = store.documents({ timers: systemTimers, logger: pino({ level: 'silent' }) });
await store.ping();
const began = performance.now();
const { stored } = await documents.open(key);
documentOf(stored);
process.stdout.write(String(performance.now() - began));
await store.close();
