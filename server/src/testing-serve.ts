import { fakeSfu } from '@parley/sfu/fake';
import { pino } from 'pino';
import { filesFolder } from './files/testing.ts';
import { createRegistry } from './http/metrics.ts';
import { type ServeParts, type Serving, serve } from './serve.ts';

/** The whole server at a free port of this machine, silent and without media unless said. */
export const serveForTest = (parts: Pick<ServeParts, 'store'> & Partial<ServeParts>): Promise<Serving> =>
  serve({
    sfu: fakeSfu(),
    logger: pino({ level: 'silent' }),
    metrics: createRegistry(),
    metricsToken: null,
    metricsOpenHere: true,
    host: '127.0.0.1',
    port: 0,
    certificate: null,
    address: { url: (port) => `http://127.0.0.1:${port}`, hosts: [] },
    allowedOrigins: [],
    proxies: 0,
    graceMs: 20_000,
    clientFolder: import.meta.dirname,
    // These are about what is done, not about how busy the machine is meanwhile.
    heartbeat: { intervalMs: 5_000, timeoutMs: 30_000 },
    ...parts,
    filesFolder: parts.filesFolder ?? filesFolder(),
  });
