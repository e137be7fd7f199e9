import { type FakeSfu, fakeSfu } from '../../fake/index.ts';
import { HandTimers } from '../../lib/hand-timers.ts';
import type { ListeningNode, ListenOptions } from '../listen.ts';
import type { RemoteOptions, RemoteSfu } from '../remote.ts';
import { leadAt, listen } from './harness.ts';
import { type Proxy, proxyTo } from './proxy.ts';

/** A node behind a network that can be cut and frozen, whose time a test moves by hand, with the servers that lead it. */
export class NodeByHand {
  readonly timers: HandTimers;
  readonly fake: FakeSfu;
  readonly network: Proxy;
  node: ListeningNode;
  readonly #servers: RemoteSfu[] = [];

  private constructor(timers: HandTimers, fake: FakeSfu, node: ListeningNode, network: Proxy) {
    this.timers = timers;
    this.fake = fake;
    this.node = node;
    this.network = network;
  }

  static async open(leaseTimes: NonNullable<ListenOptions['leaseTimes']>): Promise<NodeByHand> {
    const timers = new HandTimers();
    const fake = fakeSfu();
    const node = await listen(fake, { timers, leaseTimes });
    return new NodeByHand(timers, fake, node, await proxyTo(node.port));
  }

  lead(change: Partial<RemoteOptions> = {}): RemoteSfu {
    const sfu = leadAt(this.network.port, { timers: this.timers, ...change });
    this.#servers.push(sfu);
    return sfu;
  }

  async close(): Promise<void> {
    await Promise.all(this.#servers.map((server) => server.close()));
    await this.network.close();
    await this.node.close();
  }
}
