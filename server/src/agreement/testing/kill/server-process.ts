import { pino } from 'pino';
import { fakeSfu } from '@parley/sfu/fake';
import { z } from 'zod';
import { createRegistry } from '../../../http/metrics.ts';
import { serve } from '../../../serve.ts';
import { connectStore } from '../../../store/database.ts';

const Settings = z.object({
  connection: z.object({ host: z.string(), port: z.number(), user: z.string(), database: z.string() }),
  filesFolder: z.string(),
});

/** The whole server without media, over a database that is there: to be killed by a test. Says where it is. */
const { connection, filesFolder } = Settings.parse(JSON.parse(process.argv[2] ?? ''));
const serving = await serve({
  store: await connectStore(connection, () => undefined),
  sfu: fakeSfu(),
  logger: pino({ level: 'error' }, pino.destination({ dest: 2, sync: true })),
  metrics: createRegistry(),
  metricsToken: null,
  host: '127.0.0.1',
  port: 0,
  certificate: null,
  address: { url: (port) => `http://127.0.0.1:${port}`, hosts: [] },
  allowedOrigins: [],
  proxies: 0,
  graceMs: 60_000,
  clientFolder: import.meta.dirname,
  filesFolder,
  heartbeat: { intervalMs: 5_000, timeoutMs: 30_000 },
});
const sample = await serving.services.sample();
const links = (sample?.links ?? []).map(({ name, url }) => ({ name, token: url?.split('#')[1] ?? '' }));
process.stdout.write(`${JSON.stringify({ url: serving.url, links })}\n`);
