import { handOver } from './setup/hand-over.mjs';

await handOver('scripts/load.ts');
