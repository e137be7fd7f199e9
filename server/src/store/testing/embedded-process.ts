import { startEmbedded } from '../embedded/index.ts';

/** A server with nothing but its database, to be killed by a test. Says `started` when the database answers. */
const [dataDir = ''] = process.argv.slice(2);
await startEmbedded({ dataDir, report: () => undefined });
process.stdout.write('started\n');
