import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NoteKey, Notes, StoredNote } from '../notes/notes.ts';
import { FileDesk } from './desk.ts';
import { Shelf } from './shelf.ts';

/** A folder of its own for a test's files. */
export const filesFolder = (): string => mkdtempSync(join(tmpdir(), 'parley-files-'));

export const freshDesk = (now: () => number = Date.now): FileDesk =>
  new FileDesk(new Shelf(filesFolder()), now);

/** Notes that last as long as the test. */
export function memoryNotes(): Notes {
  const kept = new Map<string, StoredNote & { of: string }>();
  const ofWhom = ({ session, participant }: Parameters<Notes['of']>[0]): string =>
    JSON.stringify([session, participant]);
  const keyOf = (key: NoteKey): string => JSON.stringify([ofWhom(key), key.room]);
  return {
    read: async (key) => kept.get(keyOf(key))?.text ?? '',
    of: async (whose) => [...kept.values()].filter(({ of, text }) => of === ofWhom(whose) && text !== ''),
    write: async (key, text, writtenAt) =>
      void kept.set(keyOf(key), { of: ofWhom(key), room: key.room, text, writtenAt }),
  };
}
