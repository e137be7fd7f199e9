import type { PeerId } from '@parley/shared/ids';
import { participant } from '@parley/shared/session/testing';
import { capabilities } from '../../fuzz/testing/tracks.ts';
import type { Guest } from './guest.ts';
import type { Harness } from './harness.ts';

/** Everyone in the joint session of a test, by name. */
export class Company<N extends string> {
  readonly #guests: Map<N | 'mediator', Guest>;

  private constructor(mediator: Guest) {
    this.#guests = new Map([['mediator', mediator]]);
  }

  /** The mediator comes first, and lets the others in. */
  static async seated<N extends string>(harness: Harness, names: readonly N[]): Promise<Company<N>> {
    const mediator = await harness.seat('mediator', null);
    const company = new Company<N>(mediator);
    for (const name of names) {
      if (name !== 'mediator') company.takes(name, await harness.seat(name, mediator));
    }
    return company;
  }

  readonly of = (name: N | 'mediator'): Guest => {
    const found = this.#guests.get(name);
    if (found === undefined) throw new Error(`${name} is not there`);
    return found;
  };

  /** From now on they are at the end of this line. */
  takes(name: N, guest: Guest): void {
    this.#guests.set(name, guest);
  }

  /** Each joins the media; by which peer the medium knows them. */
  async joinMedia(): Promise<Map<N | 'mediator', PeerId>> {
    const peers = new Map<N | 'mediator', PeerId>();
    for (const [name, guest] of this.#guests) {
      const joined = await guest.ask('media.join', { rtpCapabilities: capabilities });
      if (!joined.ok) throw new Error(`${name} has no media: ${joined.error.code}`);
      peers.set(name, joined.value.peer);
    }
    return peers;
  }

  /** They stand in a caucus together; `mixing` are those of opposing sides. */
  async apart(inside: readonly (N | 'mediator')[], mixing: readonly (N | 'mediator')[] = []): Promise<void> {
    const opened = await this.of('mediator').ask('caucus.open', {
      title: 'Apart',
      participants: inside.map(participant),
      minutes: null,
      mixing: mixing.map(participant),
    });
    if (!opened.ok) throw new Error(opened.error.code);
    for (const name of inside) {
      await this.of(name).until(
        'view',
        ({ view: { place } }) => place.kind === 'room' && place.title === 'Apart',
      );
    }
  }

  /** Everything that was sent to them before has come. */
  async caughtUp(): Promise<void> {
    for (const guest of this.#guests.values()) await guest.ask('media.capabilities', {});
  }

  close(): void {
    for (const guest of this.#guests.values()) guest.close();
  }
}
