import { sfuContract } from '../contract.ts';
import { fakeHarness } from '../fake/testing.ts';
import { remoteHarness } from './testing.ts';

sfuContract('remote, around the fake', () => remoteHarness(fakeHarness()));
