import { type ErrorCode, Refusal } from '@parley/shared/errors';
import type { SessionId } from '@parley/shared/ids';
import { ok, type Result } from '@parley/shared/lib';
import {
  type Actor,
  type Command,
  create,
  decide,
  evolve,
  type SessionEvent,
  type SessionState,
} from '@parley/shared/session';
import type { Denial } from '@parley/shared/policy';
import { type EventLog, OutcomeUnknown, Unstorable } from '../store/event-log.ts';

export type Outcome = Result<readonly SessionEvent[], Denial>;

/** Told after each commit, with the state before and after it. Never throws into the actor. */
export type SessionListener = (change: {
  readonly before: SessionState;
  readonly after: SessionState;
  readonly events: readonly SessionEvent[];
}) => void;

export interface SessionActorOptions {
  readonly log: EventLog;
  readonly now: () => number;
  /** The actor takes no more commands: another writer holds the session, or its state cannot be known. */
  readonly onFailed?: (code: ErrorCode) => void;
}

/** The session was given up before this was done: nothing has come of it. */
export class GivenUp extends Refusal {}

/**
 * The one writer of a session. Its mailbox takes a command at a time: decide, commit the events, then evolve,
 * then tell. Whatever was told has been committed.
 */
export class SessionActor {
  readonly id: SessionId;
  readonly #log: EventLog;
  readonly #now: () => number;
  readonly #listeners = new Set<SessionListener>();
  #state: SessionState;
  #tail: Promise<unknown> = Promise.resolve();
  /** Set when another writer holds the session or its state cannot be known; every later command is refused. */
  #closedBy: ErrorCode | null = null;

  readonly #onFailed: (code: ErrorCode) => void;

  private constructor(state: SessionState, { log, now, onFailed }: SessionActorOptions) {
    this.id = state.id;
    this.#state = state;
    this.#log = log;
    this.#now = now;
    this.#onFailed = onFailed ?? (() => undefined);
  }

  /** Replays the log. Rejects with `session.unknown` when there is none, or with the log's own named errors. */
  static async restore(id: SessionId, options: SessionActorOptions): Promise<SessionActor> {
    return new SessionActor(replay(await options.log.load(id)), options);
  }

  get state(): SessionState {
    return this.#state;
  }

  /** It takes no more commands, and its state may be out of date. */
  get closed(): boolean {
    return this.#closedBy !== null;
  }

  /** A denial is an answer; only a failure to store rejects (`store.unavailable`, `server.failed`). */
  ask(command: Command, actor: Actor): Promise<Outcome> {
    const turn = this.#tail.then(() => this.#handle(command, actor));
    // Not what came of it: that can be all the words of a document.
    this.#tail = turn.then(nothing, nothing);
    return turn;
  }

  /** What it would be answered just now, for what is not to be stored in any case; nothing comes of it. */
  foresee(command: Command, actor: Actor): Outcome {
    if (this.#closedBy !== null) throw new GivenUp(this.#closedBy);
    return decide(this.#state, command, actor, this.#now());
  }

  listen(listener: SessionListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** No command is taken any more; those under way end first. */
  async close(): Promise<void> {
    this.#closedBy ??= 'server.failed';
    await this.#tail;
    this.#listeners.clear();
  }

  async #handle(command: Command, actor: Actor): Promise<Outcome> {
    if (this.#closedBy !== null) throw new GivenUp(this.#closedBy);
    const at = this.#now();
    const decision = decide(this.#state, command, actor, at);
    if (!decision.ok || decision.value.length === 0) return decision;
    await this.#commit(decision.value, actor, at);
    this.#apply(decision.value);
    return ok(decision.value);
  }

  async #commit(events: readonly SessionEvent[], actor: Actor, at: number): Promise<void> {
    try {
      await this.#log.append(this.id, this.#state.seq, events, actor, at);
    } catch (error) {
      if (error instanceof OutcomeUnknown) return this.#findOut(events.length);
      const harmless = error instanceof Refusal || error instanceof Unstorable;
      if (!harmless) this.#fail('server.failed');
      throw error;
    }
  }

  /** The connection broke in the middle of a commit: only the log knows whether it happened. */
  async #findOut(count: number): Promise<void> {
    try {
      const head = await this.#log.head(this.id);
      if (head === this.#state.seq + count) return;
      if (head !== this.#state.seq) this.#fail('server.failed');
    } catch {
      this.#fail('store.unavailable');
    }
    throw new Refusal('store.unavailable');
  }

  #fail(code: ErrorCode): void {
    this.#closedBy = code;
    this.#onFailed(code);
  }

  #apply(events: readonly SessionEvent[]): void {
    const before = this.#state;
    const after = events.reduce(evolve, before);
    this.#state = after;
    for (const listener of this.#listeners) listener({ before, after, events });
  }
}

const nothing = (): void => undefined;

function replay([first, ...rest]: readonly SessionEvent[]): SessionState {
  if (first === undefined) throw new Refusal('session.unknown');
  if (first.type !== 'session.created') throw new Error('a session log must begin with its creation');
  return rest.reduce(evolve, create(first));
}
