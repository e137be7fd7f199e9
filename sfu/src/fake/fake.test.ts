import { sfuContract } from '../contract.ts';
import { fakeHarness } from './testing.ts';

sfuContract('fake', async () => fakeHarness());
