import type { Harness } from '../../contract/scene.ts';
import type { SfuNode } from '../../core/node.ts';
import { type ListeningNode, type ListenOptions, listenSfu } from '../listen.ts';
import { type RemoteOptions, type RemoteSfu, remoteSfu } from '../remote.ts';

export const secret = 'a secret that nobody else knows, 42';

export const listen = (sfu: SfuNode, change: Partial<ListenOptions> = {}): Promise<ListeningNode> =>
  listenSfu({ sfu, secret, host: '127.0.0.1', port: 0, ...change });

export const leadAt = (port: number, change: Partial<RemoteOptions> = {}): RemoteSfu =>
  remoteSfu({ url: `ws://127.0.0.1:${port}`, secret, server: 'server', generation: 1, ...change });

/** The same SFU, at the other end of a real link over loopback. */
export async function remoteHarness(around: Harness & { readonly sfu: SfuNode }): Promise<Harness> {
  const node = await listen(around.sfu);
  const sfu = leadAt(node.port);
  await sfu.linked();
  return {
    ...around,
    sfu,
    close: async () => {
      await sfu.close();
      await node.close();
      await around.close();
    },
  };
}
