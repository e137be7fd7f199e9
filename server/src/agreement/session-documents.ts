import {
  type Book,
  bookOf,
  clauseOf,
  type DocumentRef,
  isSameDocument,
  parseRoot,
  type Root,
  rootOf,
} from '@parley/shared/agreement';
import { type ErrorCode, Refusal } from '@parley/shared/errors';
import type { ClauseId, ConnectionId, Epoch, ParticipantId } from '@parley/shared/ids';
import { can } from '@parley/shared/policy';
import type { SessionState } from '@parley/shared/session';
import type { Logger } from 'pino';
import type { SessionActor } from '../session/actor.ts';
import type { Timers } from '../lib/timers.ts';
import { type LogScope, scopeOf, scopeOfDocument } from '../session/log-scope.ts';
import { Budget } from './budget.ts';
import { Carets } from './carets.ts';
import { type Allowance, closing, DocumentConnection, type Subject, type Wire } from './connection.ts';
import type { ClauseTexts, ClauseWords, Opening, SessionDocuments } from './documents.ts';
import { LiveDocument } from './live-document.ts';
import type { DocumentMetrics } from './metrics.ts';
import { Refusals } from './refusals.ts';
import { type DocumentStore, keyOf } from './store/document-store.ts';
import { readText } from './text/read.ts';

/** What a ticket stands for: one person on one line in one place, with one name to write under. */
export interface Pass {
  readonly documents: WrittenDocuments;
  readonly opening: Opening;
  readonly epoch: Epoch;
  readonly client: number;
}

export interface WrittenParts {
  readonly store: DocumentStore;
  readonly issue: (pass: Pass) => string;
  readonly now: () => number;
  /** A clock that never goes back, milliseconds. */
  readonly clock: () => number;
  readonly timers: Timers;
  readonly logger: Logger;
  readonly metrics: DocumentMetrics;
}

/** What could not be stored is tried again. */
const AGAIN_MS = 1_000;
/** Names of roots that are remembered. */
const MOST_ROOTS = 10_000;

/** What the policy said of a root, and when. */
interface Judged {
  readonly state: SessionState;
  readonly root: string;
  readonly code: ErrorCode | null;
}

interface Working extends Subject {
  readonly ref: DocumentRef;
}

/** The words of one session: its agreement, and the draft of each caucus. */
export class WrittenDocuments implements SessionDocuments {
  readonly #actor: SessionActor;
  readonly #parts: WrittenParts;
  readonly #logger: Logger;
  readonly #working = new Map<string, Promise<Working>>();
  readonly #connections = new Map<DocumentConnection, Pass>();
  readonly #allowances = new Map<ParticipantId, Allowance>();
  /** Names whose pages sent what none of ours sends: such a page begins again under another. */
  readonly #spoilt = new Set<number>();
  readonly #roots = new Map<string, Root | null>();
  /** Lines whose link holds no more. */
  readonly #cut = new Set<ConnectionId>();
  readonly #stop: () => void;
  #closed = false;
  #written: (document: DocumentRef) => void = () => undefined;

  constructor(actor: SessionActor, parts: WrittenParts) {
    this.#actor = actor;
    this.#parts = parts;
    this.#logger = parts.logger;
    this.#stop = actor.listen(({ before, after }) => this.#changed(before, after));
  }

