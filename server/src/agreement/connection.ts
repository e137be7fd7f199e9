import { MAX_CLAUSES } from '@parley/shared/agreement';
import { type ErrorCode, Refusal } from '@parley/shared/errors';
import type { ClauseId, ParticipantId } from '@parley/shared/ids';
import type { Timers } from '../lib/timers.ts';
import type { Budget } from './budget.ts';
import type { Caretaker, Carets } from './carets.ts';
import type { Editor, LiveDocument, Reader, Taken } from './live-document.ts';
import { type Message, readMessage, say } from './messages.ts';
import type { Refusals } from './refusals.ts';
import type { Verdict } from './update/filter.ts';

/** One socket, without what carries it: a browser's, or one that a test holds in its hand. */
export interface Wire {
  send(bytes: Uint8Array): void;
  close(code: number, reason: string): void;
  /** Bytes that the network has yet to take. */
  readonly unsent: number;
  /** Nothing is read from it until it is resumed. */
  pause(): void;
  resume(): void;
}

/** How a connection ends. y-websocket's client comes back by itself after all but the second. */
export const closing = {
  /** Whoever is on it may not be any more; the reason says why. */
  over: 4001,
  /** It said what no client of ours says. */
  offence: 4400,
  /** The document is read from the store anew. */
  again: 1012,
  /** Its other end does not keep up. */
  slow: 1013,
} as const;

/** Whom a ticket was given to, and for what. */
export interface Bound {
  readonly participant: ParticipantId;
  readonly client: number;
}

/** What a connection works on. */
export interface Subject {
  readonly document: LiveDocument;
  readonly carets: Carets;
}

/** What one person has left, on however many lines and after each other. */
export interface Allowance {
  readonly budget: Budget;
  readonly refusals: Refusals;
}

export interface ConnectionParts {
  readonly timers: Timers;
  readonly allowance: Allowance;
  readonly verdict: Verdict;
  readonly clauseOf: (root: string) => ClauseId;
  readonly onTaken: (refused: ReadonlyMap<string, ErrorCode>) => void;
  /** `offence`: it said what no client of ours says. */
  readonly onEnd: (offence: ErrorCode | null) => void;
  readonly onBug: (error: unknown) => void;
}

type Edit = Extract<Message, { kind: 'edit' }>;
type Task = Edit | Extract<Message, { kind: 'ask' }>;

/** What one connection may have on its way to the disk, bytes; beyond it nothing more is read from it. */
const MOST_WAITING = 512 * 1024;
/** A reader that is so far behind is let go, and comes back to what is stored. */
const MOST_UNSENT = 4 * 1024 * 1024;
/** y-websocket's client gives up a line on which it hears nothing for half a minute. */
const SIGN_OF_LIFE_MS = 10_000;

/**
 * One page's connection to one document: bound to a person, and to the one name that they write under. What it sends
 * is done in the order in which it came.
 */
export class DocumentConnection implements Reader, Caretaker {
  readonly participant: ParticipantId;
  readonly client: number;
  readonly #wire: Wire;
  readonly #parts: ConnectionParts;
  readonly #budget: Budget;
  readonly #editor: Editor;
  #subject: Subject | null = null;
  readonly #tasks: Task[] = [];
  /** Edits that came before what they go on from: they are in the answer that is to come. */
  #early = 0;
  /** What the server lacked has come. */
  #answered = false;
  #running = false;
  #waiting = 0;
  #paused = false;
  /** Edits that are on disk, and how many its client knows of. */
  #stored = 0;
  #told = 0;
  #telling = false;
  /** Clauses of which something was refused on this connection, and why last. */
  readonly #refused = new Set<ClauseId>();
  #reason: ErrorCode | null = null;
  #ended = false;
  #stopLife: () => void = () => undefined;

  constructor(wire: Wire, { participant, client }: Bound, parts: ConnectionParts) {
    this.participant = participant;
    this.client = client;
    this.#wire = wire;
    this.#parts = parts;
    const { budget, refusals } = parts.allowance;
    this.#budget = budget;
    this.#editor = {
      participant,
      client,
      verdict: parts.verdict,
      spend: (work) => budget.spend(work),
      judged: (filtered) => refusals.count(filtered),
    };
    this.#live();
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** From here on it works on this document. */
  async attach(subject: Subject): Promise<void> {
    if (this.#ended) return;
    this.#subject = subject;
    subject.document.join(this);
    subject.carets.join(this);
    const vector = await subject.document.vector();
    this.send(say.ask(vector));
    subject.carets.showAll(this);
    this.#run();
  }

  received(bytes: Uint8Array): void {
    if (this.#ended) return;
    try {
      this.#take(
        this.#budget.spend(() => readMessage(bytes)),
        bytes.length,
      );
    } catch (error) {
      this.#failed(error);
    }
  }

  #take(message: Message, size: number): void {
    switch (message.kind) {
      case 'ask':
      case 'edit':
        this.#waiting += size;
        this.#tasks.push(message);
        this.#run();
        break;
      case 'presence': {
        // Others' carets, which Yjs's clients pass on, are theirs to tell of.
        const own = message.states.find(({ client }) => client === this.client);
        if (own !== undefined) this.#budget.spend(() => this.#subject?.carets.said(this, own.state));
        break;
      }
      case 'ask-presence':
        this.#budget.spend(() => this.#subject?.carets.showAll(this));
        break;
    }
    this.#restrain();
  }

