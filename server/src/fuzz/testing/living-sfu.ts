import type { PeerId } from '@parley/shared/ids';
import type { Audience } from '@parley/shared/policy';
import type { Inventory, Receptions, Sfu, SfuEvent } from '@parley/shared/sfu';
import { created } from './cast.ts';

const never = new Promise<never>(() => undefined);

/** Who sees what passes between a server and the SFU, of the session that is watched. */
export interface SfuWatch {
  /** Answers what the SFU is really ordered. */
  orders(order: Audience): Audience;
  acknowledged(seq: number): void;
  ended(): void;
  reported(event: SfuEvent): void;
  /** What it says it holds. */
  holds(held: Inventory): void;
  /** What it says stands for a peer to receive. */
  stands(peer: PeerId, receptions: Receptions): void;
}

/** The SFU as one life of the server knows it: a dead one hears nothing more of it, and nothing of it is heard. */
export function livingSfu(sfu: Sfu, isAlive: () => boolean, told: SfuWatch): Sfu {
  const living =
    <C, R>(call: (command: C) => Promise<R>) =>
    async (command: C): Promise<R> => {
      if (!isAlive()) return never;
      try {
        const answer = await call(command);
        return isAlive() ? answer : await never;
      } catch (error) {
        if (!isAlive()) return never;
        throw error;
      }
    };
  return {
    capabilities: () => sfu.capabilities(),
    ready: () => sfu.ready(),
    openPeer: living((command) => sfu.openPeer(command)),
    openEar: living((command) => sfu.openEar(command)),
    connectTransport: living((command) => sfu.connectTransport(command)),
    restartIce: living((command) => sfu.restartIce(command)),
    publish: living((command) => sfu.publish(command)),
    applyAudience: living(async (command) => {
      if (command.session !== created.id) return sfu.applyAudience(command);
      const answer = await sfu.applyAudience(told.orders(command));
      if (isAlive()) told.acknowledged(answer.seq);
      return answer;
    }),
    onlyHere: living((command) => sfu.onlyHere(command)),
    resumeConsumer: living((command) => sfu.resumeConsumer(command)),
    preferLayers: living((command) => sfu.preferLayers(command)),
    closeSession: living((command) => {
      if (command.session === created.id) told.ended();
      return sfu.closeSession(command);
    }),
    held: () => sfu.held(),
    inventory: living(async (command) => {
      const held = await sfu.inventory(command);
      if (isAlive() && command.session === created.id) told.holds(held);
      return held;
    }),
    receptions: living(async (command) => {
      const isOurs = (): boolean => isAlive() && command.session === created.id;
      const receptions = await sfu.receptions(command).catch((error: unknown) => {
        // Of what is not told whole nothing is taken up.
        if (isOurs()) told.holds([]);
        throw error;
      });
      if (isOurs()) told.stands(command.peer, receptions);
      return receptions;
    }),
    on: (listener) =>
      sfu.on((event) => {
        if (!isAlive()) return;
        if (event.session === created.id) told.reported(event);
        listener(event);
      }),
    close: () => sfu.close(),
  };
}
