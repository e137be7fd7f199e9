import { handOver } from './setup/hand-over.mjs';

await handOver('scripts/bench-documents.ts');
