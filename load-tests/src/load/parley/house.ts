import type { NewPerson } from '@parley/shared/protocol';
import type { RoomGuest } from '../rtp/guest.ts';
import type { Gathering, House, Venue } from '../venue.ts';
import { addressOf, Person } from './person.ts';
import {
  bothSides,
  letIn,
  openJoint,
  observer,
  onlyOne,
  type Processes,
  type Product,
  productName,
  productWhat,
  startProduct,
} from './product.ts';

/** A mediator who conducts, both sides by turns, and those who only listen as observers. */
const castOf = ({ speakers, listeners }: Gathering): NewPerson[] =>
  bothSides(speakers + listeners).map((person, number) =>
    number === 0 || number < speakers ? person : observer(number),
  );

/** The product's joint sessions, one for each room, with real connections for sound and picture. */
export const parley: Venue<RoomGuest, Gathering> = {
  name: productName,
  what: productWhat,
  open: async (gathering) => {
    const product = await startProduct(Array.from({ length: gathering.rooms }, () => castOf(gathering)));
    return new ParleyHouse(product, await product.processes());
  },
};

const trouble = (error: unknown): void => process.emitWarning(String(error));

class ParleyHouse implements House<RoomGuest> {
  readonly measured: readonly number[];
  readonly rest: readonly number[];
  readonly #product: Product;
  /** Of each room, in the order in which they came. */
  readonly #rooms = new Map<number, Person[]>();

  constructor(product: Product, { server, media, database }: Processes) {
    this.#product = product;
    this.measured = [onlyOne(media)];
    this.rest = [server, ...database];
  }

  async join(guest: RoomGuest): Promise<number> {
    const { links, capabilities } = this.#product;
    const { room, number, through } = guest;
    const present = this.#rooms.get(room) ?? [];
    this.#rooms.set(room, present);
    const person = await Person.sitDown(
      {
        link: links[room]?.[present.length] ?? '',
        capabilities,
        from: addressOf(number),
        placeOf: () => room,
        trouble,
        through,
      },
      guest,
    );
    const isFirst = present.push(person) === 1;
    if (isFirst) letIn(person.line);
    const pressed = performance.now();
    await person.enter();
    if (isFirst) await openJoint(person.line);
    return pressed;
  }

  readonly killMedia = async (): Promise<void> => {
    process.kill(onlyOne((await this.#product.processes()).media), 'SIGKILL');
  };

  async close(): Promise<void> {
    for (const person of [...this.#rooms.values()].flat()) person.close();
    await this.#product.close();
  }
}
