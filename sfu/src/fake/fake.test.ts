import { sfuContract } from '../contract.ts';
import { fakeSfu } from './fake.ts';

sfuContract('fake', async () => {
  const sfu = fakeSfu();
  return {
    sfu,
    consumers: async () => sfu.edges().map(({ consumer }) => consumer),
    flows: async (id) => sfu.edges().some(({ consumer, flows }) => consumer === id && flows),
    killWorker: async (session) => sfu.loseWorker(session),
    close: () => sfu.close(),
  };
});
