import { parentPort } from 'node:worker_threads';
import * as Y from 'yjs';
import { z } from 'zod';
import { unpacked } from './packed.ts';
import { documentOf } from './shadow-of.ts';

const bytes = z.instanceof(Uint8Array);
const Task = z.object({
  snapshot: z.object({ upto: z.number(), state: bytes }).nullable(),
  packed: z.array(bytes),
});

/** The edits as one state; and whether what opens that later has the very same document. */
function stateOf({ snapshot, packed }: z.infer<typeof Task>): Uint8Array {
  const state = Y.encodeStateAsUpdate(documentOf({ snapshot, updates: unpacked(packed) }));
  const again = Y.encodeStateAsUpdate(documentOf({ snapshot: { upto: 0, state }, updates: [] }));
  if (!Buffer.from(state).equals(again)) throw new Error('a snapshot does not read back as it was made');
  return state;
}

parentPort?.on('message', (message: unknown) => {
  parentPort?.postMessage({ state: stateOf(Task.parse(message)) });
});
