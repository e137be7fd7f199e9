import { type ErrorCode, Refusal, replyOf } from '@parley/shared/errors';
import type { ConnectionId, LinkId, ParticipantId, SessionId } from '@parley/shared/ids';
import type { Handshake, Reply } from '@parley/shared/protocol';
import type { Logger } from 'pino';
import { mint } from '../lib/mint.ts';
import type { SessionHost } from '../session/host.ts';
import type { Line, Lines } from '../session/lines.ts';
import { type LogScope, scopeOf } from '../session/log-scope.ts';
import { dispatch, isRequest, refused } from './dispatch.ts';

/** Whom a personal link stands for. */
export interface LinkHolder {
  readonly link: LinkId;
  readonly session: SessionId;
  readonly participant: ParticipantId;
}

/** Who may be on a line, and in which session, by their link. */
export interface Admission {
  readonly handshake: Handshake;
  readonly holder: LinkHolder;
  readonly host: SessionHost;
}

/** An event as it arrived. */
export interface Received {
  readonly name: string;
  readonly rest: readonly unknown[];
  readonly tooLong: boolean;
}

/** One socket, without what carries it: a browser's, or one that a test holds in its hand. */
export interface Wire {
  send: Line['send'];
  /** Ends it for good. */
  end(): void;
  /** Ends it without a reason: the client comes back by itself. */
  reset(): void;
}

export interface ConnectionParts {
  readonly lines: Lines;
  /** The link's holder is on the line. */
  readonly markJoined: (link: LinkId) => Promise<void>;
  readonly logger: Logger;
  readonly onRequest: (name: string, known: boolean, outcome: 'ok' | ErrorCode) => void;
}

/** Rejects when the line has asked too often. */
export interface Limiter {
  consume(line: string, request: string): Promise<unknown>;
}

/** Socket.IO puts a function where the client asked for an acknowledgement; nothing else can arrive as one. */
const isReply = (value: unknown): value is (outcome: unknown) => void => typeof value === 'function';

/** One participant's line from its handshake to its end: who asks is bound here, once, and never named by the client. */
export class Connection {
  readonly #wire: Wire;
  readonly #holder: LinkHolder;
  readonly #host: SessionHost;
  readonly #parts: ConnectionParts;
  readonly #limiter: Limiter;
  readonly #line: Line;
  readonly #logger: Logger;
  readonly #opened: Promise<boolean>;

  /** Of the handshake, and the token in it, nothing is kept. */
  constructor(wire: Wire, { handshake, holder, host }: Admission, parts: ConnectionParts, limiter: Limiter) {
    this.#wire = wire;
    this.#holder = holder;
    this.#host = host;
    this.#parts = parts;
    this.#limiter = limiter;
    const { session, participant, link } = holder;
    const id = mint.connection();
    this.#logger = parts.logger;
    this.#line = {
      id,
      session,
      participant,
      link,
      send: (name, notice, how) => wire.send(name, notice, how),
      drop: (code) => {
        wire.send('dropped', replyOf(code));
        wire.end();
      },
      reset: () => wire.reset(),
    };
    this.#opened = this.#connect(handshake);
  }

  /** Resolves to whether this connection is the participant's line now. */
  async #connect({ device, takeOver }: Handshake): Promise<boolean> {
    const host = this.#host;
    const { participant, link } = this.#holder;
    this.#parts.lines.add(this.#line);
    try {
      // Somebody may have been added to the case since it was last looked at.
      if (!host.actor.state.people.has(participant)) await host.follow();
      const outcome = await host.actor.ask(
        { type: 'line.connected', participant, connection: this.#line.id, device, takeOver },
        { kind: 'server' },
      );
      if (!outcome.ok) {
        this.#line.drop(outcome.error.code);
        return false;
      }
      await this.#parts.markJoined(link);
      host.fanOut.show(this.#line);
      host.desk.remind(this.#line);
      return true;
    } catch (error) {
      if (error instanceof Refusal && replyOf(error.code).category === 'drop') this.#line.drop(error.code);
      else this.#line.reset();
      if (!(error instanceof Refusal))
        this.#logger.error({ ...this.#about(), err: error }, 'a line could not be opened');
      return false;
    }
  }

  async received({ name, rest, tooLong }: Received): Promise<void> {
    const reply = rest.find(isReply);
    const input = reply === undefined ? undefined : rest[0];
    const outcome = (await this.#opened)
      ? await this.#answer(name, input, tooLong)
      : refused('connection.unknown');
    this.#parts.onRequest(name, isRequest(name), outcome.ok ? 'ok' : outcome.error.code);
    if (reply !== undefined) reply(outcome);
    else if (!outcome.ok) this.#wire.send('refused', outcome.error);
  }

  async #answer(name: string, input: unknown, tooLong: boolean): Promise<Reply<unknown>> {
    try {
      await this.#limiter.consume(this.#line.id, name);
    } catch {
      return refused('request.too-many');
    }
    if (tooLong) return refused('request.too-large');
    const host = this.#host;
    const { participant } = this.#holder;
    const current = host.actor.state.people.get(participant)?.line;
    if (current?.kind !== 'online' || current.connection !== this.#line.id) {
      return refused('connection.superseded');
    }
    const asker = { host, participant, connection: this.#line.id };
    return dispatch(asker, name, input, (request, error) => {
      this.#logger.error({ ...this.#about(), request, err: error }, 'a request failed');
    });
  }

  #about(): LogScope & { readonly connection: ConnectionId } {
    return { ...scopeOf(this.#host.actor.state, this.#holder.participant), connection: this.#line.id };
  }

  async ended(): Promise<void> {
    const { fanOut, reports } = this.#host;
    this.#parts.lines.remove(this.#line);
    // Also one that was not let on after all: the session may have taken it for the person's line already.
    await this.#opened;
    // Only now: until then it may still be shown something.
    fanOut.forget(this.#line);
    const { participant } = this.#holder;
    await reports.tell({ type: 'line.lost', participant, connection: this.#line.id });
  }
}
