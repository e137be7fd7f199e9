import { sfuContract } from '../contract.ts';
import { embeddedHarness } from '../mediasoup/testing.ts';
import { remoteHarness } from './testing/harness.ts';

sfuContract('remote, around the real one', async () => remoteHarness(await embeddedHarness()));