  send(bytes: Uint8Array): void {
    if (this.#ended) return;
    // A long document in one message is not its reader's fault.
    if (this.#wire.unsent > MOST_UNSENT) return this.end(closing.slow, 'connection.lost');
    this.#wire.send(bytes);
  }

  lost(): void {
    this.end(closing.again, 'connection.lost');
  }

  end(code: number, reason: ErrorCode): void {
    if (this.#ended) return;
    this.gone(code === closing.offence ? reason : null);
    this.#wire.close(code, reason);
  }

  /** The socket has ended. */
  gone(offence: ErrorCode | null = null): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#stopLife();
    this.#tasks.length = 0;
    this.#subject?.document.leave(this);
    this.#subject?.carets.leave(this);
    this.#parts.onEnd(offence);
  }

  #run(): void {
    if (this.#running || this.#subject === null) return;
    this.#running = true;
    this.#work(this.#subject.document).catch((error: unknown) => {
      this.#running = false;
      this.#failed(error);
    });
  }

  async #work(document: LiveDocument): Promise<void> {
    for (let task = this.#tasks.shift(); task !== undefined && !this.#ended; task = this.#tasks.shift()) {
      if (this.#budget.isSpent) await this.#budget.wait();
      while (document.busy !== null) await document.busy;
      if (this.#ended) break;
      const doing = task.kind === 'ask' ? this.#answer(document, task) : this.#edit(document, task);
      if (doing !== null) await doing;
    }
    this.#running = false;
  }

  async #answer(document: LiveDocument, { vector }: Extract<Task, { kind: 'ask' }>): Promise<void> {
    this.#done(vector.length);
    await this.#budget.spend(() => document.answer(this, vector));
  }

  /** Takes an edit in this turn, unless it is too long for one. */
  #edit(document: LiveDocument, edit: Edit): Promise<void> | null {
    const taken = document.take(edit.update, this.#editor, this);
    if (taken instanceof Promise) return taken.then((all) => this.#took(all, edit));
    if (taken === null) this.#putOff(edit);
    else this.#took(taken, edit);
    return null;
  }

  #took({ written, refused, homeless, stored }: Taken, edit: Edit): void {
    if (written !== null || refused.size > 0) this.#parts.onTaken(refused);
    this.#answered ||= edit.answer;
    void stored.then(() => {
      if (this.#ended) return;
      if (refused.size > 0 || homeless) this.#tell(refused, homeless);
      if (edit.answer) this.#stored += this.#early;
      if (edit.answer) this.#early = 0;
      if (edit.counts) this.#stored += 1;
      this.#done(edit.update.length);
      this.#acknowledge();
    });
  }

  /** Nobody goes on for good from what they never send. */
  #putOff({ answer, counts, update }: Edit): void {
    if (this.#answered || answer) throw new Refusal('document.bad-edit');
    if (counts) this.#early += 1;
    this.#done(update.length);
  }

  /** Its client makes its copy anew. */
  #tell(refused: ReadonlyMap<string, ErrorCode>, homeless: boolean): void {
    for (const [root, code] of refused) {
      if (this.#refused.size < MAX_CLAUSES) this.#refused.add(this.#parts.clauseOf(root));
      this.#reason = code;
    }
    const byCode = Map.groupBy(refused, ([, code]) => code);
    for (const [code, roots] of byCode) {
      this.send(say.refused([...new Set(roots.map(([root]) => this.#parts.clauseOf(root)))], code));
    }
    // What went on from refused words is refused with them, also when these might be written by now.
    if (homeless && byCode.size === 0 && this.#reason !== null) {
      this.send(say.refused([...this.#refused], this.#reason));
    }
  }

  /** Once for all that one flush has stored; never of more than all that came before. */
  #acknowledge(): void {
    if (this.#telling || this.#early > 0) return;
    this.#telling = true;
    process.nextTick(() => {
      this.#telling = false;
      if (this.#stored === this.#told || this.#early > 0) return;
      this.#told = this.#stored;
      this.send(say.stored(this.#stored));
    });
  }

  #done(size: number): void {
    this.#waiting -= size;
    this.#restrain();
  }

  /** Who sends more than is stored, or dearer than they may, is not read from for a while. */
  #restrain(): void {
    if (this.#ended) return;
    const spent = this.#budget.isSpent;
    const stop = spent || this.#waiting > MOST_WAITING;
    if (stop === this.#paused) return;
    this.#paused = stop;
    if (!stop) return this.#wire.resume();
    this.#wire.pause();
    if (spent) void this.#budget.wait().then(() => this.#restrain());
  }

  #live(): void {
    this.#stopLife = this.#parts.timers.after(SIGN_OF_LIFE_MS, () => {
      this.send(say.presence([]));
      if (!this.#ended) this.#live();
    });
  }

  #failed(error: unknown): void {
    if (error instanceof Refusal) {
      const offence = error.code !== 'connection.lost';
      return this.end(offence ? closing.offence : closing.again, error.code);
    }
    this.#parts.onBug(error);
    this.end(closing.again, 'server.failed');
  }
}
