import { pino } from 'pino';
import { z } from 'zod';
import { connectStore } from '../../../store/database.ts';
import { serveForTest } from '../../../testing-serve.ts';

const Settings = z.object({
  connection: z.object({ host: z.string(), port: z.number(), user: z.string(), database: z.string() }),
  filesFolder: z.string(),
});

/** The whole server without media, over a database that is there: to be killed by a test. Says where it is. */
const { connection, filesFolder } = Settings.parse(JSON.parse(process.argv[2] ?? ''));
const serving = await serveForTest({
  store: await connectStore(connection, () => undefined),
  logger: pino({ level: 'error' }, pino.destination({ dest: 2, sync: true })),
  graceMs: 60_000,
  filesFolder,
});
const sample = await serving.services.sample();
const links = (sample?.links ?? []).map(({ name, url }) => ({ name, token: url?.split('#')[1] ?? '' }));
process.stdout.write(`${JSON.stringify({ url: serving.url, links })}\n`);
