import { Refusal } from '@parley/shared/errors';
import { type Audience, audience, differ, roomsRestOn } from '@parley/shared/policy';
import type { ServerCommand, SessionState } from '@parley/shared/session';
import type { Sfu } from '@parley/shared/sfu';
import type { Logger } from 'pino';
import type { SessionActor } from '../session/actor.ts';
import type { Timers } from '../lib/timers.ts';
import { contentOf, unconfirmedIn } from './unconfirmed.ts';

const RETRY_MS = 250;

/** As many are under way at once; what comes on top of them is one order, when one of them has ended. */
const MOST_UNDER_WAY = 16;

/** `carried`: by the node at which the session is. `reached`: everywhere, so that nothing older flows anywhere. */
type Followed = 'carried' | 'reached';

const NOTHING: Readonly<Record<Followed, number>> = { carried: -1, reached: -1 };

interface Waiter {
  readonly seq: number;
  readonly until: Followed;
  readonly resolve: () => void;
  readonly reject: (reason: Refusal) => void;
}

/** What the SFU was asked to follow. */
interface Order {
  /** Of the newest state of which it says all: what has changed since is none of the SFU's. */
  seq: number;
  /** What it was made from: while that is the same, so is the order. */
  restsOn: readonly unknown[];
  readonly content: string;
  readonly confirms: readonly ServerCommand[];
  /** How often what the SFU holds had become unknown before: an acknowledgement from before says nothing of it. */
  readonly losses: number;
  carried: boolean;
  acknowledged: boolean;
}

/**
 * Makes the SFU what the policy says, and reports back when it is so: a person on the move settles only after the
 * SFU has acknowledged that everything old is cut. While it is silent they stay moving, and muted.
 *
 * An order does not wait for the one before: else whoever does something in one room would wait for what happens in
 * another, and could tell that something does. But whoever is between rooms waits for every order up to theirs.
 */
export class Reconciler {
  readonly #actor: SessionActor;
  readonly #sfu: Sfu;
  readonly #timers: Timers;
  readonly #logger: Logger;
  /** Those that have not ended, or have one before them that has not; the oldest first. */
  #orders: readonly Order[] = [];
  /** The last one, while what it says is in force, or on its way to be. */
  #newest: Order | null = null;
  /** The SFU follows the session as of these events. */
  #seqs: Record<Followed, number> = { ...NOTHING };
  #losses = 0;
  /** Ends the pause after a refusal; null outside of one. */
  #endPause: (() => void) | null = null;
  #closed = false;
  #waiting: readonly Waiter[] = [];

  constructor(actor: SessionActor, sfu: Sfu, timers: Timers, logger: Logger) {
    this.#logger = logger;
    this.#actor = actor;
    this.#sfu = sfu;
    this.#timers = timers;
  }

