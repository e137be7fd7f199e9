import type { ErrorReply } from '@parley/shared/errors';
import type { DeviceId } from '@parley/shared/ids';
import {
  MAX_REQUEST_CHARS,
  type Notice,
  type NoticeName,
  notices,
  type RequestInput,
  type RequestName,
  type RequestOutput,
  replySchema,
  requests,
  wholeView,
} from '@parley/shared/protocol';
import { AskError, failed } from './ask.ts';
import type { Clock } from './clock.ts';
import type { LineState } from './line-state.ts';
import type { Hint, Surroundings } from './surroundings.ts';
import type { OpenWire, Wire } from './wire.ts';

/** A notice of the server, checked. */
type AnyNotice = { [N in NoticeName]: { readonly name: N; readonly notice: Notice<N> } }[NoticeName];
/** Of a view always the whole. */
export type Received = Exclude<AnyNotice, { name: 'dropped' | 'refused' | 'view.changed' }>;

export interface ConnectionEvents {
  /** `online` comes with the first view of a line, and is reported before it. */
  line(state: LineState): void;
  received(received: Received): void;
  /** Something no person can do anything about; never carries what was received. */
  bug(what: string): void;
}

export interface ConnectionParts {
  readonly token: string;
  readonly device: () => Promise<DeviceId>;
  readonly openWire: OpenWire;
  readonly clock: Clock;
  readonly surroundings: Surroundings;
  /** 0 … 1 */
  readonly random: () => number;
}

export const ASK_TIMEOUT_MS = 3_000;
/**
 * What the SFU has to do before there is an answer, what is done to hundreds, and what is decided about words once they
 * are stored. Given up and asked again, it would only be more.
 */
const LONG_ASK_TIMEOUT_MS = 10_000;
const long: ReadonlySet<RequestName> = new Set([
  'media.join',
  'media.connect',
  'media.restart-ice',
  'media.publish',
  'media.unpublish',
  'lobby.admit',
  'agreement.start',
  'agreement.restart',
  'clause.add',
  'clause.remove',
  'clause.agree',
  'clause.align',
  'proposal.make',
  'proposal.counter',
  'proposal.accept',
  'draft.publish',
  'version.make',
  'version.restore',
  'template.preview',
  'template.keep',
]);
const FIRST_DELAY_MS = 50;
const LAST_DELAY_MS = 1_000;
/** The server is busy turning us away: do not add to it. */
const CROWDED_DELAY_MS = 3_000;
/** The server pings every 250 ms; so long without anything, and the line is dead: with the look that finds it, within a second. */
const SILENCE_MS = 900;
const WATCH_MS = 50;
/** From opening a socket to the first view. */
const GREETING_MS = 8_000;
/** A hint that the network is back abandons an attempt older than this. */
const STALE_ATTEMPT_MS = 1_000;

type Phase = 'idle' | 'waiting' | 'opening' | 'online' | 'over';

/** The line to the server: comes back by itself, for ever, unless the server ends it for a stated reason. */
export class Connection {
  readonly #parts: ConnectionParts;
  readonly #events: ConnectionEvents;
  readonly #unwatch: () => void;
  #phase: Phase = 'idle';
  #line: LineState = { kind: 'connecting' };
  #wire: Wire | null = null;
  /** Tells a socket's late reports from those of its successor. */
  #generation = 0;
  #pressed = false;
  #attempts = 0;
  #attemptedAt = 0;
  #heardAt = 0;
  /** As this line was shown it last. */
  #view: Notice<'view'> | null = null;
  #cancelTimer: () => void = () => undefined;
  readonly #asking = new Set<(error: AskError) => void>();

  constructor(parts: ConnectionParts, events: ConnectionEvents) {
    this.#parts = parts;
    this.#events = events;
    this.#unwatch = parts.surroundings.on((hint) => this.#hinted(hint));
  }

  get online(): boolean {
    return this.#phase === 'online';
  }

