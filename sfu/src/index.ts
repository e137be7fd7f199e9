export type { SfuNode, SfuStats } from './core/node.ts';
export { embeddedSfu } from './mediasoup/embedded.ts';
export type { EmbeddedOptions } from './mediasoup/options.ts';
export { UnusableAddress } from './mediasoup/unusable-address.ts';
export { type RemoteOptions, type RemoteSfu, remoteSfu } from './remote/remote.ts';
