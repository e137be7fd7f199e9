import { handOver } from './setup/hand-over.mjs';

await handOver('scripts/product.ts');
