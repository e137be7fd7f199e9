import type { NewPerson } from '@parley/shared/protocol';
import type { Guest } from '../rtp/guest.ts';
import type { MediaScenario } from '../scenario.ts';
import type { House, Venue } from '../venue.ts';
import { Person } from './person.ts';
import {
  bothSides,
  letIn,
  observer,
  onlyOne,
  type Processes,
  type Product,
  productName,
  productWhat,
  startProduct,
} from './product.ts';

/** A mediator who conducts, both sides by turns, and those who only listen as observers. */
const castOf = ({ speakers, listeners }: MediaScenario): NewPerson[] =>
  bothSides(speakers + listeners).map((person, number) =>
    number === 0 || number < speakers ? person : observer(number),
  );

/** The product's joint session, with real connections for sound and picture. */
export const parley: Venue<Guest, MediaScenario> = {
  name: productName,
  what: productWhat,
  open: async (scenario) => {
    const product = await startProduct([castOf(scenario)]);
    return new ParleyHouse(product, await product.processes());
  },
};

const trouble = (error: unknown): void => process.emitWarning(String(error));

class ParleyHouse implements House<Guest> {
  readonly measured: readonly number[];
  readonly rest: readonly number[];
  readonly #product: Product;
  readonly #people: Person[] = [];

  constructor(product: Product, { server, media, database }: Processes) {
    this.#product = product;
    this.measured = [onlyOne(media)];
    this.rest = [server, ...database];
  }

  async join(guest: Guest): Promise<number> {
    const { links, capabilities } = this.#product;
    const person = await Person.sitDown(
      {
        link: links[0]?.[guest.number] ?? '',
        capabilities,
        from: '127.0.0.1',
        placeOf: () => 0,
        trouble,
        through: null,
      },
      guest,
    );
    const isFirst = this.#people.push(person) === 1;
    if (isFirst) letIn(person.line);
    const pressed = performance.now();
    await person.enter();
    // From now on whoever is let in comes into the joint session.
    if (isFirst) await person.line.ask('joint.gather', { seconds: 0 });
    return pressed;
  }

  readonly killMedia = async (): Promise<void> => {
    process.kill(onlyOne((await this.#product.processes()).media), 'SIGKILL');
  };

  async close(): Promise<void> {
    for (const person of this.#people) person.close();
    await this.#product.close();
  }
}
