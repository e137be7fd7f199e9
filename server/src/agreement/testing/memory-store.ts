import { Refusal } from '@parley/shared/errors';
import type { ParticipantId } from '@parley/shared/ids';
import type * as Y from 'yjs';
import {
  AnotherWriter,
  type DocumentKey,
  type DocumentLog,
  type DocumentStore,
  type Row,
  type Stored,
} from '../store/document-store.ts';
import { documentOf } from '../store/shadow-of.ts';

interface Kept {
  readonly rows: Row[];
  readonly clients: Map<number, ParticipantId>;
}

/** Documents in memory, whose disk a test holds in its hand. */
export class MemoryDocumentStore implements DocumentStore {
  readonly documents = new Map<string, Kept>();
  /** While set, nothing reaches the disk. */
  held = false;
  /** While set, nothing is answered. */
  away = false;
  /** Each is told whether whoever asked is dead. */
  #waiting: ((late: boolean) => void)[] = [];
  #clients = 100;
  #life = 0;

  of({ session, document }: DocumentKey): Kept {
    const name = `${session}/${document}`;
    const kept = this.documents.get(name) ?? { rows: [], clients: new Map<number, ParticipantId>() };
    this.documents.set(name, kept);
    return kept;
  }

  /** The edits of the only session's document, as bytes. */
  bytes(document = 'agreement'): Buffer {
    const kept = [...this.documents].filter(([name]) => name.endsWith(`/${document}`));
    return Buffer.concat(kept.flatMap(([, { rows }]) => rows.map(({ update }) => update)));
  }

  /** Everything that waits reaches the disk, and nothing is held any more. */
  release(): void {
    this.held = false;
    for (const go of this.#waiting.splice(0)) go(false);
  }

  /**
   * The process that writes is dead, and with it what had not reached the disk. Answers what lets the disk do all the
   * same what it had been asked.
   */
  crash(): () => void {
    const asked = this.#waiting.splice(0);
    this.held = false;
    this.#life += 1;
    return () => {
      for (const go of asked) go(true);
    };
  }

  /** What is on disk, read by nobody who had a part in it. */
  document(name = 'agreement'): Y.Doc {
    const kept = [...this.documents].find(([each]) => each.endsWith(`/${name}`));
    return documentOf({ snapshot: null, updates: (kept?.[1].rows ?? []).map(({ update }) => update) });
  }

  async open(key: DocumentKey): Promise<{ readonly stored: Stored; readonly log: DocumentLog }> {
    this.#mustAnswer();
    const { rows } = this.of(key);
    const stored = { head: rows.length, snapshot: null, updates: rows.map(({ update }) => update) };
    return { stored, log: this.#logOf(rows) };
  }

  async isOf(key: DocumentKey, client: number, participant: ParticipantId): Promise<boolean> {
    this.#mustAnswer();
    return this.of(key).clients.get(client) === participant;
  }

  async writers(key: DocumentKey, clients: readonly number[]): Promise<ReadonlyMap<number, ParticipantId>> {
    this.#mustAnswer();
    const all = this.of(key).clients;
    return new Map([...all].filter(([client]) => clients.includes(client)));
  }

  async newClient(key: DocumentKey, participant: ParticipantId): Promise<number> {
    this.#mustAnswer();
    this.#clients += 1;
    this.of(key).clients.set(this.#clients, participant);
    return this.#clients;
  }

  async close(): Promise<void> {
    this.release();
  }

  #mustAnswer(): void {
    if (this.away) throw new Refusal('store.unavailable');
  }

  #logOf(rows: Row[]): DocumentLog {
    let length = rows.length;
    let last: Promise<void> = Promise.resolve();
    const life = this.#life;
    const keep = async (row: Row, before: Promise<void>): Promise<void> => {
      await before;
      const isLate = this.held && (await new Promise<boolean>((resolve) => this.#waiting.push(resolve)));
      if (life !== this.#life && !isLate) await new Promise(() => undefined);
      const isLast = rows.length === length;
      if (isLast) rows.push(row);
      // Nobody is there to be told.
      if (isLate) await new Promise(() => undefined);
      if (!isLast) throw new AnotherWriter('somebody else wrote');
      length += 1;
    };
    return {
      append: (row) => {
        last = keep(row, last);
        return last;
      },
    };
  }
}
