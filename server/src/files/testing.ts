import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Notes } from '../notes/notes.ts';
import { FileDesk } from './desk.ts';
import { Shelf } from './shelf.ts';

/** A folder of its own for a test's files. */
export const filesFolder = (): string => mkdtempSync(join(tmpdir(), 'parley-files-'));

export const freshDesk = (now: () => number = Date.now): FileDesk =>
  new FileDesk(new Shelf(filesFolder()), now);

/** Notes that last as long as the test. */
export function memoryNotes(): Notes {
  const kept = new Map<string, string>();
  const keyOf = ({ session, room, participant }: Parameters<Notes['read']>[0]): string =>
    JSON.stringify([session, room, participant]);
  return {
    read: async (key) => kept.get(keyOf(key)) ?? '',
    write: async (key, text) => void kept.set(keyOf(key), text),
  };
}