  async open(opening: Opening): Promise<{ readonly ticket: string; readonly client: number }> {
    const epoch = this.#mustOpen(opening);
    await this.#at(opening.document);
    const client = await this.#clientFor(opening);
    if (this.#mustOpen(opening) !== epoch) throw new Refusal('epoch.stale');
    return { ticket: this.#parts.issue({ documents: this, opening, epoch, client }), client };
  }

  async withTexts<R>(
    ref: DocumentRef,
    clauses: readonly ClauseId[] | null,
    decide: (texts: readonly ClauseWords[]) => Promise<R>,
  ): Promise<R> {
    this.#book(ref);
    const { document } = await this.#at(ref);
    return document.alone(async () => {
      const book = this.#book(ref);
      await document.seed(book);
      const named = clauses ?? book.clauses.map(({ id }) => id);
      const decided = await decide(
        named.map((clause) => ({ clause, texts: textsOf(document, book, clause) })),
      );
      // Its words take the place of those that were read: of what comes next nobody who decided has seen anything.
      const after = bookOf(this.#actor.state.agreement, ref);
      if (after !== null) document.put(after);
      return decided;
    });
  }

  writers(ref: DocumentRef, clients: readonly number[]): Promise<ReadonlyMap<number, ParticipantId>> {
    return this.#parts.store.writers(keyOf(this.#actor.id, ref), clients);
  }

  onWritten(listener: (document: DocumentRef) => void): void {
    this.#written = listener;
  }

  /** A page has come with a ticket. */
  connect(pass: Pass, wire: Wire): DocumentConnection {
    const connection = this.#connectionOf(pass, wire);
    this.#connections.set(connection, pass);
    this.#parts.metrics.connected(1);
    const denied = this.#over(pass);
    if (denied !== null) connection.end(closing.over, denied);
    else void this.#attach(connection, pass);
    return connection;
  }

  cutOff(participant: ParticipantId): void {
    const line = this.#actor.state.people.get(participant)?.line;
    if (line?.kind === 'online') this.#cut.add(line.connection);
    this.#endWhatIsOver();
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#stop();
    for (const connection of this.#connections.keys()) connection.lost();
    const working = await Promise.allSettled(this.#working.values());
    this.#working.clear();
    await Promise.all(
      working.flatMap((each) => (each.status === 'fulfilled' ? [each.value.document.flushed()] : [])),
    );
  }

  #connectionOf(pass: Pass, wire: Wire): DocumentConnection {
    const { client, opening } = pass;
    const { timers, metrics } = this.#parts;
    const connection: DocumentConnection = new DocumentConnection(
      wire,
      { participant: opening.participant, client },
      {
        timers,
        allowance: this.#allowanceOf(opening.participant),
        verdict: this.#judgeOf(opening),
        clauseOf: clauseIn,
        onTaken: (refused) => {
          metrics.taken(refused);
          this.#written(opening.document);
        },
        onEnd: (offence) => {
          this.#connections.delete(connection);
          metrics.connected(-1);
          if (offence === null) return;
          this.#spoilt.add(client);
          metrics.offended(offence);
          this.#logger.warn({ ...this.#about(opening), code: offence }, 'a page was cut off from a document');
        },
        onBug: (error) =>
          this.#logger.error({ ...this.#about(opening), err: error }, 'a document failed under a page'),
      },
    );
    return connection;
  }

  /** Nobody has another by coming back. */
  #allowanceOf(participant: ParticipantId): Allowance {
    const known = this.#allowances.get(participant);
    if (known !== undefined) return known;
    const { clock, timers } = this.#parts;
    const allowance = { budget: new Budget(clock, timers), refusals: new Refusals() };
    this.#allowances.set(participant, allowance);
    return allowance;
  }

  /** A page that comes back takes the place of what it was before, once that has ended. */
  async #attach(connection: DocumentConnection, pass: Pass): Promise<void> {
    for (const [other, { opening }] of this.#connections) {
      const same =
        opening.participant === pass.opening.participant &&
        isSameDocument(opening.document, pass.opening.document);
      if (same && other !== connection) other.end(closing.over, 'connection.superseded');
    }
    try {
      await connection.attach(await this.#at(pass.opening.document));
    } catch (error) {
      if (!(error instanceof Refusal))
        this.#logger.error({ ...this.#about(pass.opening), err: error }, 'a document could not be opened');
      connection.lost();
    }
  }

  #about({ participant }: Opening): LogScope {
    return scopeOf(this.#actor.state, participant);
  }

  /** Throws what the policy says; answers the epoch that the person is in. */
  #mustOpen({ participant, connection, document }: Opening): Epoch {
    const { state } = this.#actor;
    if (this.#closed || this.#actor.closed) throw new Refusal('connection.lost');
    if (this.#cut.has(connection)) throw new Refusal('link.revoked');
    const denied =
      lineDenied(state, participant, connection) ??
      deniedOf(can(state, participant, 'document.open', { document }));
    if (denied !== null) throw new Refusal(denied);
    return state.people.get(participant)?.epoch ?? 0;
  }

  /** Why a connection may not go on; null: it may. */
  #over({ opening, epoch }: Pass): ErrorCode | null {
    try {
      return this.#mustOpen(opening) === epoch ? null : 'epoch.stale';
    } catch (error) {
      if (error instanceof Refusal) return error.code;
      throw error;
    }
  }

  async #clientFor({ participant, document, client }: Opening): Promise<number> {
    const { store } = this.#parts;
    const key = keyOf(this.#actor.id, document);
    const own = client !== null && !this.#spoilt.has(client) && (await store.isOf(key, client, participant));
    return own ? client : store.newClient(key, participant);
  }

  /** What was said of a root holds until anything happens in the session: its state is made anew each time. */
  #judgeOf({ participant, document }: Opening): (root: string) => ErrorCode | null {
    let last: Judged | null = null;
    return (root) => {
      const { state } = this.#actor;
      if (last?.state !== state || last.root !== root) {
        last = { state, root, code: this.#judge(participant, document, root) };
      }
      return last.code;
    };
  }

  #judge(participant: ParticipantId, document: DocumentRef, name: string): ErrorCode | null {
    const root = this.#rootOf(name);
    const book = bookOf(this.#actor.state.agreement, document);
    if (root === null || book?.languages.includes(root.language) !== true) return 'clause.unknown';
    return deniedOf(can(this.#actor.state, participant, 'clause.edit', { document, clause: root.clause }));
  }

  /** Asked with every key that is pressed, of few names. */
  #rootOf(name: string): Root | null {
    const known = this.#roots.get(name);
    if (known !== undefined) return known;
    const root = parseRoot(name);
    if (this.#roots.size === MOST_ROOTS) this.#roots.clear();
    this.#roots.set(name, root);
    return root;
  }

  #book(ref: DocumentRef): Book {
    const book = bookOf(this.#actor.state.agreement, ref);
    if (book === null) throw new Refusal('document.unknown');
    return book;
  }

  /** The document at work; read from the store when nobody has needed it yet. */
  #at(ref: DocumentRef): Promise<Working> {
    const { document: name } = keyOf(this.#actor.id, ref);
    const known = this.#working.get(name);
    if (known !== undefined) return known;
    const opened = this.#read(ref, () => this.#forget(name, opened));
    this.#working.set(name, opened);
    opened.catch(() => this.#forget(name, opened));
    return opened;
  }

  async #read(ref: DocumentRef, forget: () => void): Promise<Working> {
    const { store, now, clock, timers } = this.#parts;
    const { stored, log } = await store.open(keyOf(this.#actor.id, ref));
    const document = new LiveDocument({
      stored,
      log,
      now,
      clock,
      timers,
      onLost: (error) => {
        const about = scopeOfDocument(this.#actor.id, ref);
        this.#logger.error({ ...about, err: error }, 'a document is given up and will be read again');
        forget();
      },
    });
    const { state } = this.#actor;
    const carets = new Carets({
      now,
      timers,
      sees: (viewer, participant) =>
        can(this.#actor.state, viewer, 'participant.see', { participant }).kind === 'allow',
      personOf: (participant) => this.#actor.state.people.get(participant)?.participant ?? null,
    });
    const working = { ref, document, carets };
    const book = bookOf(state.agreement, ref);
    if (book !== null) this.#bring(working, book);
    // What was written before this process began may not have been kept.
    this.#written(ref);
    return working;
  }

  #forget(name: string, opened: Promise<Working>): void {
    if (this.#working.get(name) === opened) this.#working.delete(name);
  }

  /** Whoever may not be connected any more is not, before anything else happens; what was decided gets its words. */
  #changed(before: SessionState, after: SessionState): void {
    this.#endWhatIsOver();
    for (const opened of this.#working.values()) {
      void opened.then(
        (working) => {
          working.carets.review();
          const book = bookOf(after.agreement, working.ref);
          if (book !== null && book !== bookOf(before.agreement, working.ref)) this.#bring(working, book);
          if (book === null) this.#forget(keyOf(this.#actor.id, working.ref).document, opened);
        },
        () => undefined,
      );
    }
  }

  #endWhatIsOver(): void {
    for (const [connection, pass] of this.#connections) {
      const denied = this.#over(pass);
      if (denied !== null) connection.end(closing.over, denied);
    }
  }

  /** Brings what the session has decided into a document, as soon as that can be stored. */
  #bring({ ref, document }: Pick<Working, 'ref' | 'document'>, book: Book): void {
    document.declare(book);
    if (!document.lacks(book)) return;
    document
      .alone(() => document.seed(this.#book(ref)))
      .catch((error: unknown) => {
        const now = bookOf(this.#actor.state.agreement, ref);
        if (this.#closed || document.isLost || now === null) return;
        if (!(error instanceof Refusal)) {
          const about = scopeOfDocument(this.#actor.id, ref);
          this.#logger.error({ ...about, err: error }, 'a document lacks what was decided');
        }
        this.#parts.timers.after(AGAIN_MS, () => this.#bring({ ref, document }, now));
      });
  }
}

const deniedOf = (verdict: ReturnType<typeof can>): ErrorCode | null =>
  verdict.kind === 'deny' ? verdict.code : null;

function lineDenied(
  state: SessionState,
  participant: ParticipantId,
  connection: ConnectionId,
): ErrorCode | null {
  const line = state.people.get(participant)?.line;
  if (line?.kind !== 'online') return 'connection.lost';
  return line.connection === connection ? null : 'connection.superseded';
}

/** What could be no root at all has gone no further than the filter. */
function clauseIn(name: string): ClauseId {
  const root = parseRoot(name);
  if (root === null) throw new Error('a root of no clause');
  return root.clause;
}

function textsOf({ doc }: LiveDocument, book: Book, id: ClauseId): ClauseTexts {
  if (clauseOf(book, id) === null) throw new Refusal('clause.unknown');
  return Object.fromEntries(
    book.languages.map((language) => {
      const text = readText(doc.getXmlFragment(rootOf({ clause: id, language })));
      if (text === null) throw new Refusal('clause.too-long');
      return [language, text];
    }),
  );
}
