import { sfuContract } from '../contract.ts';
import { embeddedHarness } from './testing.ts';

sfuContract('embedded', () => embeddedHarness());