  /** Connects, by a press, and then takes over from the person's other device if there is one; or without. */
  open({ takeOver }: { readonly takeOver: boolean }): void {
    if (this.#phase !== 'idle' && this.#phase !== 'over') return;
    this.#pressed = takeOver;
    this.#attempts = 0;
    this.#setLine({ kind: 'connecting' });
    void this.#attempt();
  }

  /**
   * Rejects with `AskError`: the server's refusal, `request.too-large`, `connection.lost` when no answer came, or
   * `connection.away` where there was no line to ask over.
   */
  ask<N extends RequestName>(name: N, input: RequestInput<N>): Promise<RequestOutput<N>> {
    const wire = this.#wire;
    if (this.#phase !== 'online' || wire === null) return Promise.reject(failed('connection.away'));
    // Far longer, it would end the line instead of being answered.
    if (JSON.stringify([name, input]).length > MAX_REQUEST_CHARS)
      return Promise.reject(failed('request.too-large'));
    return new Promise((resolve, reject) => {
      const settle = (): void => {
        this.#asking.delete(fail);
        cancel();
      };
      const fail = (error: AskError): void => {
        settle();
        reject(error);
      };
      const patience = long.has(name) ? LONG_ASK_TIMEOUT_MS : ASK_TIMEOUT_MS;
      const cancel = this.#parts.clock.after(patience, () => fail(failed('connection.lost')));
      this.#asking.add(fail);
      wire.send(name, input, (raw) => {
        const reply = replySchema(requests[name].output).safeParse(raw);
        if (!reply.success) {
          this.#events.bug(`the answer to ${name} is malformed`);
          fail(failed('server.failed'));
        } else if (!reply.data.ok) fail(new AskError(reply.data.error));
        else {
          settle();
          // The schema is the request's own; TypeScript cannot follow that across the table.
          resolve(reply.data.value as RequestOutput<N>);
        }
      });
    });
  }

  close(): void {
    this.#unwatch();
    this.#phase = 'over';
    this.#letGo();
  }

  async #attempt(): Promise<void> {
    this.#letGo();
    this.#phase = 'opening';
    const generation = this.#generation;
    const current = (): boolean => generation === this.#generation;
    const device = await this.#parts.device();
    if (!current()) return;
    this.#attemptedAt = this.#parts.clock.now();
    this.#cancelTimer = this.#parts.clock.after(GREETING_MS, () => this.#lost());
    const { token } = this.#parts;
    this.#wire = this.#parts.openWire(
      { token, device, takeOver: this.#pressed },
      {
        refused: (error) => current() && this.#refused(error),
        closed: () => current() && this.#lost(),
        alive: () => {
          if (current()) this.#heardAt = this.#parts.clock.now();
        },
        notice: (name, payload) => current() && this.#notice(name, payload),
      },
    );
  }

  #notice(name: string, payload: unknown): void {
    if (!isNotice(name)) return this.#events.bug('a notice nobody knows');
    const parsed = notices[name].safeParse(payload);
    if (!parsed.success) return this.#events.bug(`a malformed ${name}`);
    // Name and notice belong together; TypeScript cannot follow that across the table.
    const received = { name, notice: parsed.data } as AnyNotice;
    switch (received.name) {
      case 'dropped':
        return this.#end(received.notice);
      case 'refused':
        return this.#events.bug(`refused: ${received.notice.code}`);
      case 'view':
        if (this.#phase === 'opening') this.#greeted();
        this.#view = received.notice;
        return this.#events.received(received);
      case 'view.changed':
        return this.#viewChanged(received.notice);
      default:
        return this.#events.received(received);
    }
  }

  /** What is shown wrong is worse than a line that begins anew. */
  #viewChanged(changed: Notice<'view.changed'>): void {
    const notice = wholeView(this.#view, changed);
    if (notice === null) {
      this.#events.bug('a change of a view that is not there');
      return this.#lost();
    }
    this.#view = notice;
    this.#events.received({ name: 'view', notice });
  }

  #greeted(): void {
    this.#cancelTimer();
    this.#phase = 'online';
    this.#pressed = false;
    this.#attempts = 0;
    this.#heardAt = this.#parts.clock.now();
    this.#watch(false);
    this.#setLine({ kind: 'online' });
  }

  /** Looks again and again whether the server is still heard. */
  #watch(excused: boolean): void {
    const { clock } = this.#parts;
    const due = clock.now() + WATCH_MS;
    this.#cancelTimer = clock.after(WATCH_MS, () => {
      // A page that was itself held up has not read yet what came meanwhile: that excuses one look.
      const late = clock.now() - due > WATCH_MS;
      const silent = clock.now() - this.#heardAt > SILENCE_MS;
      if (silent && (!late || excused)) this.#lost();
      else this.#watch(late);
    });
  }

  #refused(error: ErrorReply | null): void {
    if (error === null || error.category === 'retry') this.#lost(error?.code === 'request.too-many');
    else this.#end(error);
  }

  #lost(crowded = false): void {
    const { clock } = this.#parts;
    if (this.#phase === 'online') this.#setLine({ kind: 'reconnecting', since: clock.now() });
    this.#letGo();
    this.#phase = 'waiting';
    const delay = crowded
      ? CROWDED_DELAY_MS
      : Math.min(FIRST_DELAY_MS * 2 ** Math.min(this.#attempts, 10), LAST_DELAY_MS);
    this.#attempts += 1;
    this.#cancelTimer = clock.after(delay * (0.5 + this.#parts.random()), () => void this.#attempt());
  }

  #end(error: ErrorReply): void {
    this.#letGo();
    this.#phase = 'over';
    this.#view = null;
    this.#pressed = false;
    this.#setLine({ kind: 'dropped', error });
  }

  #hinted(hint: Hint): void {
    if (hint === 'hidden') return;
    const now = this.#parts.clock.now();
    switch (this.#phase) {
      case 'waiting':
        if (hint === 'offline') return;
        this.#attempts = 0;
        void this.#attempt();
        return;
      case 'opening':
        if (hint !== 'offline' && now - this.#attemptedAt > STALE_ATTEMPT_MS) void this.#attempt();
        return;
      case 'online':
        if (hint === 'offline' || now - this.#heardAt > SILENCE_MS) this.#lost();
        return;
      case 'idle':
      case 'over':
        return;
    }
  }

  /** Gives the present socket up, and everyone who waits for an answer from it. */
  #letGo(): void {
    this.#generation += 1;
    this.#cancelTimer();
    this.#wire?.close();
    this.#wire = null;
    this.#view = null;
    const lost = failed('connection.lost');
    for (const fail of this.#asking) fail(lost);
  }

  #setLine(line: LineState): void {
    if (line.kind === this.#line.kind && line.kind === 'connecting') return;
    this.#line = line;
    this.#events.line(line);
  }
}

const isNotice = (name: string): name is NoticeName => Object.hasOwn(notices, name);
