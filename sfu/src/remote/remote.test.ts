import { sfuContract } from '../contract.ts';
import { fakeHarness } from '../fake/testing.ts';
import { remoteHarness } from './testing/harness.ts';

sfuContract('remote, around the fake', () => remoteHarness(fakeHarness()));
