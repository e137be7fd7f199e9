import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { SessionId } from '@parley/shared/ids';
import type pg from 'pg';
import { pino } from 'pino';
import * as Y from 'yjs';
import { z } from 'zod';
import { Random } from '../../../fuzz/testing/random.ts';
import { systemTimers } from '../../../lib/timers.ts';
import type { Store } from '../../../store/database.ts';
import { Compaction } from '../../store/compaction.ts';
import { EDITS_BETWEEN } from '../../store/compactor.ts';
import type { DocumentKey } from '../../store/document-store.ts';

const [PEOPLE, CLAUSES] = [20, 60];

/** A document as many people leave it who write and take out, a few words at a time. */
export async function fillDocument(
  store: Store,
  edits: number,
): Promise<{ readonly key: DocumentKey; readonly took: number }> {
  const documents = store.documents({ timers: systemTimers, logger: pino({ level: 'warn' }) });
  const key = { session: SessionId.parse(randomBytes(16).toString('base64url')), document: 'agreement' };
  const { log } = await documents.open(key);
  const updates = written(edits);
  const began = performance.now();
  for (let from = 0; from < updates.length; from += 2_000) {
    await Promise.all(
      updates
        .slice(from, from + 2_000)
        .map((update) => log.append({ client: 1, participant: null, at: 1, update })),
    );
  }
  const took = performance.now() - began;
  await documents.close();
  // As it is at its worst: the next edit would have it put together anew.
  const compaction = new Compaction(store.db);
  await compaction.compact(key, edits - EDITS_BETWEEN + 1);
  await compaction.close();
  return { key, took };
}

function written(edits: number): readonly Uint8Array[] {
  const random = new Random(1);
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => void updates.push(update));
  const texts = Array.from({ length: CLAUSES * 5 }, (_, index) => {
    const [paragraph, text] = [new Y.XmlElement('paragraph'), new Y.XmlText()];
    paragraph.insert(0, [text]);
    doc.getXmlFragment(`clause-${index % CLAUSES}/zh`).insert(0, [paragraph]);
    return text;
  });
  while (updates.length < edits) {
    doc.clientID = 1_000 + random.below(PEOPLE);
    const text = random.maybe(texts);
    if (text !== undefined) burst(random, text);
  }
  return updates.slice(0, edits);
}

/** A few keys pressed in a row. */
function burst(random: Random, text: Y.XmlText): void {
  let at = random.below(text.length + 1);
  const keys = 3 + random.below(15);
  const writes = random.chance(0.65) || text.length < 20;
  for (let key = 0; key < keys; key += 1) {
    if (writes) text.insert(at++, '甲乙丙丁应当付款'.charAt(random.below(8)));
    else if (at > 0) text.delete(--at, 1);
  }
}

/** Milliseconds in all, and of this thread's own work: the rest is the database's, and whatever else the machine does. */
const Took = z.object({ took: z.number(), cpu: z.number() });
export type Took = z.infer<typeof Took>;
const Opened = z.object({ cold: Took, warm: z.array(Took), bytes: z.number(), edits: z.number() });
export type Opened = z.infer<typeof Opened>;

/**
 * From asking for a document to having it: first thing in a fresh process, whose engine has seen none of
 * the code, and then a few times more.
 */
export async function openCold(connection: pg.ClientConfig, key: DocumentKey): Promise<Opened> {
  const script = fileURLToPath(new URL('./cold-process.ts', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [
    script,
    JSON.stringify({ connection, key }),
  ]);
  return Opened.parse(JSON.parse(stdout));
}
