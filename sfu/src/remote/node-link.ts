import { Refusal } from '@parley/shared/errors';
import { assertNever } from '@parley/shared/lib';
import type { WebSocket } from 'ws';
import { refusalOf } from '../core/failure.ts';
import type { SfuNode } from '../core/node.ts';
import { RateLimit } from '../lib/rate-limit.ts';
import type { Timers } from '../lib/timers.ts';
import { execute } from './command.ts';
import { type Call, type FromNode, FromServer } from './frames.ts';
import type { Inbox } from './inbox.ts';
import type { Leader } from './leader.ts';
import type { Leadership } from './leadership.ts';
import type { Known } from './node-handshake.ts';
import { Wire } from './wire.ts';

/** Frames of a server: what a full house needs in its worst second, ten times over. */
const FRAMES = { burst: 10_000, perSecond: 5_000 } as const;
const MOST_CALLS_AT_ONCE = 5_000;

/** At the node, one link of a server that has proven itself: its commands in order, and their answers. */
export class NodeLink {
  readonly #sfu: SfuNode;
  readonly #node: string;
  readonly #leadership: Leadership;
  readonly #leader: Leader;
  readonly #wire: Wire;
  readonly #rate: RateLimit;
  #underWay = 0;
  #welcomed = false;

  constructor(parts: {
    readonly sfu: SfuNode;
    readonly node: string;
    readonly timers: Timers;
    readonly leadership: Leadership;
    readonly leader: Leader;
    readonly socket: WebSocket;
    readonly inbox: Inbox;
    readonly known: Known;
  }) {
    const { socket, inbox, known, timers, leadership, leader } = parts;
    this.#sfu = parts.sfu;
    this.#node = parts.node;
    this.#leadership = leadership;
    this.#rate = new RateLimit(FRAMES.burst, FRAMES.perSecond, timers);
    this.#leader = leader;
    const wire = new Wire({
      socket,
      timers,
      outgoing: known.outgoing,
      incoming: known.incoming,
      beat: () => ({ t: 'beat' }) satisfies FromNode,
      onFrame: (content) => this.#take(content),
      onDown: () => {
        leader.unlink(wire);
        leadership.away(leader);
      },
    });
    this.#wire = wire;
    leader.link(wire);
    leadership.away(leader);
    inbox.pour((text) => wire.receive(text));
  }

  #take(content: unknown): boolean {
    if (!this.#rate.take()) {
      this.#wire.close('tooMany');
      return true;
    }
    const parsed = FromServer.safeParse(content);
    if (!parsed.success) return false;
    const frame = parsed.data;
    switch (frame.t) {
      case 'resume':
        if (this.#welcomed) return false;
        this.#welcomed = true;
        void this.#welcome(frame.node === this.#node ? frame.seen : null);
        return true;
      case 'call':
        if (!this.#welcomed) return false;
        void this.#answer(frame);
        return true;
      case 'beat':
        this.#leader.heard(frame.seen);
        return true;
      default:
        return assertNever(frame);
    }
  }

  /** Tells what it missed since; or that it has missed too much, or is new, and what is held for it now. */
  async #welcome(seen: number | null): Promise<void> {
    if (seen !== null && !this.#leader.remembers(seen)) await this.#leadership.startOver(this.#leader);
    const resumes = seen !== null && this.#leader.remembers(seen);
    if (!resumes) this.#leader.forget();
    const { leaseMs } = this.#leadership;
    this.#leader.welcome(resumes ? seen : null, this.#leadership.holdings(this.#leader), leaseMs);
  }

  async #answer(call: Call): Promise<void> {
    const { id } = call;
    this.#underWay += 1;
    try {
      if (this.#underWay > MOST_CALLS_AT_ONCE) throw new Refusal('sfu.unavailable');
      this.#leadership.claim(this.#leader, call);
      const value = await execute(this.#sfu, call);
      this.#say({ t: 'answer', id, value: value ?? null });
    } catch (error) {
      this.#say({ t: 'refusal', id, code: refusalOf(error).code });
    } finally {
      this.#underWay -= 1;
    }
  }

  #say(frame: FromNode): void {
    this.#wire.send(frame);
  }
}