  /** The session has changed: make the media follow. */
  changed(): void {
    if (this.#closed || this.#endPause !== null) return;
    const { state } = this.#actor;
    const newest = this.#newest;
    if (newest !== null && !differ(newest.restsOn, roomsRestOn(state))) return this.#extend(newest, state);
    const wish = wishOf(state);
    if (newest !== null && saysAll(newest, wish)) return this.#extend(newest, state);
    if (this.#orders.filter(({ carried }) => !carried).length < MOST_UNDER_WAY) void this.#order(state, wish);
  }

  /** What the SFU holds is unknown again (it lost peers): apply the whole state once more, without waiting for anything. */
  lost(): void {
    this.#endPause?.();
    this.#endPause = null;
    this.#newest = null;
    this.#seqs = { ...NOTHING };
    this.#losses += 1;
    this.changed();
  }

  /** Resolves once the SFU follows the session as of `seq`; rejects with the SFU's refusal when it does not. */
  reached(seq: number): Promise<void> {
    return this.#until('reached', seq);
  }

  /**
   * As `reached`, but of the node at which the session is now: enough for what cuts nobody off, and a node from before
   * may be long in saying that it has let go.
   */
  carried(seq: number): Promise<void> {
    return this.#until('carried', seq);
  }

  #until(until: Followed, seq: number): Promise<void> {
    if (this.#seqs[until] >= seq) return Promise.resolve();
    if (this.#closed) return Promise.reject(new Refusal('sfu.unavailable'));
    return new Promise((resolve, reject) => {
      this.#waiting = [...this.#waiting, { seq, until, resolve, reject }];
    });
  }

  close(): void {
    this.#closed = true;
    for (const { reject } of this.#waitedFor(Number.POSITIVE_INFINITY, ['carried', 'reached']))
      reject(new Refusal('sfu.unavailable'));
  }

  async #order(state: SessionState, { desired, ...said }: Wish): Promise<void> {
    const order: Order = {
      ...said,
      seq: state.seq,
      restsOn: roomsRestOn(state),
      losses: this.#losses,
      carried: false,
      acknowledged: false,
    };
    this.#orders = [...this.#orders, order];
    this.#newest = order;
    try {
      await this.#sfu.applyAudience(desired);
      order.carried = true;
      this.#follows(order, 'carried');
      this.changed();
      await this.#sfu.onlyHere({ session: this.#actor.id });
      order.acknowledged = true;
      this.#follows(order, 'reached');
    } catch (error) {
      this.#failed(order, this.#refusalOf(error));
    }
    await this.#settle();
    this.changed();
  }

  /** It says all of this state as well. */
  #extend(order: Order, state: SessionState): void {
    order.seq = state.seq;
    order.restsOn = roomsRestOn(state);
    if (order.carried) this.#follows(order, 'carried');
    if (order.acknowledged) this.#follows(order, 'reached');
  }

  #follows({ seq, losses }: Order, how: Followed): void {
    if (losses === this.#losses) this.#seqs[how] = Math.max(this.#seqs[how], seq);
    for (const { resolve } of this.#waitedFor(seq, [how])) resolve();
  }

  #failed(order: Order, refusal: Refusal): void {
    this.#orders = this.#orders.filter((each) => each !== order);
    // It may be in force all the same, or come to be: what was asked before says nothing of it.
    this.#newest = null;
    for (const { reject } of this.#waitedFor(order.seq, ['carried', 'reached'])) reject(refusal);
    this.#tryLater();
  }

  /** Only for those who were moving, or had left, in the very state that was acknowledged, with all before it. */
  async #settle(): Promise<void> {
    const open = this.#orders.findIndex(({ acknowledged }) => !acknowledged);
    const done = open === -1 ? this.#orders : this.#orders.slice(0, open);
    this.#orders = this.#orders.slice(done.length);
    if (this.#closed) return;
    for (const command of done.flatMap(({ confirms }) => confirms)) {
      try {
        await this.#actor.ask(command, { kind: 'server' });
      } catch (error) {
        this.#refusalOf(error);
        this.#newest = null;
        this.#tryLater();
      }
    }
  }

  #waitedFor(seq: number, until: readonly Followed[]): readonly Waiter[] {
    const due = this.#waiting.filter((waiter) => waiter.seq <= seq && until.includes(waiter.until));
    this.#waiting = this.#waiting.filter((waiter) => !due.includes(waiter));
    return due;
  }

  #tryLater(): void {
    this.#endPause ??= this.#timers.after(RETRY_MS, () => {
      this.#endPause = null;
      this.changed();
    });
  }

  /** Whatever went wrong is tried again; what nobody foresaw is written down. */
  #refusalOf(error: unknown): Refusal {
    if (error instanceof Refusal) return error;
    this.#logger.error({ session: this.#actor.id, err: error }, 'the media could not be made to follow');
    return new Refusal('sfu.unavailable');
  }
}

interface Wish extends Pick<Order, 'content' | 'confirms'> {
  readonly desired: Audience;
}

function wishOf(state: SessionState): Wish {
  const desired = audience(state);
  return { desired, content: contentOf(desired), confirms: unconfirmedIn(state) };
}

/** Whether nothing is to be asked for that was not asked for already. */
function saysAll(order: Order, { content, confirms }: Wish): boolean {
  const asked = new Set(order.confirms.map((each) => JSON.stringify(each)));
  return content === order.content && confirms.every((each) => asked.has(JSON.stringify(each)));
}
