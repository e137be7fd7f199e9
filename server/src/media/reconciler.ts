import { Refusal } from '@parley/shared/errors';
import { type Audience, audience, differ, roomsRestOn } from '@parley/shared/policy';
import type { Presence, ServerCommand, SessionState } from '@parley/shared/session';
import type { Sfu } from '@parley/shared/sfu';
import type { Logger } from 'pino';
import type { SessionActor } from '../session/actor.ts';
import type { Timers } from '../lib/timers.ts';

const RETRY_MS = 250;

interface Waiter {
  readonly seq: number;
  readonly resolve: () => void;
  readonly reject: (reason: Refusal) => void;
}

interface Applied {
  readonly seq: number;
  readonly text: string;
  /** What it was made from: while that is the same, so is what the SFU has acknowledged. */
  readonly restsOn: readonly unknown[] | null;
}
const nothing: Applied = { seq: -1, text: '', restsOn: null };

/**
 * Makes the SFU what the policy says, and reports back when it is so: a person on the move settles only after the
 * SFU has acknowledged that everything old is cut. While it is silent they stay moving, and muted.
 */
export class Reconciler {
  readonly #actor: SessionActor;
  readonly #sfu: Sfu;
  readonly #timers: Timers;
  readonly #logger: Logger;
  #applied = nothing;
  /** Counts how often what the SFU holds has become unknown: an acknowledgement from before says nothing of it. */
  #losses = 0;
  #dirty = false;
  #running = false;
  #closed = false;
  #waiting: Waiter[] = [];

  constructor(actor: SessionActor, sfu: Sfu, timers: Timers, logger: Logger) {
    this.#logger = logger;
    this.#actor = actor;
    this.#sfu = sfu;
    this.#timers = timers;
  }

  /** The session has changed: make the media follow. */
  changed(): void {
    this.#dirty = true;
    if (!this.#running) void this.#run();
  }

  /** What the SFU holds is unknown again (it lost peers): apply the whole state once more. */
  lost(): void {
    this.#applied = nothing;
    this.#losses += 1;
    this.changed();
  }

  /** Resolves once the SFU follows the session as of `seq`; rejects with the SFU's refusal when it does not. */
  reached(seq: number): Promise<void> {
    if (this.#applied.seq >= seq) return Promise.resolve();
    if (this.#closed) return Promise.reject(new Refusal('sfu.unavailable'));
    return new Promise((resolve, reject) => {
      this.#waiting.push({ seq, resolve, reject });
    });
  }

  close(): void {
    this.#closed = true;
    for (const { reject } of this.#waiting.splice(0)) reject(new Refusal('sfu.unavailable'));
  }

  async #run(): Promise<void> {
    this.#running = true;
    while (this.#dirty && !this.#closed) {
      this.#dirty = false;
      const { state } = this.#actor;
      if (await this.#apply(state)) await this.#settle(state);
      else this.#dirty = true;
    }
    this.#running = false;
  }

  async #apply(state: SessionState): Promise<boolean> {
    const { restsOn } = this.#applied;
    if (restsOn !== null && !differ(restsOn, roomsRestOn(state))) {
      this.#applied = { ...this.#applied, seq: state.seq };
    } else if (!(await this.#follow(state))) return false;
    const due = this.#waiting.filter(({ seq }) => seq <= state.seq);
    this.#waiting = this.#waiting.filter(({ seq }) => seq > state.seq);
    for (const { resolve } of due) resolve();
    return true;
  }

  async #follow(state: SessionState): Promise<boolean> {
    const desired = audience(state);
    const text = contentOf(desired);
    const losses = this.#losses;
    if (text !== this.#applied.text || unconfirmedIn(state).length > 0) {
      try {
        await this.#sfu.applyAudience(desired);
      } catch (error) {
        const refusal = this.#refusalOf(error);
        // It may be in force all the same, or come to be: what was acknowledged before says nothing of it.
        this.#applied = { ...this.#applied, text: '', restsOn: null };
        for (const { reject } of this.#waiting.splice(0)) reject(refusal);
        await this.#pause();
        return false;
      }
    }
    if (losses === this.#losses) this.#applied = { seq: state.seq, text, restsOn: roomsRestOn(state) };
    return true;
  }

  /** Only for those who were moving, or had left, in the very state that was acknowledged. */
  async #settle(state: SessionState): Promise<void> {
    for (const command of unconfirmedIn(state)) {
      try {
        await this.#actor.ask(command, { kind: 'server' });
      } catch (error) {
        this.#refusalOf(error);
        await this.#pause();
        this.#dirty = true;
      }
    }
  }

  /** Whatever went wrong is tried again; what nobody foresaw is written down. */
  #refusalOf(error: unknown): Refusal {
    if (error instanceof Refusal) return error;
    this.#logger.error({ session: this.#actor.id, err: error }, 'the media could not be made to follow');
    return new Refusal('sfu.unavailable');
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => this.#timers.after(RETRY_MS, resolve));
  }
}

/** What an acknowledgement of this state confirms: who has come out of one room and may be in another. */
function unconfirmedIn(state: SessionState): ServerCommand[] {
  return [...state.people.values()].flatMap((person) => [...placed(person), ...inaudible(person)]);
}

function placed({ participant: { id }, attendance, epoch, leaving }: Presence): ServerCommand[] {
  if (attendance.kind !== 'placed') {
    return leaving === null ? [] : [{ type: 'placement.cut', participant: id, epoch }];
  }
  return attendance.placement.kind === 'moving'
    ? [{ type: 'placement.settle', participant: id, epoch: attendance.placement.epoch }]
    : [];
}

/** Who does not hear an interpreter any more. */
function inaudible({ participant: { id }, interpreting }: Presence): ServerCommand[] {
  const fading = interpreting?.fading ?? null;
  return fading === null ? [] : [{ type: 'hearing.cut', participant: id, since: fading.since }];
}

/** What matters of an audience; a session that only chats leaves the SFU alone. */
const contentOf = ({ peers, edges, prepared, paused }: Audience): string =>
  JSON.stringify([peers, edges, prepared, paused]);
