import { randomUUID } from 'node:crypto';
import { Line } from '@parley/client/e2e/line';
import { MessageId } from '@parley/shared/ids';
import type { Writer } from '../chat/crowd.ts';
import type { ChatScenario } from '../scenario.ts';
import type { House, Venue } from '../venue.ts';
import {
  bothSides,
  letIn,
  openJoint,
  type Processes,
  type Product,
  productName,
  productWhat,
  startProduct,
} from './product.ts';

/** The product's joint session, without sound and picture: every message is decided, committed and told. */
export const parleyChat: Venue<Writer, ChatScenario> = {
  name: productName,
  what: productWhat,
  open: async ({ people }) => {
    const product = await startProduct([bothSides(people)]);
    return new ParleyChat(product, await product.processes());
  },
};

class ParleyChat implements House<Writer> {
  readonly measured: readonly number[];
  readonly rest: readonly number[];
  readonly killMedia = null;
  readonly #product: Product;
  readonly #lines: Line[] = [];

  constructor(product: Product, { server, media, database }: Processes) {
    this.#product = product;
    this.measured = [server];
    this.rest = [...media, ...database];
  }

  async join(writer: Writer): Promise<number> {
    const line = await Line.open(this.#product.links[0]?.[writer.number] ?? '', `load-test-${writer.number}`);
    const isFirst = this.#lines.push(line) === 1;
    if (isFirst) letIn(line);
    line.on('chat', ({ message }) => writer.hear(message.text));
    const pressed = performance.now();
    await line.ask('session.enter', {});
    const { place } = await line.until((view) => view.place.kind === 'room');
    if (isFirst) await openJoint(line);
    if (place.kind !== 'room') throw new Error('in no room');
    const { epoch } = place;
    writer.say = (text) => {
      void line.ask('chat.say', { id: MessageId.parse(randomUUID()), epoch, text });
    };
    return pressed;
  }

  async close(): Promise<void> {
    for (const line of this.#lines) line.close();
    await this.#product.close();
  }
}
