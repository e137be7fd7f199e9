import type { ConsumerId } from '@parley/shared/ids';
import type { Attendant } from '../day/attendant.ts';
import type { Shown } from '../rtp/streams.ts';
import { type Random, wholeBelow } from '../statistics/random.ts';
import { askedIn, type AskedSize, type Layout } from './layout.ts';
import { type Look, PictureSeen } from './picture-seen.ts';

interface Seen {
  readonly consumer: ConsumerId;
  readonly picture: PictureSeen;
  asked: AskedSize | null;
}

/** In how many sizes each kind of picture is sent. */
type Sizes = Readonly<Record<Shown, number>>;

/** What somebody's page shows, and how large; it asks for each picture in the size that fits, as a page does. */
export class Page {
  readonly #attendant: Attendant;
  readonly #others: readonly Attendant[];
  readonly #sizes: Sizes;
  readonly #seen = new Map<ConsumerId, Seen>();

  constructor(attendant: Attendant, others: readonly Attendant[], sizes: Sizes) {
    this.#attendant = attendant;
    this.#others = others;
    this.#sizes = sizes;
  }

  /** All pictures that have been offered by now. */
  get pictures(): PictureSeen[] {
    return this.#look().map(({ picture }) => picture);
  }

  /** Lays out anew: of each picture that it shows larger or smaller than before, it asks for the size that fits. */
  async layOut(layout: Layout, random: Random): Promise<void> {
    const all = this.#look();
    const faces = all.filter(({ picture }) => picture.shown === 'camera');
    const chosen = faces[wholeBelow(random, faces.length)];
    const asked = all.flatMap((seen) => {
      const spatial = askedIn(layout, seen.picture.shown, seen === chosen);
      if (seen.asked === spatial) return [];
      seen.asked = spatial;
      seen.picture.ask(spatial, performance.now());
      return [this.#attendant.person.line.ask('media.prefer', { consumer: seen.consumer, spatial })];
    });
    await Promise.all(asked);
  }

  finish(): Look[] {
    return [...this.#seen.values()].flatMap(({ picture }) => picture.finish());
  }

  #look(): Seen[] {
    for (const [consumer, { owner, source }] of this.#attendant.receives) {
      if (this.#seen.has(consumer) || (source !== 'camera' && source !== 'screen')) continue;
      const of = this.#others.find(({ shown }) => shown?.me.participant.id === owner);
      if (of === undefined) throw new Error('a picture of nobody in this session');
      const named = { person: of.number, shown: source, sizes: this.#sizes[source] };
      const picture = new PictureSeen(this.#attendant.ear, named);
      this.#seen.set(consumer, { consumer, picture, asked: null });
    }
    return [...this.#seen.values()];
  }
}
