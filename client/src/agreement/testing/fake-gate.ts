import { parseRoot, rootOf } from '@parley/shared/agreement';
import { type ErrorCode, Refusal } from '@parley/shared/errors';
import type { ClauseId } from '@parley/shared/ids';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { readSyncMessage, writeSyncStep1, writeUpdate } from 'y-protocols/sync';
import * as Y from 'yjs';
import { isType, rootOfType } from '../live/orphans.ts';
import type { OpenTube, TubeEvents } from '../live/tube.ts';

interface Line {
  readonly events: TubeEvents;
  readonly client: number;
  open: boolean;
  edits: number;
  stored: number;
}

/**
 * A document's server in memory: the protocol as it is, every edit judged by clause, and none of the network. What
 * it says arrives in order and only after the present step.
 */
export class FakeGate {
  static #made = 0;
  readonly doc = new Y.Doc();
  /** Clauses whose edits are refused, and why. */
  readonly refuses = new Map<ClauseId, ErrorCode>();
  /** Tickets asked for, with the client ids that were claimed. */
  readonly claims: (number | null)[] = [];
  /** While set, nothing is acknowledged: the store is away. */
  holdStored = false;
  /** While set, nobody gets through. */
  unreachable = false;
  /** Gives the next who asks a new client id, as if it had forgotten them. */
  forgetful = false;
  /** The next ticket is refused with this. */
  denyNext: ErrorCode | null = null;
  /** Of the messages that came, bytes. */
  readonly sizes: number[] = [];
  readonly #tickets = new Map<string, number>();
  readonly #lines = new Set<Line>();
  readonly #name = FakeGate.#made++;
  #clients = 100;
  #tally = 0;

  /** What `document.open` answers. */
  ticket(claimed: number | null): { ticket: string; client: number } {
    this.claims.push(claimed);
    if (this.denyNext !== null) {
      const code = this.denyNext;
      this.denyNext = null;
      throw new Refusal(code);
    }
    const client = claimed === null || this.forgetful ? (this.#clients += 1) : claimed;
    this.forgetful = false;
    this.#tally += 1;
    const ticket = `ticket-${this.#name}-${this.#tally}-`.padEnd(43, '0');
    this.#tickets.set(ticket, client);
    return { ticket, client };
  }

  gave(ticket: string): boolean {
    return this.#tickets.has(ticket);
  }

  readonly openTube: OpenTube = (ticket, events) => {
    const client = this.#tickets.get(ticket);
    this.#tickets.delete(ticket);
    const line: Line = { events, client: client ?? 0, open: true, edits: 0, stored: 0 };
    queueMicrotask(() => {
      if (!line.open) return;
      if (client === undefined || this.unreachable) return this.#end(line, 1006, '');
      this.#lines.add(line);
      events.opened();
      this.#tell(line, (encoder) => {
        encoding.writeVarUint(encoder, 0);
        writeSyncStep1(encoder, this.doc);
      });
    });
    return {
      send: (bytes) => queueMicrotask(() => this.#heard(line, bytes)),
      close: () => {
        line.open = false;
        this.#lines.delete(line);
      },
    };
  };

