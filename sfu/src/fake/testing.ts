import type { Harness } from '../contract/scene.ts';
import { type FakeSfu, fakeSfu } from './fake.ts';

export function fakeHarness(): Harness & { readonly sfu: FakeSfu } {
  const sfu = fakeSfu();
  return {
    sfu,
    consumers: async () => sfu.edges().map(({ consumer }) => consumer),
    failConsumer: () => sfu.failConsumer(),
    flows: async (id) => sfu.edges().some(({ consumer, flows }) => consumer === id && flows),
    killWorker: async (session) => sfu.loseWorker(session),
    close: () => sfu.close(),
  };
}
