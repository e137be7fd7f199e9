import type { SessionId } from '@parley/shared/ids';
import type { DistantSfu } from '@parley/shared/sfu';
import type { Timers } from '../lib/timers.ts';

const RETRY_MS = 250;

/** What is needed of a node to have it end what it may still hold. */
export type Leavable = Pick<DistantSfu, 'linked' | 'closeSession' | 'silentAfterMs'>;

interface Left<Node> {
  readonly session: SessionId;
  readonly node: Node;
  cancel: () => void;
}

interface Waiter {
  readonly session: SessionId;
  readonly resolve: () => void;
}

/**
 * What nodes may still hold of sessions that were moved away from them while they could not be told. Such a node has let
 * go of a session once it has said so, whichever life of it does; or once it has been without its server for so long that
 * it has silenced it by itself.
 */
export class LeftBehind<Node extends Leavable> {
  readonly #timers: Timers;
  readonly #left = new Set<Left<Node>>();
  #waiting: readonly Waiter[] = [];

  constructor(timers: Timers) {
    this.#timers = timers;
  }

  leave(session: SessionId, node: Node): void {
    const left: Left<Node> = { session, node, cancel: () => undefined };
    left.cancel = this.#timers.after(node.silentAfterMs, () => this.#letGo(left));
    this.#left.add(left);
    void this.#end(left);
  }

  /** Whether that node may have something of it that is to be ended. */
  isAt(session: SessionId, node: Node): boolean {
    return [...this.#left].some((left) => left.session === session && left.node === node);
  }

  /** Resolves once every node has let go of it; never, when none of this goes on any more. */
  async gone(session: SessionId): Promise<void> {
    if (![...this.#left].some((left) => left.session === session)) return;
    await new Promise<void>((resolve) => {
      this.#waiting = [...this.#waiting, { session, resolve }];
    });
  }

  close(): void {
    for (const { cancel } of this.#left) cancel();
    this.#left.clear();
  }

  async #end(left: Left<Node>): Promise<void> {
    while (this.#left.has(left)) {
      try {
        await left.node.linked();
        if (this.#left.has(left)) await left.node.closeSession({ session: left.session });
        this.#letGo(left);
      } catch {
        await new Promise<void>((resolve) => void this.#timers.after(RETRY_MS, resolve));
      }
    }
  }

  #letGo(left: Left<Node>): void {
    if (!this.#left.delete(left)) return;
    left.cancel();
    const { session } = left;
    if ([...this.#left].some((each) => each.session === session)) return;
    for (const waiter of this.#waiting) if (waiter.session === session) waiter.resolve();
    this.#waiting = this.#waiting.filter((waiter) => waiter.session !== session);
  }
}