  /** Every line breaks. */
  cut(code = 1006, reason = ''): void {
    for (const line of this.#lines) this.#end(line, code, reason);
  }

  /** Somebody else writes. */
  write(change: (doc: Y.Doc) => void): void {
    const before = Y.encodeStateVector(this.doc);
    this.doc.transact(() => change(this.doc));
    this.#spread(Y.encodeStateAsUpdate(this.doc, before), null);
  }

  /** An edit of another copy, with all it takes away. */
  take(update: Uint8Array): void {
    Y.applyUpdate(this.doc, update);
    this.#spread(update, null);
  }

  /** The store is back: everything is acknowledged. */
  store(): void {
    this.holdStored = false;
    for (const line of this.#lines) this.#acknowledge(line);
  }

  get connected(): number {
    return this.#lines.size;
  }

  #heard(line: Line, bytes: Uint8Array): void {
    if (!line.open) return;
    this.sizes.push(bytes.length);
    const decoder = decoding.createDecoder(bytes);
    if (decoding.readVarUint(decoder) !== 0) return;
    const step = decoding.readVarUint(decoding.clone(decoder));
    if (step === 0) {
      this.#tell(line, (encoder) => {
        encoding.writeVarUint(encoder, 0);
        readSyncMessage(decoder, encoder, this.doc, line);
      });
      return;
    }
    decoding.readVarUint(decoder);
    const update = decoding.readVarUint8Array(decoder);
    if (update.length > 2) line.edits += 1;
    const { passed, refused } = this.#judge(update);
    if (passed.length > 2) {
      Y.applyUpdate(this.doc, passed, line);
      this.#spread(passed, line);
    }
    for (const [code, clauses] of refused) {
      this.#tell(line, (encoder) => {
        encoding.writeVarUint(encoder, 8);
        encoding.writeVarString(encoder, JSON.stringify({ clauses, code }));
      });
    }
    this.#acknowledge(line);
  }

  /** The words of refused clauses are left out, so that the clock of their client goes on without a gap. */
  #judge(update: Uint8Array): { passed: Uint8Array; refused: Map<ErrorCode, ClauseId[]> } {
    const trial = new Y.Doc();
    Y.applyUpdate(trial, Y.encodeStateAsUpdate(this.doc));
    const touched = new Set<string>();
    trial.on('afterTransaction', ({ changed }: Y.Transaction) => {
      for (const type of changed.keys()) {
        const root = rootOfType(type);
        if (root !== null) touched.add(rootOf(root));
      }
    });
    Y.applyUpdate(trial, update);
    const refused = new Map<ErrorCode, ClauseId[]>();
    const roots: string[] = [];
    for (const name of touched) {
      const clause = parseRoot(name)?.clause;
      const code = clause === undefined ? undefined : this.refuses.get(clause);
      if (clause === undefined || code === undefined) continue;
      roots.push(name);
      refused.set(code, [...(refused.get(code) ?? []), clause]);
    }
    if (roots.length === 0) return { passed: update, refused };
    return { passed: withoutWords(this.doc, update, roots), refused };
  }

  #acknowledge(line: Line): void {
    if (this.holdStored || line.stored === line.edits) return;
    line.stored = line.edits;
    const count = line.stored;
    this.#tell(line, (encoder) => {
      encoding.writeVarUint(encoder, 7);
      encoding.writeVarUint(encoder, count);
    });
  }

  #spread(update: Uint8Array, from: Line | null): void {
    for (const line of this.#lines) {
      if (line === from) continue;
      this.#tell(line, (encoder) => {
        encoding.writeVarUint(encoder, 0);
        writeUpdate(encoder, update);
      });
    }
  }

  #tell(line: Line, write: (encoder: encoding.Encoder) => void): void {
    const encoder = encoding.createEncoder();
    write(encoder);
    const bytes = encoding.toUint8Array(encoder);
    queueMicrotask(() => {
      if (line.open) line.events.frame(bytes);
    });
  }

  #end(line: Line, code: number, reason: string): void {
    line.open = false;
    this.#lines.delete(line);
    queueMicrotask(() => line.events.closed({ code, reason }));
  }
}

/** An update of which nothing is left in these roots; what it takes away there is there still. */
function withoutWords(doc: Y.Doc, update: Uint8Array, roots: readonly string[]): Uint8Array {
  const { structs } = Y.decodeUpdate(update);
  if (structs.length === 0) return new Uint8Array(2);
  const known = Y.encodeStateVector(doc);
  const trial = new Y.Doc();
  Y.applyUpdate(trial, Y.encodeStateAsUpdate(doc));
  const lengths = new Map(roots.map((name) => [name, trial.getXmlFragment(name).length]));
  Y.applyUpdate(trial, update);
  trial.transact((transaction) => {
    for (const [client, all] of trial.store.clients) {
      const from = Y.getState(doc.store, client);
      for (const struct of all) {
        if (!(struct instanceof Y.Item) || struct.id.clock < from || struct.deleted) continue;
        const root = isType(struct.parent) ? rootOfType(struct.parent) : null;
        if (root !== null && lengths.has(rootOf(root))) struct.delete(transaction);
      }
    }
  });
  return Y.encodeStateAsUpdate(trial, known);
}
