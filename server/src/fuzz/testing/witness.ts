import type { PeerId } from '@parley/shared/ids';
import type { Command } from '@parley/shared/session';
import type { ConsumerOptions, Receptions, SfuEvent } from '@parley/shared/sfu';
import type { CaptionWish } from '../../captions/desk.ts';
import type { Counters } from './counters.ts';
import type { Guest } from './guest.ts';
import type { Captioning } from './life.ts';
import { begin, captionsRefusal, readsLine } from './oracle/captions.ts';
import type { Ears } from './oracle/ears.ts';
import type { Oracle } from './oracle/oracle.ts';
import type { Orders } from './orders.ts';
import type { Sheets } from './sheets.ts';
import type { Transfers } from './transfers.ts';
import { must, Violation } from './violation.ts';

interface Seen {
  readonly oracle: Oracle;
  readonly ears: Ears;
  readonly counters: Counters;
  readonly orders: Orders;
  readonly transfers: Transfers;
  readonly sheets: Sheets;
  readonly guests: readonly Guest[];
}

/** Sees what the server does at its joints, tells the oracle, and has it judged. */
export class Witness {
  readonly #seen: Seen;

  constructor(seen: Seen) {
    this.#seen = seen;
  }

  /** A line of captions comes to the server. */
  captioning(by: string, wish: CaptionWish, of: 'new' | 'last' | 'done'): Captioning {
    const { oracle, ears, counters, guests } = this.#seen;
    const { world } = oracle;
    const me = world.soul(by);
    const { id, language, text, done } = wish;
    const refused = captionsRefusal(world, { type: 'caption.say', ...wish, began: 0 }, me);
    if (refused === null && of === 'new') begin(world, id, me);
    for (const secret of [id, text]) if (secret !== '') oracle.secrets.set(secret, { of: 'caption', id });
    ears.captioned.clear();
    return {
      refused,
      passed: () => {
        const line = world.captions.get(id);
        const due = world
          .all()
          .filter((soul) => !done && of !== 'done' && line !== undefined && readsLine(soul, line, language))
          .filter(({ connection }) => guests.some((guest) => guest.line === connection));
        const missed = due.filter((soul) => soul.line === 'online' && !ears.captioned.has(soul.id));
        return (code) => {
          counters.add(code === null ? 'captions written' : `captions refused ${code}`);
          if (code === null) must(missed.length === 0, () => `${missed[0]?.id} is not told ${text}`);
        };
      },
    };
  }

  /** It was stored, and everyone has been told. */
  delivered(command: Command): void {
    const { oracle, ears, guests, transfers, sheets } = this.#seen;
    const { world } = oracle;
    const ids =
      command.type === 'chat.say' || command.type === 'file.share' || command.type === 'booth.say'
        ? [command.id]
        : command.type === 'room.tell'
          ? command.rooms.map(({ id }) => id)
          : [];
    const isThere = (id: string): boolean => {
      const { connection } = world.soul(id);
      return guests.some(({ line }) => line === connection);
    };
    for (const word of [...world.words.slice(-60), ...world.whispers.slice(-1)]) {
      if (ids.some((id) => id === word.id)) ears.delivered(word, isThere);
    }
    oracle.reason = null;
    ears.paid(isThere);
    transfers.judge();
    sheets.judge();
    for (const guest of guests) ears.upToDate(guest);
  }

  /** The SFU has said something. */
  reported(event: SfuEvent): void {
    const { oracle, ears, counters, orders } = this.#seen;
    const { world } = oracle;
    ears.cause = event;
    counters.add(`reported ${event.type}`);
    if (event.type === 'consumer.opened' && !world.earRooms.has(event.peer)) {
      this.#opened(event.peer, event.options);
    }
    if (event.type === 'crossing') {
      if (orders.isForged(event)) return counters.add('crossings refused');
      throw new Violation('the server asked the SFU for an edge between rooms');
    }
  }

  /** Of what was opened while a server died nobody has been told: the one after it asks. */
  stands(peer: PeerId, receptions: Receptions): void {
    const { oracle, counters } = this.#seen;
    for (const options of receptions) {
      if (oracle.consumers.has(options.consumer)) continue;
      this.#opened(peer, options);
      counters.add('tracks opened as a server died');
    }
  }

  #opened(peer: PeerId, { consumer, producer }: ConsumerOptions): void {
    const { oracle, ears } = this.#seen;
    const id = oracle.world.peers.get(peer);
    if (id !== undefined) oracle.secrets.set(consumer, { of: 'own', id });
    oracle.consumers.set(consumer, { peer, producer });
    ears.unoffered.add(consumer);
  }
}
