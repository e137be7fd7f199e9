import { rootOf, type RichText } from '@parley/shared/agreement';
import type { ClauseId, ParticipantId } from '@parley/shared/ids';
import * as Y from 'yjs';
import type {
  DocumentKey,
  DocumentLog,
  DocumentStore,
  Row,
  Stored,
} from '../../agreement/store/document-store.ts';
import { MemoryDocumentStore } from '../../agreement/testing/memory-store.ts';
import { hashOfTexts } from '../../agreement/text-hash.ts';
import { readText } from '../../agreement/text/read.ts';
import { created } from './cast.ts';

const AGREEMENT = 'agreement';

interface Shelved {
  readonly doc: Y.Doc;
  rows: number;
}

/** The words of documents on disk: kept in memory, and read along edit by edit by nobody who had a part in them. */
export class Library implements DocumentStore {
  readonly #store = new MemoryDocumentStore();
  readonly #shelved = new Map<string, Shelved>();

  /** What a clause says on disk, in these languages; `draft` is the room whose draft it is of. */
  texts(draft: string | null, clause: string, languages: readonly string[]): Record<string, RichText> {
    const { doc } = this.#of(draft ?? AGREEMENT);
    return Object.fromEntries(
      languages.map((language) => {
        const text = readText(doc.getXmlFragment(rootOf({ clause: clause as ClauseId, language })));
        if (text === null) throw new Error('a clause is too long');
        return [language, text];
      }),
    );
  }

  hash(draft: string | null, clause: string, languages: readonly string[]): string {
    return hashOfTexts(this.texts(draft, clause, languages));
  }

  /** How many edits of a document are on disk. */
  rows(draft: string | null): number {
    return this.#of(draft ?? AGREEMENT).rows;
  }

  /** The process that writes is dead. */
  crash(): void {
    this.#store.crash();
  }

  async open(key: DocumentKey): Promise<{ readonly stored: Stored; readonly log: DocumentLog }> {
    const { stored, log } = await this.#store.open(key);
    const append = async (row: Row): Promise<void> => {
      await log.append(row);
      if (key.session !== created.id) return;
      const shelved = this.#of(key.document);
      Y.applyUpdate(shelved.doc, row.update);
      shelved.rows += 1;
    };
    return { stored, log: { append } };
  }

  isOf(key: DocumentKey, client: number, participant: ParticipantId): Promise<boolean> {
    return this.#store.isOf(key, client, participant);
  }

  writers(key: DocumentKey, clients: readonly number[]): Promise<ReadonlyMap<number, ParticipantId>> {
    return this.#store.writers(key, clients);
  }

  newClient(key: DocumentKey, participant: ParticipantId): Promise<number> {
    return this.#store.newClient(key, participant);
  }

  close(): Promise<void> {
    return this.#store.close();
  }

  #of(document: string): Shelved {
    const known = this.#shelved.get(document) ?? { doc: new Y.Doc(), rows: 0 };
    this.#shelved.set(document, known);
    return known;
  }
}
